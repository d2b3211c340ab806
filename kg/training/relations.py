"""Trains the learned relations, and how sure relations are, on texts annotated to the schema.

`python -m kg.training.relations FILE… [-o FOLDER]`, the news file first, writes `weights.npz` and
`confidence.json`; the folder is the one that kg reads them from. Prints how confidence kept its
word before and after, on texts that neither weights nor calibration had a share in. Only PyTorch is
needed beyond what kg runs on.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch

from kg.evaluate.reliability import bins, reliability_table
from kg.extract.extractor import Extractor
from kg.extract.relations.weights import FOLDER
from kg.training.relations_confidence import fit_calibration, judged, out_of_fold
from kg.training.relations_weights import crossed, fitted, lessons, write

__all__ = ["main"]

_FOLDS = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, and write what was fitted."""
    parser = argparse.ArgumentParser(prog="python -m kg.training.relations", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="annotated texts; the news first")
    parser.add_argument("-o", "--output", type=Path, default=FOLDER, help="folder to write to")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)  # sums in one order: the same weights each time
    extractor = Extractor.load()
    known = lessons(options.files, extractor)
    parts = crossed(known, folds=_FOLDS)
    write(fitted(known, parts), options.output / "weights.npz")
    models = [part.model for part in parts]
    found = [one for path in options.files for one in judged(path, extractor, models)]
    stored = json.dumps(asdict(fit_calibration(found)), indent=1)
    (options.output / "confidence.json").write_text(stored + "\n", encoding="utf-8")
    before = [(one.support.said, one.right) for one in found]
    after = list(out_of_fold(found, count=_FOLDS))
    for title, pairs in (("before", before), ("after", after)):
        sys.stdout.write(f"### {title}\n\n{reliability_table(bins(pairs))}\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
