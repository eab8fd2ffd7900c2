"""The command line: `python -m hlhdash report cohort.xlsx --view view.json --out report.html`."""

from __future__ import annotations

import sys

from hlhdash.command.report import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
