"""The tokens of the pipeline: spaCy's English rules, with the splits of Universal Dependencies."""

import re

from spacy.attrs import ORTH  # type: ignore[import-not-found]  # compiled, no stub
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

__all__ = ["tokenizer"]

_LETTER = r"A-Za-z\u00C0-\u024F"
_INFIXES = (
    rf"(?<=[0-9{_LETTER}.%])(?:-|–|—|--|~)(?=[0-9{_LETTER}$])",
    rf"(?<=[0-9{_LETTER}\"'”’)\]])(?:—|--+|…|\.\.\.+)",
    rf"(?<=[{_LETTER}0-9)])/(?=[{_LETTER}0-9(])",
    rf"(?<=[{_LETTER})])[:;(\[](?=[{_LETTER}0-9])",
)
_RUNS = (r"[!?]{2,}", r"[=_*~#+]{2,}", r"-{2,}", r"\.{2,}[!?]+", r"<<+", r">>+")
_CLOCK = (r"(?<=[0-9])(?:[ap]\.?m\.?|[AP]\.?M\.?)",)
# With its end: of a tokenizer from disk spaCy asks `match`, never `fullmatch`.
_WHOLE = re.compile(
    r"(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?"  # dates, fractions
    r"|\d{3}-\d{3}-\d{4}|\d{3}-\d{4}"  # telephone numbers
    r"|[bw]/[co]"
    # Prefixes that the treebanks leave on their word; before a name the hyphen splits.
    r"|(?:[Nn]on|[Aa]nti|[Pp]ro|[Rr]e|[Cc]o|[Pp]re|[Ss]emi|[Pp]an|[Ee]|[Ee]x|[Mm]ini|[Mm]ulti|"
    r"[Cc]ross|[Cc]ounter|[Ii]nter|[Ss]ub|[Uu]ltra|[Vv]ice|[Pp]ost)-[a-z]{2,})\Z"
)
_UNSPLIT = ("etc.", "al.")
_NO_RULES = ("and/or", "):")


def tokenizer(nlp: Language) -> Tokenizer:
    """Give the pipeline's tokenizer the splits of the treebanks: `U.S. - backed`, `and / or`."""
    made: Tokenizer = nlp.tokenizer
    prefixes, suffixes = nlp.Defaults.prefixes or (), nlp.Defaults.suffixes or ()
    made.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_INFIXES]).finditer
    made.prefix_search = compile_prefix_regex([*_RUNS, *prefixes]).search
    made.suffix_search = compile_suffix_regex([*_RUNS, *_CLOCK, *suffixes]).search
    made.token_match = _WHOLE.match
    made.rules = {key: rule for key, rule in (made.rules or {}).items() if key not in _NO_RULES}
    for word in _UNSPLIT:
        made.add_special_case(word, [{ORTH: word}])
    return made
