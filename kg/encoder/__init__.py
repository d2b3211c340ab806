"""The shipped pipeline at run time: one small encoder under spaCy components, without PyTorch.

Importing this package registers the component with spaCy; then `spacy.load` reads the pipeline.
"""

from pathlib import Path

import spacy
from spacy.language import Language

from kg.encoder.component import EncoderPipe

__all__ = ["EncoderPipe", "load_pipeline"]


def load_pipeline(path: str | Path) -> Language:
    """Load a pipeline with the encoder in it from its folder."""
    return spacy.load(Path(path))
