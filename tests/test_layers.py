"""What import-linter cannot see: the pages, which are scripts, use the public face, figures, report and ui only."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("path", [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))], ids=lambda path: path.name)
def test_pages_use_nothing_of_the_lower_layers(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    lower = ("hlhdash.cohort", "hlhdash.stats", "hlhdash.analysis", "hlhdash.language", "hlhdash.numbers")
    assert [module for module in modules if module and module.startswith(lower)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.name)
def test_every_page_first_makes_sure_that_the_shell_draws(path: Path):
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert ast.unparse(body[1]) == "from hlhdash.ui import shell"
    assert ast.unparse(body[2]) == "shell.guard()"


# What takes long to import, and is wanted only by an answer, a file or a download that has not been asked for yet.
LATE = (
    "docx",
    "lifelines",
    "lxml",
    "matplotlib",
    "openpyxl",
    "pptx",
    "pyreadstat",
    "scipy.integrate",
    "scipy.linalg",
    "scipy.optimize",
    "scipy.sparse",
    "scipy.stats",
)
DRAWN = """
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("app.py", default_timeout=120)
app.switch_page(sys.argv[1]).run()
assert not app.exception and app.title
print(*(name for name in sys.argv[2:] if name in sys.modules))
"""


@pytest.mark.parametrize("page", ["cohort", "swimmer"])
def test_a_first_screen_imports_nothing_that_it_does_not_need(page: str):
    command = [sys.executable, "-c", DRAWN, f"pages/{page}.py", *LATE]
    drawn = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=180)
    assert drawn.stdout.split() == []
