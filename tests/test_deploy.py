"""The example files of deploy/: nginx itself takes them for sound, and they say what the guide says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.proxy import find_nginx, upstream
from scripts.browser import ROOT

DEPLOY = ROOT / "deploy"
SITE = (DEPLOY / "hlhdash.conf").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")


def test_the_example_names_the_servers_it_is_given() -> None:
    written = upstream(["http://127.0.0.1:9001", "http://127.0.0.1:9002", "http://127.0.0.1:9003"])
    assert re.findall(r"^    server (\S+)", written, re.MULTILINE) == [f"127.0.0.1:{9001 + i}" for i in range(3)]
    assert "8501" not in written


def test_every_example_file_is_in_the_guide() -> None:
    assert [one.name for one in sorted(DEPLOY.iterdir()) if f"deploy/{one.name}" not in GUIDE] == []


def test_an_upload_of_the_largest_size_passes_and_is_never_written_down() -> None:
    assert "client_max_body_size   51m;" in SITE
    assert "proxy_request_buffering off;" in SITE
    assert "proxy_max_temp_file_size 0;" in SITE
    assert "$request_uri" not in SITE.partition("log_format")[2].partition(";")[0]  # the query stays out of the log


def test_no_log_of_nginx_has_the_name_of_a_visit_or_of_a_download() -> None:
    told = SITE.partition("log_format")[2].partition(";")[0]
    assert re.findall(r"\$\w+", told) == [
        *("$remote_addr", "$time_local", "$request_method", "$hlhdash_uri", "$status", "$body_bytes_sent"),
    ]
    shortened = re.findall(r"^    ~\^(\S+) +(\S+);", SITE.partition("map $uri")[2], re.MULTILINE)
    assert shortened == [(one, one) for one in ("/media/", "/_stcore/upload_file/")]
    assert re.findall(r"_log +(\S+ \S+);|_log (off);", SITE) == [
        ("", "off"),
        ("/var/log/nginx/hlhdash.log hlhdash", ""),
        ("/var/log/nginx/hlhdash_error.log crit", ""),
    ]


def test_no_header_is_added_further_in_for_that_takes_the_outer_ones_away() -> None:
    inner = SITE.partition("location / {")[2]
    assert "add_header" not in inner
    assert "proxy_cookie_flags ~ secure;" in inner


def with_replicas(site: str, folder: Path) -> str:
    """Return the site as the guide's own command leaves it for several servers."""
    found = re.search(r"^sed -i ('\S.*') /etc/nginx/sites-available/hlhdash.conf$", GUIDE, re.MULTILINE)
    assert found is not None
    written = folder / "site.conf"
    written.write_text(site, encoding="utf-8")
    subprocess.run(["sed", "-i", shlex.split(found[1])[0], str(written)], check=True)
    return written.read_text(encoding="utf-8")


def test_with_replicas_a_visitor_keeps_a_place_and_the_browser_keeps_to_tls(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("The guide's commands are for Linux.")
    before, _, location = with_replicas(SITE, tmp_path).partition("    location / {")
    assert re.findall(r"^ *(add_header \S+)", before, re.MULTILINE) == [
        "add_header Strict-Transport-Security",
        "add_header Set-Cookie",
    ]
    assert "add_header" not in location  # one there would take away those above
    assert "proxy_pass http://hlhdash;" in location


@pytest.mark.parametrize("replicas", [False, True])
def test_nginx_takes_the_site(tmp_path: Path, replicas: bool) -> None:
    nginx, openssl = find_nginx(), shutil.which("openssl")
    if nginx is None or openssl is None:
        pytest.skip("nginx or openssl is not installed.")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=hlh.example.org"]
    subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    site = SITE.replace("/etc/ssl/certs/hlh.example.org.pem", str(certificate))
    site = site.replace("/etc/ssl/private/hlh.example.org.key", str(key)).replace("/var/log/nginx", str(tmp_path))
    if replicas:
        site = with_replicas(site, tmp_path) + upstream(["http://127.0.0.1:9001"])
    places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    around = "access_log off;" + "".join(f"{one}_temp_path {tmp_path}/{one};" for one in places)
    written = tmp_path / "nginx.conf"
    written.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{around}\n{site}\n}}\n", encoding="utf-8")
    done = subprocess.run(
        [nginx, "-t", "-p", str(tmp_path), "-e", str(tmp_path / "error.log"), "-c", str(written)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not installed.")
    written = (DEPLOY / "hlhdash.service").read_text(encoding="utf-8")
    unit = tmp_path / "hlhdash.service"
    unit.write_text(written.replace("/opt/hlhdash/current/.venv/bin/streamlit", "/bin/echo"), encoding="utf-8")
    done = subprocess.run([program, "verify", str(unit)], capture_output=True, text=True, timeout=60, check=False)
    assert [line for line in done.stderr.splitlines() if unit.name in line] == []
    assert done.returncode == 0
