"""Runs aics-tlog's checks over a whole log: the head, entries at every edge of a tile, growth, and every byte."""

import argparse
import base64
import subprocess
import sys
import tempfile
from pathlib import Path

from aics_tlog.remote import HttpTileReader, tile_source_url
from aics_tlog.verified import audit_tiles

TILE_WIDTH = 256
# Entries proven one by one; the audit below reads them all.
SPOT_CHECKS_MAX = 12


def main():
    arguments = parse_arguments()
    common = ["--tiles", arguments.log, "--vkey-file", str(arguments.vkey_file)]
    for witness in arguments.witness:
        common += ["--witness-key", witness.read_text().strip()]
    if arguments.witness:
        common += ["--quorum", str(len(arguments.witness))]

    with tempfile.TemporaryDirectory() as directory:
        head = Path(directory) / "checkpoint"
        run(arguments.verifier, "verify-checkpoint", *common, "--save-checkpoint", str(head))
        _, size, root = head.read_text().splitlines()[:3]
    for index in spot_checks(int(size)):
        run(arguments.verifier, "verify-inclusion", *common, "--index", str(index))
    if arguments.old_checkpoint:
        run(arguments.verifier, "verify-consistency", *common, "--old-checkpoint", str(arguments.old_checkpoint))
    audit(arguments.log, int(size), root)
    print(f"accepted: {size} entries")


def parse_arguments():
    parser = argparse.ArgumentParser(prog="aics_tlog.sh")
    parser.add_argument("verifier", type=Path)
    parser.add_argument("log")
    parser.add_argument("vkey_file", type=Path)
    parser.add_argument("--old-checkpoint", type=Path)
    parser.add_argument("--witness", type=Path, action="append", default=[])
    return parser.parse_args()


def run(verifier, *words):
    answer = subprocess.run([verifier, *words], capture_output=True, text=True)
    if answer.returncode != 0:
        refuse(f"{words[0]}: {(answer.stderr or answer.stdout).strip()}")
    print(f"ok: {words[0]}")


def spot_checks(size):
    """First and last entry, those beside the ends of tiles, and some between."""
    edges = {0, size // 3, size // 2, size - 2, size - 1}
    last_full = size // TILE_WIDTH * TILE_WIDTH
    edges |= {TILE_WIDTH - 1, TILE_WIDTH, last_full - 1, last_full, TILE_WIDTH**2 - 1, TILE_WIDTH**2}
    return sorted(index for index in edges if 0 <= index < size)[:SPOT_CHECKS_MAX]


def audit(log, size, root):
    """Recomputes every tile and the root from every entry."""
    try:
        report = audit_tiles(HttpTileReader([tile_source_url(log)]), size, base64.b64decode(root))
    except (OSError, ValueError) as error:
        refuse(f"audit: {error}")
    print(f"ok: audit of {report.tiles} tiles and {report.bundles} bundles")


def refuse(why):
    print(f"refused: {why}", file=sys.stderr)
    raise SystemExit(1)


if __name__ == "__main__":
    main()
