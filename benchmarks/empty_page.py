"""The floor: a control and a figure with nothing in it, on Streamlit alone."""

import plotly.graph_objects as go
import streamlit as st

chosen = st.selectbox("Control", ["first", "second", "third"])
st.plotly_chart(go.Figure(layout={"title": {"text": chosen}}), theme=None)
