"""The query library as an OpenAPI document, for whoever serves it."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kg.queries.catalogue import StoredQuery
from kg.queries.header import Parameter, ParameterType

__all__ = ["openapi"]

_SCHEMAS: Mapping[ParameterType, Mapping[str, Any]] = {
    ParameterType.IRI: {"type": "string", "format": "iri"},
    ParameterType.STRING: {"type": "string"},
    ParameterType.INTEGER: {"type": "integer"},
    ParameterType.DECIMAL: {"type": "number"},
    ParameterType.DATE: {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    ParameterType.CLASS: {"type": "string"},
    ParameterType.RELATION: {"type": "string"},
    ParameterType.ENTITY: {"type": "string"},
    ParameterType.LIMIT: {"type": "integer", "minimum": 1},
}
_NUMERIC: Mapping[ParameterType, Callable[[str], int | float]] = {
    ParameterType.INTEGER: int,
    ParameterType.LIMIT: int,
    ParameterType.DECIMAL: float,
}


def openapi(queries: Iterable[StoredQuery]) -> str:
    """An OpenAPI 3.1 document with one GET path for each query."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "kg stored queries", "version": "1"},
        "paths": {f"/queries/{query.name}": {"get": _operation(query)} for query in queries},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _operation(query: StoredQuery) -> dict[str, Any]:
    return {
        "operationId": query.name,
        "summary": query.header.summary,
        "description": query.header.description,
        "tags": list(query.header.tags),
        "parameters": [_parameter(each) for each in query.header.parameters],
        "responses": {
            "200": {
                "description": "; ".join(f"{n}: {text}" for n, text in query.header.returns)
                or "the answer",
                "content": {"application/sparql-results+json": {}},
            },
            "400": {"description": "a parameter is missing or of another type"},
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema = dict(_SCHEMAS[parameter.type])
    if parameter.default is not None:
        schema["default"] = _typed(parameter, parameter.default)
    made: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.description,
        "schema": schema,
    }
    if parameter.example is not None:
        made["example"] = _typed(parameter, parameter.example)
    return made


def _typed(parameter: Parameter, text: str) -> str | int | float:
    return _NUMERIC[parameter.type](text) if parameter.type in _NUMERIC else text
