"""The closed lists that the heads choose from."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["Inventory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """Name tags, word classes (`XPOS|UPOS|FEATS`), lemma scripts and relations, by place."""

    names: tuple[str, ...]
    tags: tuple[str, ...]
    scripts: tuple[str, ...]
    relations: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> "Inventory":
        """Give the lists in a file that `write` made."""
        lists = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{key: tuple(values) for key, values in lists.items()})

    def write(self, path: Path) -> None:
        """Keep the lists beside the network whose outputs they name."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=0), encoding="utf-8")
