from kg.evaluate.annotation import Annotation, EntityNote, RelationNote
from kg.evaluate.evaluation import evaluate
from kg.evaluate.reliability import calibration_error, reliability, reliability_table
from kg.model import Span
from kg.vocab import load_schema

TEXT = "Ana leads Orlo. Ben leads Pavo."
PEOPLE = (("e1", "Person", "Ana"), ("e2", "Organization", "Orlo"), ("e3", "Person", "Ben"),
          ("e4", "Organization", "Pavo"))  # fmt: skip


def _note(*relations: RelationNote) -> dict[str, Annotation]:
    entities = tuple(
        EntityNote(
            id=name,
            type=kind,
            name=text,
            mentions=(Span(TEXT.index(text), TEXT.index(text) + len(text)),),
        )
        for name, kind, text in PEOPLE
    )
    return {"d": Annotation(id="d", text=TEXT, entities=entities, relations=relations)}


def _leads(subject: str, target: str, sure: float | None = None) -> RelationNote:
    return RelationNote(
        subject=subject, relation="leads", object=target, stance="asserted",
        evidence=Span(0, 15), confidence=sure,
    )  # fmt: skip


def test_confidence_is_set_beside_what_is_right() -> None:
    gold = _note(_leads("e1", "e2"), _leads("e3", "e4"))
    pred = _note(_leads("e1", "e2", 0.9), _leads("e1", "e4", 0.5), _leads("e3", "e4", 0.5))
    found = reliability(evaluate(gold, pred, schema=load_schema()).judgements)
    assert [(one.low, one.count, one.right) for one in found] == [(0.4, 2, 0.5), (0.8, 1, 1.0)]
    assert round(calibration_error(found), 3) == 0.033
    assert "| 0.4 to 0.6 | 2 | 0.50 | 0.50 |" in reliability_table(found)


def test_nothing_predicted_is_no_error() -> None:
    gold = _note(_leads("e1", "e2"))
    assert reliability(evaluate(gold, {}, schema=load_schema()).judgements) == ()
    assert calibration_error(()) == 0.0
