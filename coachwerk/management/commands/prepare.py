"""Bring database, content and static files up to date, quick where they are. Any server needs this before it serves."""

import contextlib
import fcntl
import hashlib
import io

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError

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


def load_content() -> bool:
    """Load the shipped fixtures where there is no content yet. Never overwrites an edit. True where it loaded."""
    if Technique.objects.exists():
        return False
    call_command("loaddata", *map(str, fixtures.files()), verbosity=0)
    return True


def collect_static() -> bool:
    """Gather, hash and compress the static files where one of them changed. True where it did."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            modified = storage.get_modified_time(path).timestamp()
            digest.update(f"{path}\0{storage.size(path)}\0{modified}\n".encode())
    stamp = settings.VAR_DIR / "static.stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest() and settings.STATIC_ROOT.exists():
        return False
    with contextlib.redirect_stdout(io.StringIO()):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest.hexdigest())
    return True


def first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
