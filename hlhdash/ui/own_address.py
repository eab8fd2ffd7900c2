"""Nobody outside is asked: Streamlit would ask a server on the internet under which address this machine is seen there.

It does so whenever a page of another site tries to open a visit here, to compare that site with the answer, and every
visit waits for up to two seconds. To learn the address inside the hospital it opens a socket towards the internet.
"""

from __future__ import annotations

from streamlit import net_util


def begin() -> None:
    """Let this machine have no address but the one it is asked at, from now on, so that nobody is asked for others."""
    net_util.get_external_ip = net_util.get_internal_ip = _none


def _none() -> str | None:
    return None
