"""The options that every training command has; knows no product."""

import argparse
from pathlib import Path

from shared.command_line import ArgumentParser, named, named_path


def training_parser(product: str, description: str, corpus_help: str) -> argparse.ArgumentParser:
    """The parser of `python -m PRODUCT.train`, with corpora, run directory, configuration and start."""
    parser = ArgumentParser(prog=f"python -m {product}.train", description=description)
    parser.add_argument("corpus", nargs="*", metavar="CORPUS", help=corpus_help)
    parser.add_argument("--output", type=named_path, default=Path("runs") / product, metavar="DIR")
    parser.add_argument("--config", type=Path, metavar="FILE.toml", help="[[corpus]], [model] and [training] tables")
    parser.add_argument("--init", type=named, metavar="DIR", help="start from a bundle; `pretrained`: the shipped one")
    parser.add_argument("--resume", action="store_true", help="go on with an interrupted run")
    return parser
