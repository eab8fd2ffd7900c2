"""The floor of a cold start: an empty figure on a page that imports the packages the first screen needs, no more."""

import pandas as pd  # noqa: F401
import plotly.graph_objects as go
import python_calamine  # noqa: F401
import rapidfuzz  # noqa: F401
import scipy.special  # noqa: F401
import streamlit as st

st.plotly_chart(go.Figure(layout={"title": {"text": "Nothing"}}), theme=None)
