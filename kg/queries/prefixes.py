"""The prefixes that people need not write: those of `shapes/prefixes.ttl`."""

from kg.queries.tokens import tokens
from kg.vocab import load_prefixes

__all__ = ["with_prefixes"]


def with_prefixes(sparql: str) -> str:
    """The query with a PREFIX line for each known prefix that it uses and does not declare."""
    parts = [token for token in tokens(sparql) if token.kind in ("prefixed", "word")]
    declared: set[str] = set()
    used: set[str] = set()
    for before, token in zip([None, *parts], parts, strict=False):
        if token.kind == "prefixed":
            is_declaration = before is not None and before.text.upper() == "PREFIX"
            (declared if is_declaration else used).add(token.text.split(":", 1)[0])
    known = load_prefixes()
    missing = sorted(name for name in used - declared if name in known)
    return "".join(f"PREFIX {name}: <{known[name]}>\n" for name in missing) + sparql
