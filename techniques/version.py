"""Which content this is: a short hash of the fixtures that were loaded, and a counter that every saved edit raises."""

import hashlib
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Generic, TypeVar

from django.db.models import F
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import override

from techniques import fixtures
from techniques.models import ContentVersion

T = TypeVar("T")
HASH_LENGTH = 7
ONLY = 1  # the one row's primary key


@cache
def shipped() -> str:
    """The hash of the fixtures beside this code."""
    digest = hashlib.sha256()
    for path in fixtures.files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:HASH_LENGTH]


def row() -> ContentVersion:
    """The version and since when this installation has it. One query."""
    return ContentVersion.objects.filter(pk=ONLY).first() or ContentVersion(loaded="0")


def of(request) -> ContentVersion:
    """The same, for all who ask during one request: at most one query, and none before something of it is used."""
    if not hasattr(request, "content_version"):
        request.content_version = SimpleLazyObject(row)
    return request.content_version


def current() -> str:
    """Such as "3f9a1c2.0"; the part after the dot counts the edits of this installation. One query."""
    return str(row())


def track(*models) -> None:
    """Count every saved edit of these models from now on, and note when fixtures are loaded into them."""
    for model in models:
        for signal in (post_save, post_delete):
            signal.connect(_note, sender=model)


def _note(sender, raw=False, **kwargs):
    if raw:
        if not ContentVersion.objects.filter(pk=ONLY, loaded=shipped(), edits=0).exists():
            today = {"loaded": shipped(), "edits": 0, "since": timezone.localdate()}
            ContentVersion.objects.update_or_create(pk=ONLY, defaults=today)
    else:
        ContentVersion.objects.get_or_create(pk=ONLY)
        ContentVersion.objects.filter(pk=ONLY).update(edits=F("edits") + 1, since=timezone.localdate())


class PerVersion(Generic[T]):
    """Something made of all content: once a process and language, and anew after an edit."""

    def __init__(self, make: Callable[[str], T]):
        """`make` is called with the language, which is active then."""
        self.make = make
        self.made: dict[str, tuple[str, T]] = {}
        self.making = Lock()

    def get(self, language: str, version: str) -> T:
        with self.making:
            if language not in self.made or self.made[language][0] != version:
                with override(language):
                    self.made[language] = (version, self.make(language))
            return self.made[language][1]
