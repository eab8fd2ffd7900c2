"""hlhdash: start with `streamlit run app.py`."""

from hlhdash.ui import shell

shell.draw()
