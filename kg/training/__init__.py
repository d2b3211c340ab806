"""The recipe of the shipped pipeline: data, network, training, export, scores. Extra `train`."""
