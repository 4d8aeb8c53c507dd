"""`manage.py start`, as a process of its own: what a fresh machine runs."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request

import pytest

from tests.server import ROOT, command, environ, free_port, get, started


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    """A folder in which the content is loaded and the static files are collected, so that later starts are quick."""
    folder = tmp_path_factory.mktemp("var")
    with started(folder, free_port()):
        pass
    return folder


def edit(var, text):
    with sqlite3.connect(var / "coachwerk.sqlite3") as database:
        database.execute("UPDATE techniques_technique SET core_nl = ? WHERE number = 5", [text])


class TestStarting:
    def test_it_prints_its_address_and_serves_the_26(self, var):
        port = free_port()
        with started(var, port) as process:
            assert process.stdout.readline() == f"Coachwerk is at http://127.0.0.1:{port}/  (Ctrl-C stops it)\n"
            status, headers, _ = get(port)
            assert status == 200
            assert headers["Content-Encoding"] == "gzip"

    def test_static_files_are_hashed_compressed_and_kept_for_long(self, var):
        port = free_port()
        with started(var, port):
            request = urllib.request.Request(f"http://127.0.0.1:{port}/technieken/")
            html = urllib.request.urlopen(request, timeout=10).read().decode()
            links = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', html)
            assert len(links) >= 6
            for link in links:
                assert re.search(r"\.[0-9a-f]{12}\.", link), link
                _, headers, _ = get(port, link)
                assert "immutable" in headers["Cache-Control"]
                assert headers["Content-Encoding"] == "gzip"

    def test_a_second_start_keeps_what_was_edited(self, var):
        edit(var, "Met de hand veranderd.")
        port = free_port()
        with started(var, port):
            assert (
                b"Met de hand veranderd."
                in urllib.request.urlopen(f"http://127.0.0.1:{port}/technieken/5/", timeout=10).read()
            )

    @pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
    def test_it_stops_cleanly(self, var, how):
        with started(var, free_port()) as process:
            process.send_signal(how)
            output, _ = process.communicate(timeout=15)
            assert process.returncode == 0
            assert "Traceback" not in output

    def test_after_a_kill_the_port_is_free_and_it_answers_again(self, var):
        port = free_port()
        with started(var, port) as process:
            process.kill()
            process.wait()
        with started(var, port):
            assert get(port, "/readyz")[0] == 200

    def test_the_database_is_sound_afterwards(self, var):
        with sqlite3.connect(var / "coachwerk.sqlite3") as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)

    def test_writes_wait_their_turn_and_are_flushed(self, var):
        code = (
            "from django.db import connection as c; k = c.cursor();"
            "print(*[k.execute(f'PRAGMA {n}').fetchone()[0] for n in ('journal_mode', 'synchronous', 'busy_timeout')],"
            " c.transaction_mode, c.settings_dict['CONN_MAX_AGE'])"
        )
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
            cwd=ROOT,
            env=environ(var),
            capture_output=True,
            text=True,
        )
        assert done.stdout.split() == ["wal", "2", "5000", "IMMEDIATE", "None"]

    def test_a_folder_with_odd_letters_works(self, tmp_path):
        folder = tmp_path / "a#b c%41"
        with started(folder, free_port()):
            assert (folder / "coachwerk.sqlite3").exists()


class TestWhatCanGoWrong:
    """One clear line and exit 1, no traceback."""

    def failed(self, arguments, env):
        done = subprocess.run(arguments, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        (line,) = done.stderr.strip().splitlines()
        return line

    def test_a_taken_port(self, var):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            assert f"Cannot listen on 127.0.0.1:{port}" in self.failed(command(port), environ(var))

    @pytest.mark.parametrize("bind", ["8000", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:99999", ":8000"])
    def test_a_bind_that_is_none(self, var, bind):
        arguments = [sys.executable, "manage.py", "start", "--bind", bind]
        assert "HOST:PORT" in self.failed(arguments, environ(var))

    def test_a_folder_that_cannot_be_written(self, tmp_path):
        (tmp_path / "file").write_text("")
        line = self.failed(command(free_port()), environ(tmp_path / "file", COACHWERK_SECRET_KEY="x" * 50))
        assert str(tmp_path / "file") in line

    def test_a_broken_database(self, tmp_path):
        (tmp_path / "coachwerk.sqlite3").write_text("this is no database" * 100)
        assert "The database cannot be used" in self.failed(command(free_port()), environ(tmp_path))

    def test_an_unreachable_database(self, tmp_path):
        url = f"postgres://nobody@127.0.0.1:{free_port()}/nothing"
        assert "The database cannot be used" in self.failed(command(free_port()), environ(tmp_path, DATABASE_URL=url))

    def test_an_address_that_names_no_database(self, tmp_path):
        assert "DATABASE_URL" in self.failed(command(free_port()), environ(tmp_path, DATABASE_URL="nonsense://x"))

    def test_a_setting_that_is_no_yes_and_no_no(self, tmp_path):
        assert "COACHWERK_DEBUG" in self.failed(command(free_port()), environ(tmp_path, COACHWERK_DEBUG="perhaps"))


def test_it_serves_from_postgresql_too(tmp_path):
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        pytest.skip("DATABASE_URL names no PostgreSQL")
    port = free_port()
    with started(tmp_path, port, DATABASE_URL=url):
        assert get(port, "/technieken/")[0] == 200
