"""hlhdash for a shared server, behind strict headers: start with `streamlit run server.py`."""

import streamlit as st

from hlhdash.ui import quiet_log
from hlhdash.ui.headers import middleware

quiet_log.begin()

app = st.App("app.py", middleware=middleware())
