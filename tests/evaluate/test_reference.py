"""Our scorer gives the figures of the reference scorer beside the gold, whatever is predicted."""

import copy
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType

import pytest

from kg.evaluate.annotation import read_annotations
from kg.evaluate.evaluation import evaluate
from kg.evaluate.report import to_json
from kg.vocab import load_schema

CLASSES = ["Person", "Organization", "ArmedGroup", "Place", "City", "Country", "Region", "Work"]
NAMES = ["controls", "attacked", "said", "locatedIn", "admires"]


def reference(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def perturbed(record: dict, chance: random.Random) -> dict:
    """Give the record with faults of every kind that a prediction may have."""
    record = copy.deepcopy(record)
    for entity in record["entities"]:
        spoil_entity(entity, chance, length=len(record["text"]))
    for zone in record.get("ignore", []):
        record["entities"].append({"id": f"z{zone[0]}", "type": "Place", "mentions": [zone]})
    record["entities"].append(dict(chance.choice(record["entities"]), id="twin"))
    ends = [entity["id"] for entity in record["entities"]] + ["nobody"]
    spoiled = [spoilt_relation(one, chance, ends) for one in record["relations"]]
    kept = [one for one in record["relations"] if chance.random() < 0.5]
    record["relations"] = kept + [one for one in spoiled if chance.random() < 0.6]
    if chance.random() < 0.3:
        del record["text"]
    chance.shuffle(record["entities"])
    chance.shuffle(record["relations"])
    return record


def spoil_entity(entity: dict, chance: random.Random, *, length: int) -> None:
    if chance.random() < 0.2:
        entity["type"] = chance.choice(CLASSES)
        entity["qid"] = chance.choice([None, "Q1"])
    for mention in entity["mentions"]:
        mention[0] = max(0, mention[0] - chance.choice([0, 0, 0, 4]))
        mention[1] += chance.choice([0, 0, 0, 5])
    entity["mentions"] += entity.get("optional", [])
    if chance.random() < 0.1:
        entity["mentions"].append([chance.randint(0, length), chance.randint(0, length + 9)])


def spoilt_relation(relation: dict, chance: random.Random, ends: list[str]) -> dict:
    faults = [
        {"subject": chance.choice(ends)},
        {"status": chance.choice(["former", "current"])},
        {"relation": chance.choice(NAMES)},
        {"stance": "denied"},
        {},
    ]
    changed = dict(relation, **chance.choice(faults))
    if relation["relation"] == "said":
        start, end = relation["object"]["quote"]
        changed["object"] = {"quote": [start + chance.randint(0, 9), end]}
    return changed


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(12))
def test_figures_equal_those_of_the_reference(seed: int, shared: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    path = shared / "gold" / "seeds.jsonl"
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    prediction = tmp_path / "predicted.jsonl"
    kept = records[1:] if seed % 4 == 0 else records
    lines = [json.dumps(perturbed(record, chance)) for record in kept]
    prediction.write_text("\n".join(lines), "utf-8")
    scorer = reference(shared / "gold")
    expected = scorer.score(scorer.load(path), scorer.load(prediction))
    gold = read_annotations(path)
    found = evaluate(gold, read_annotations(prediction, gold=gold), schema=load_schema())
    ours = json.loads(to_json(found.scores))
    del ours["mentions_by_class"]
    assert ours == json.loads(json.dumps(expected))
