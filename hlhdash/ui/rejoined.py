"""A page whose server came back asks for the screen again at once, so that its reader is told what happened.

Streamlit joins the server again by itself, but leaves on the screen what was drawn before until something is pressed.
After a short loss of the network that is right: the visit is still there. After a restart the figures of a file that
the server no longer knows would look as if all were well.
"""

from __future__ import annotations

from streamlit.components.v2 import component

_WATCH = """
const STATE = "data-test-connection-state";
export default function ({ setTriggerValue }) {
  let lost = false;
  const watcher = new MutationObserver(changes => {
    const joined = changes[changes.length - 1].target.getAttribute(STATE) === "CONNECTED";
    if (joined && lost) setTriggerValue("rejoined", true);
    lost = !joined;
  });
  watcher.observe(document.body, { attributes: true, attributeFilter: [STATE], subtree: true });
  return () => watcher.disconnect();
}
"""
_watcher = component("hlhdash.rejoined", js=_WATCH)


def draw() -> None:
    """Watch the connection, on every screen."""
    _watcher(key="rejoined", on_rejoined_change=lambda: None)
