"""Hours of random input: `python -m scripts.fuzz --minutes 60` runs the tests of tests/fuzz with ever new chances.

Each round takes another seed and many more examples than CI; the first find ends it with the example that shows
it, to be kept as an `@example`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

from scripts.browser import ROOT


def main() -> None:
    """Run rounds until the time is over or something is found."""
    parser = argparse.ArgumentParser(prog="python -m scripts.fuzz")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--examples", type=int, default=2_000, help="of each test and round")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    end = time.monotonic() + 60 * asked.minutes
    rounds = 0
    while time.monotonic() < end:
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-o", "addopts=--import-mode=importlib", "tests/fuzz"]
        command.append(f"--hypothesis-seed={asked.seed + rounds}")
        told = {"HLHDASH_EXAMPLES": str(asked.examples), "HLHDASH_SEED": str(asked.seed + rounds)}
        done = subprocess.run(command, cwd=ROOT, env=os.environ | told, check=False)
        if done.returncode:
            print(f"Found in round {rounds + 1}, seed {asked.seed + rounds}.")
            sys.exit(done.returncode)
        rounds += 1
    print(f"{rounds} rounds of {asked.examples} examples each found nothing.")


if __name__ == "__main__":
    main()
