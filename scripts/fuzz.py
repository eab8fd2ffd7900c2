"""Hours of random input: `python -m scripts.fuzz --minutes 60` runs the tests of tests/fuzz with ever new chances.

Each round takes another seed and more examples than CI; the first find ends it with the example that shows it, to be
kept as an `@example`.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time

from scripts.browser import ROOT


def main() -> None:
    """Run rounds until the time is over or something is found."""
    parser = argparse.ArgumentParser(prog="python -m scripts.fuzz")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--examples", type=int, default=100, help="at least, of each test and round")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", default="tests/fuzz", metavar="FILE", help="one of the tests of tests/fuzz")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the round ends with it, below
    end = time.monotonic() + 60 * asked.minutes
    rounds = 0
    while time.monotonic() < end:
        failed = _round(asked.only, asked.seed + rounds, asked.examples, end - time.monotonic())
        if failed:
            print(f"Found in round {rounds + 1}, seed {asked.seed + rounds}.")
            sys.exit(failed)
        rounds += failed is not None
    print(f"{rounds} whole rounds of {asked.examples} examples each found nothing.")


def _round(path: str, seed: int, examples: int, seconds: float) -> int | None:
    """Run the tests once; returns how they ended, None where the time was over before."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-o", "addopts=--import-mode=importlib", path]
    command.append(f"--hypothesis-seed={seed}")
    told = {"HLHDASH_EXAMPLES": str(examples), "HLHDASH_SEED": str(seed)}
    # A session of its own, so that the processes that read for the tests end with them.
    running = subprocess.Popen(command, cwd=ROOT, env=os.environ | told, start_new_session=True)
    try:
        return running.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


if __name__ == "__main__":
    main()
