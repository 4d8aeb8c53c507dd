"""Bring database, content and static files up to date, quick where they are. Any server needs this before it serves."""

import contextlib
import fcntl
import hashlib
import io
import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from techniques import fixtures
from techniques.content import Content


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
        return migrated and not missing_content() and stamp().read_text() == static_digest()
    except (DatabaseError, ImproperlyConfigured, OSError):
        return False
    finally:
        connections.close_all()


def load_content() -> None:
    """Load the shipped fixtures of every kind of content that there is none of yet. Never overwrites an edit."""
    if files := missing_content():
        call_command("loaddata", *map(str, files), verbosity=0)


def missing_content() -> list[Path]:
    """The fixtures that hold only kinds of content of which the database has none: all of them on a first start, those
    of a new kind after an upgrade."""
    empty = {model._meta.label_lower for model in content_models() if not model.objects.exists()}
    return [path for path in fixtures.files() if kinds_in(path) <= empty] if empty else []


def content_models() -> list[type[Content]]:
    return [model for model in apps.get_models() if issubclass(model, Content)]


def kinds_in(path: Path) -> set[str]:
    return set(re.findall(r"^- model: (\S+)", path.read_text(encoding="utf-8"), re.M))


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
