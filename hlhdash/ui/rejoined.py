"""A page that lost its server says so, and asks for the screen again as soon as the server is back.

Streamlit only asks whether there is internet, joins the server again by itself, and leaves on the screen what was drawn
before until something is pressed. After a short loss of the network that is right: the visit is still there. After a
restart the figures of a file that the server no longer knows would look as if all were well.
"""

from __future__ import annotations

import streamlit as st
from streamlit.components.v2 import component

from hlhdash.language import Translator

_ANEW = "_visit_anew"
_WATCH = """
const STATE = "data-test-connection-state", PATIENCE = 1500, ABOVE_EVERYTHING = "2147483647";
export default function ({ data, setTriggerValue }) {
  let lost = false, waiting;
  const notice = document.createElement("div");
  notice.setAttribute("role", "status");
  notice.dataset.testid = "connectionLost";
  Object.assign(notice.style, { position: "fixed", bottom: "0", left: "0", right: "0", zIndex: ABOVE_EVERYTHING,
    padding: "12px 24px", background: "#fef3c7", color: "#111827", fontSize: "16px", textAlign: "center" });
  notice.textContent = data.lost;
  const joinedAgain = () => { clearTimeout(waiting); notice.remove(); };
  const watcher = new MutationObserver(changes => {
    const joined = changes[changes.length - 1].target.getAttribute(STATE) === "CONNECTED";
    if (joined) joinedAgain();
    if (joined && lost) setTriggerValue("rejoined", true);
    if (!joined && !lost) waiting = setTimeout(() => document.body.append(notice), PATIENCE);
    lost = !joined;
  });
  watcher.observe(document.body, { attributes: true, attributeFilter: [STATE], subtree: true });
  return () => { watcher.disconnect(); joinedAgain(); };
}
"""
_watcher = component("hlhdash.rejoined", js=_WATCH)


def draw(say: Translator, *, has_file: bool) -> None:
    """Watch the connection, on every screen.

    Parameters
    ----------
    has_file : whether this visit has a file of the user's; one that begins by being joined again has lost it
    """
    lost = say(
        "The connection to the server of this page is lost. What you see stays, and the page goes on by itself as soon "
        "as the server answers; it may ask for your file again."
    )
    found = _watcher(key="rejoined", data={"lost": lost}, on_rejoined_change=lambda: None)
    if found.get("rejoined") and not has_file:
        st.session_state[_ANEW] = True


def is_anew() -> bool:
    """Say whether the page was open before this visit began: the server ended meanwhile, or was away for long."""
    return bool(st.session_state.get(_ANEW))
