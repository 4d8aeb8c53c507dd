"""Prepare and serve: everything that a fresh machine needs in one command."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from coachwerk.management.commands.prepare import nothing_to_do

PARENT_DEATH_SIGNAL = 1  # prctl(2): PR_SET_PDEATHSIG
STOPPED = 130  # the exit code of a command that someone stopped


class Command(BaseCommand):
    help = "Migrate the database, load the content when it is not there yet, and serve."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT", help="default: %(default)s")

    def handle(self, *args, bind, **options):
        host, port = parse_bind(bind)
        assert_free(host, port)
        if not nothing_to_do():
            prepare()
        self.stdout.write(f"Coachwerk is at http://{f'[{host}]' if ':' in host else host}:{port}/  (Ctrl-C stops it)")
        self.stdout.flush()
        serve(host, port)


def parse_bind(bind: str) -> tuple[str, int]:
    """Split HOST:PORT; an IPv6 host stands in brackets. Raises CommandError."""
    host, colon, port = bind.rpartition(":")
    if not colon or not host or not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65535:
        raise CommandError(f"--bind {bind} is not HOST:PORT, such as 127.0.0.1:8000")
    return host.strip("[]"), int(port)


def assert_free(host: str, port: int) -> None:
    """Say so in one line where nobody can listen here. Raises CommandError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise CommandError(f"Cannot listen on {host}:{port}: {error.strerror}. Choose another with --bind.") from None


def prepare() -> None:
    """Run `prepare` as a process of its own: the memory that loading takes is not what serving keeps."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED))  # so that stopping this stops that too
    try:
        done = subprocess.run([sys.executable, str(settings.BASE_DIR / "manage.py"), "prepare"], check=False)
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    if done.returncode:
        sys.exit(1)  # it has said why


def serve(host: str, port: int) -> None:
    """Serve until stopped. SQLite: one process, one thread, one kept connection. Else: as many workers as cores."""
    Granian(
        settings.WSGI_APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1 if connection.vendor == "sqlite" else os.cpu_count() or 1,
        blocking_threads=1,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve(target_loader=load_application)


def load_application(target: str):
    """Runs in each worker: the application, in a process that does not outlive the command (kill -9 included)."""
    follow_parent()
    return import_string(target)


def follow_parent() -> None:
    """End this process as soon as its parent is gone, so that the port is free for the next start."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
        return
    parent = os.getppid()

    def watch():
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
