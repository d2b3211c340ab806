"""The examples of the Reconciliation Service API, version 0.2, shortened to what clients read.

W3C Entity Reconciliation Community Group,
https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
(examples of the manifests of Wikidata and Nomisma, of query and result batches, of suggest).
"""

from typing import Any

WIKIDATA: dict[str, Any] = {
    "versions": ["0.1", "0.2"],
    "name": "Wikidata (en)",
    "preview": {
        "url": "https://tools.wmflabs.org/openrefine-wikidata/en/preview?id={{id}}",
        "width": 400,
        "height": 100,
    },
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "defaultTypes": [{"name": "entity", "id": "Q35120"}],
    "view": {"url": "https://www.wikidata.org/wiki/{{id}}"},
    "extend": {
        "property_settings": [],
        "propose_properties": {
            "service_url": "https://tools.wmflabs.org/openrefine-wikidata",
            "service_path": "/en/propose_properties",
        },
    },
    "suggest": {
        "entity": {
            "service_url": "https://tools.wmflabs.org/openrefine-wikidata",
            "service_path": "/en/suggest/entity",
            "flyout_service_path": "/en/flyout/entity?id=${id}",
        }
    },
}
# Of version 0.1: it names no versions.
NOMISMA: dict[str, Any] = {
    "name": "Nomisma.org",
    "view": {"url": "http://nomisma.org/id/{{id}}"},
    "identifierSpace": "http://nomisma.org/id/",
    "schemaSpace": "http://nomisma.org/ontology",
    "defaultTypes": [{"id": "foaf:Person", "name": "Person"}],
}
MULTI_VALUES: dict[str, Any] = {
    "q0": {
        "query": "Christel Hanewinckel",
        "type": "DifferentiatedPerson",
        "limit": 5,
        "properties": [
            {
                "pid": "professionOrOccupation",
                "v": ["Politik*", {"id": "wissenschaftler", "name": "Wissenschaftler(in)"}],
            }
        ],
        "type_strict": "should",
    }
}
RESULTS: dict[str, Any] = {
    "q1": {
        "result": [
            {
                "id": "120333937",
                "name": "Urbaniak, Regina",
                "score": 53.015232,
                "match": False,
                "type": [{"id": "DifferentiatedPerson", "name": "Individualisierte Person"}],
            },
            {
                "id": "1127147390",
                "name": "Urbaniak, Jan",
                "score": 52.357353,
                "match": False,
                "type": [{"id": "DifferentiatedPerson", "name": "Individualisierte Person"}],
            },
        ]
    }
}
EXTENSION: dict[str, Any] = {
    "ids": ["10662041X", "1064905412"],
    "properties": [{"id": "variantName"}, {"id": "geographicAreaCode"}],
}


def conforms_manifest(body: dict[str, Any]) -> bool:
    """Whether a manifest has what `schemas/manifest.json` requires."""
    texts = all(isinstance(body[n], str) for n in ("name", "identifierSpace", "schemaSpace"))
    preview = body.get("preview")
    shown = preview is None or (
        "{{id}}" in preview["url"] and {type(preview["width"]), type(preview["height"])} == {int}
    )
    return "0.2" in body["versions"] and texts and shown and "{{id}}" in body["view"]["url"]


def conforms_results(body: dict[str, Any]) -> bool:
    """Whether a batch of answers is one by `schemas/reconciliation-result-batch.json`."""
    return all(_is_candidate(one) for answer in body.values() for one in answer["result"])


def _is_candidate(one: dict[str, Any]) -> bool:
    named = isinstance(one["id"], str) and isinstance(one["name"], str)
    scored = isinstance(one["score"], int | float) and not isinstance(one["score"], bool)
    types = all(isinstance(t, str) or isinstance(t["id"], str) for t in one.get("type", []))
    told = all(isinstance(f["value"], bool | int | float) for f in one.get("features", []))
    return named and scored and types and told and isinstance(one.get("match", False), bool)


def conforms_suggestions(body: dict[str, Any]) -> bool:
    """Whether an answer of a suggest service is one by `schemas/suggest-*-response.json`."""
    return all(
        isinstance(one["id"], str) and isinstance(one["name"], str) for one in body["result"]
    )


def conforms_extension(body: dict[str, Any]) -> bool:
    """Whether a data extension answer is one by `schemas/data-extension-response.json`."""
    allowed: tuple[set[str], ...] = ({"id", "name"}, {"str"}, {"float"}, {"int"}, {"date"}, set())
    cells = [c for row in body["rows"].values() for values in row.values() for c in values]
    named = all({"id", "name"} <= set(column) for column in body["meta"])
    return named and all(set(cell) in allowed for cell in cells)
