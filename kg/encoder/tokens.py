"""The tokens of the pipeline: spaCy's English rules, with the splits of Universal Dependencies."""

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

__all__ = ["tokenizer"]

_INFIXES = (
    r"(?<=[0-9A-Za-z\u00C0-\u024F.%])(?:-|–|—|--|~)(?=[0-9A-Za-z\u00C0-\u024F$])",
    r"(?<=[0-9A-Za-z\u00C0-\u024F\"'”’)\]])(?:—|--+|…|\.\.\.+)",
    r"(?<=[A-Za-z\u00C0-\u024F0-9)])/(?=[A-Za-z\u00C0-\u024F0-9(])",
    r"(?<=[A-Za-z\u00C0-\u024F)])[:;(\[](?=[A-Za-z\u00C0-\u024F0-9])",
)


def tokenizer(nlp: Language) -> Tokenizer:
    """A tokenizer that splits `U.S.-backed`, `2014-15` and `and/or` as the treebanks do."""
    made = nlp.tokenizer
    infixes = [*(nlp.Defaults.infixes or ()), *_INFIXES]
    made.infix_finditer = compile_infix_regex(infixes).finditer
    return made
