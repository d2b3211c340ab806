from pathlib import Path

import pytest
import spacy

from kg.errors import ModelError
from kg.extract.language import load


def test_missing_pipeline_is_a_model_error() -> None:
    with pytest.raises(ModelError, match="no such language pipeline") as error:
        load("no_such_pipeline")
    assert error.value.exit_code == 3
    assert error.value.where == "no_such_pipeline"


def test_pipeline_without_names_is_a_model_error(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ModelError, match="recognises no entities"):
        load(str(tmp_path))


def test_folder_that_is_no_pipeline_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        load(str(tmp_path))


def test_any_spacy_pipeline_gets_our_tokens(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "U.S."}])
    nlp.to_disk(tmp_path)
    loaded = load(str(tmp_path))
    assert [t.text for t in loaded("U.S.-backed")] == ["U.S.", "-", "backed"]
