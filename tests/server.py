"""Run `manage.py start` as a process of its own, as a fresh machine does."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
FIRST_START = 60  # seconds, on a busy machine


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environ(var, **extra):
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COACHWERK_", "DATABASE_URL", "DJANGO_"))
    }
    return kept | {"COACHWERK_VAR": str(var)} | extra


def command(port, *arguments):
    return [sys.executable, "manage.py", "start", "--bind", f"127.0.0.1:{port}", *arguments]


def get(port, path="/"):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.status, answer.headers, answer.read()


def wait_until_it_answers(process, port, seconds=FIRST_START):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, process.communicate()
        try:
            return get(port, "/readyz")
        except OSError:
            time.sleep(0.05)
    raise AssertionError("no answer in time")


@contextmanager
def started(var, port, **extra):
    process = subprocess.Popen(
        command(port), cwd=ROOT, env=environ(var, **extra), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        wait_until_it_answers(process, port)
        yield process
    finally:
        process.kill()
        process.communicate()
