"""The sticky proxy of deploy/ before several servers: nginx, as an ordinary user, on a free port."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from scripts import browser as driver

REPLICAS = driver.ROOT / "deploy" / "nginx-replicas.conf"
_SITE = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  map $http_upgrade $connection_upgrade {{ default upgrade; "" ""; }}
  {upstream}
  server {{
    listen 127.0.0.1:{port};
    client_max_body_size 51m;
    location / {{
      proxy_pass http://hlhdash;
      proxy_http_version 1.1;
      proxy_set_header Host $host:$server_port;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      add_header Set-Cookie "hlhdash_place=$hlhdash_place; Path=/; HttpOnly; SameSite=Lax";
    }}
  }}
}}
"""


def find_nginx() -> str | None:
    """Return the path of nginx, or None; `HLHDASH_NGINX` of the environment comes first."""
    return os.environ.get("HLHDASH_NGINX") or shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def upstream(addresses: list[str]) -> str:
    """Return the example of deploy/ with these servers for its own."""
    written = REPLICAS.read_text(encoding="utf-8")
    servers = "\n".join(f"    server {urlsplit(one).netloc} max_fails=2 fail_timeout=5s;" for one in addresses)
    return re.sub(r"(?:^    server [^\n]*\n)+", lambda _: f"{servers}\n", written, count=1, flags=re.MULTILINE)


@contextlib.contextmanager
def proxy(addresses: list[str]) -> Iterator[str]:
    """Run nginx before these servers; gives its address.

    Raises
    ------
    RuntimeError
        Where nginx is not installed or does not start.
    """
    program = find_nginx()
    if program is None:
        raise RuntimeError("Install nginx to try several servers (Debian and Ubuntu: apt-get install nginx).")
    port = driver.free_port()
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "nginx.conf"
        written.write_text(_SITE.format(folder=folder, port=port, upstream=upstream(addresses)), encoding="utf-8")
        running = subprocess.Popen([program, "-p", folder, "-e", f"{folder}/error.log", "-c", str(written)])
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, running)
            yield address
        finally:
            running.terminate()
            running.wait(timeout=20)


def _wait(address: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        if running.poll() is not None:
            raise RuntimeError("nginx ended before it answered.")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("nginx did not answer within ten seconds.")
