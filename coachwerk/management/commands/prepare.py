"""Bring database, content and static files up to date, quick where they are. Any server needs this before it serves."""

import contextlib
import fcntl
import hashlib
import io
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from techniques import fixtures
from techniques.models import Technique


class Command(BaseCommand):
    help = "Migrate the database, load the content when it is not there yet, collect changed static files."
    requires_system_checks = []  # `manage.py check` and the tests judge the content; starting is quick

    def handle(self, *args, **options):
        try:
            settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
            with (settings.VAR_DIR / "prepare.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)  # who starts at the same time waits, and finds everything done
                call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
                load_content()
                collect_static()
        except (DatabaseError, ImproperlyConfigured) as error:
            raise CommandError(f"The database cannot be used: {first_line(error)}") from None
        except DeserializationError as error:
            raise CommandError(f"The content cannot be loaded: {first_line(error)}") from None
        except OSError as error:
            raise CommandError(f"Cannot write {error.filename or settings.VAR_DIR}: {error.strerror}") from None


def nothing_to_do() -> bool:
    """Whether all is up to date. False also where that cannot be told: preparing will say why."""
    try:
        executor = MigrationExecutor(connection)
        migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return migrated and Technique.objects.exists() and stamp().read_text() == static_digest()
    except (DatabaseError, ImproperlyConfigured, OSError):
        return False
    finally:
        connections.close_all()


def load_content() -> None:
    """Load the shipped fixtures where there is no content yet. Never overwrites an edit."""
    if not Technique.objects.exists():
        call_command("loaddata", *map(str, fixtures.files()), verbosity=0)


def collect_static() -> None:
    """Gather, hash and compress the static files where one of them changed."""
    digest = static_digest()
    if stamp().exists() and stamp().read_text() == digest and settings.STATIC_ROOT.exists():
        return
    with contextlib.redirect_stdout(io.StringIO()):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp().write_text(digest)


def stamp() -> Path:
    """Remembers which static files were collected last."""
    return settings.VAR_DIR / "static.stamp"


def static_digest() -> str:
    """Changes when a static file is added, removed or saved."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            modified = storage.get_modified_time(path).timestamp()
            digest.update(f"{path}\0{storage.size(path)}\0{modified}\n".encode())
    return digest.hexdigest()


def first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
