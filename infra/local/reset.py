"""`python -m infra.local.reset`: forget the local cloud of a directory; the next start is a first start."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from infra.local.directory import LocalDirectory
from infra.local.errors import LocalCloudError


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 while it runs."""
    parser = argparse.ArgumentParser(prog="python -m infra.local.reset", description=__doc__)
    parser.add_argument("--directory", type=Path, default=Path(".local"))
    directory = LocalDirectory(parser.parse_args(arguments).directory.resolve())
    try:
        directory.reset()
    except LocalCloudError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Forgot {directory.root}. The next start is a first start.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
