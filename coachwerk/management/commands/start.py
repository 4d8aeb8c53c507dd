"""Migrate, load the content once, serve: everything that a fresh machine needs in one command."""

import contextlib
import ctypes
import hashlib
import io
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection, connections
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from techniques import version
from techniques.models import Technique

PARENT_DEATH_SIGNAL = 1  # prctl(2): PR_SET_PDEATHSIG


class Command(BaseCommand):
    help = "Migrate the database, load the content when it is not there yet, and serve."
    requires_system_checks = []  # `manage.py check` and the tests judge the content; starting is quick

    def add_arguments(self, parser):
        parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT", help="default: %(default)s")

    def handle(self, *args, bind, **options):
        host, port = parse_bind(bind)
        assert_free(host, port)
        in_a_process_of_its_own(prepare)
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
    """Bring database, content and static files up to date; quick where they are."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    load_content()
    collect_static()
    connections.close_all()  # workers are forked: each opens its own


def in_a_process_of_its_own(work: Callable[[], None]) -> None:
    """Run `work` in a fork: what migrating and loading need of memory is not what serving keeps."""
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        if status:
            sys.exit(1)
        return
    try:
        work()
    except (DatabaseError, ImproperlyConfigured) as error:
        print(f"The database cannot be used: {first_line(error)}", file=sys.stderr)
    except OSError as error:
        print(f"Cannot write {error.filename or settings.VAR_DIR}: {error.strerror}", file=sys.stderr)
    else:
        os._exit(0)
    sys.stderr.flush()
    os._exit(1)


def load_content() -> bool:
    """Load the shipped fixtures where there is no content yet. Never overwrites an edit. True where it loaded."""
    if Technique.objects.exists():
        return False
    call_command("loaddata", *map(str, version.fixture_files()), verbosity=0)
    return True


def collect_static() -> bool:
    """Gather, hash and compress the static files where one of them changed. True where it did."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = os.stat(storage.path(path))
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    stamp = settings.VAR_DIR / "static.stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest() and settings.STATIC_ROOT.exists():
        return False
    with contextlib.redirect_stdout(io.StringIO()):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest.hexdigest())
    return True


def serve(host: str, port: int) -> None:
    """Serve until stopped. SQLite: one process, one thread, one kept connection. Else: as many workers as cores."""
    workers = 1 if connection.vendor == "sqlite" else os.cpu_count() or 1
    Granian(
        settings.WSGI_APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve(target_loader=load_application)


def load_application(target):
    """Runs in each worker: the application, in a process that does not outlive the command (kill -9 included)."""
    follow_parent()
    return import_string(target)


def follow_parent() -> None:
    """End this process as soon as its parent is gone, so that the port is free for the next start."""
    parent = os.getppid()
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)

    def watch():
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
