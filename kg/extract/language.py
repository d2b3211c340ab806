"""The language pipeline: ours, or any spaCy pipeline that somebody names."""

from pathlib import Path

import spacy
from spacy.language import Language

import kg.encoder  # noqa: F401  (registers the components of the shipped pipeline)
from kg.encoder.tokens import tokenizer
from kg.errors import ModelError
from kg.resources import model_dir

__all__ = ["load"]


def load(model: str | None = None) -> Language:
    """Load the pipeline of that name or path; the shipped one where none is given.

    Another pipeline gets our splits of hyphenated words ("U.S.-backed"), which relations rest on.
    Raises: ModelError where it does not exist, does not load, or finds no entities.
    """
    named = str(model_dir()) if model is None else model
    nlp = _read(named)
    if nlp.meta.get("kg_unit") != "document":
        nlp.tokenizer = tokenizer(nlp)
    if not {"ner", "entity_ruler"} & set(nlp.pipe_names) and "doc" not in _unit(nlp):
        raise ModelError("the pipeline recognises no entities", where=named)
    return nlp


def _unit(nlp: Language) -> str:
    return str(nlp.meta.get("kg_unit", "sentence"))


def _read(named: str) -> Language:
    hint = "name an installed spaCy pipeline, or the folder of one"
    try:
        return spacy.load(Path(named) if Path(named).is_dir() else named)
    except OSError as err:
        raise ModelError("no such language pipeline", where=named, hint=hint) from err
    except (ImportError, KeyError, TypeError, ValueError) as err:
        first = str(err).strip().splitlines()[0] if str(err).strip() else type(err).__name__
        raise ModelError(f"the language pipeline does not load ({first})", where=named) from err
