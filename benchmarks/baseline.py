"""The floor that speeds are told over: an empty page on Streamlit as it comes, without what hlhdash sets for speed."""

from pathlib import Path

PAGE = Path(__file__).parent / "empty_page.py"
OPTIONS = ("--runner.postScriptGC=true",)  # Streamlit's default
