"""The shipped pipeline at run time: one small encoder under spaCy components, without PyTorch."""
