"""`python -m tests.fuzz.run --target csv --seconds N`: inputs that reach new code are kept and varied (libFuzzer).

Ends with a traceback and exit code 77 for an input that breaks a promise or takes longer than ten seconds; the input is
kept in the directory from which it was started.
"""

import argparse
import gzip
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

DATA = Path(__file__).parents[1] / "data"
LONGEST_INPUT = 4096
HANG_SECONDS = 10
NAMES = ("csv", "json", "webservice", "archive")

WORDS: Mapping[str, tuple[str, ...]] = {
    "csv": (";", ",", "\\x09", "\\x22", "\\x22\\x22", "\\x5c\\x22", "\\x0d\\x0a", "withdraw", "a@b.fr", "2024-03-04"),
    "json": ("orderData", "purchase_reference", "consumer", "products", "product_ref", "sales_channel", "channel"),
    "webservice": ("idWebsite=", "message=", "sign", "order_ref", "PRODUCTS", "refCommande", "id_product", "delay"),
    "archive": ("PK\\x01\\x02", "PK\\x03\\x04", "PK\\x05\\x06", "PK\\x06\\x07", "\\x1f\\x8b\\x08"),
}
"""What a random byte seldom hits upon."""


def seeds(target: str) -> Iterator[bytes]:
    """Inputs to begin with: the samples of the suites."""
    files = [path.read_bytes() for path in sorted(DATA.glob("*.csv")) if path.name != "opens_corpus.csv"]
    if target == "csv":
        yield from files
    elif target == "json":
        yield from (path.read_bytes() for path in sorted(DATA.glob("api_*.json")))
    elif target == "webservice":
        order = json.loads((DATA / "webservice_order.json").read_bytes())
        yield f"idWebsite=w&message={quote(json.dumps(order))}".encode()
        yield quote(json.dumps(order)).encode()
    else:
        yield gzip.compress(files[0])
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("orders.csv", files[0])
        yield packed.getvalue()


def main() -> None:
    """Never returns: the fuzzer ends the process."""
    import atheris

    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run", description=__doc__)
    parser.add_argument("--target", choices=NAMES, required=True)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    with atheris.instrument_imports(include=["chalicelib.intake", "zipfile"]):
        from tests.fuzz.targets import TARGETS
    with tempfile.TemporaryDirectory() as folder:
        corpus, words = Path(folder, "corpus"), Path(folder, "words")
        corpus.mkdir()
        for number, seed in enumerate(seeds(options.target)):
            (corpus / str(number)).write_bytes(seed)
        words.write_text("".join(f'"{word}"\n' for word in WORDS[options.target]), "utf-8")
        limits = (f"-max_total_time={options.seconds}", f"-max_len={LONGEST_INPUT}", f"-timeout={HANG_SECONDS}")
        atheris.Setup(["fuzz", *limits, f"-dict={words}", "-print_final_stats=1", str(corpus)], TARGETS[options.target])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
