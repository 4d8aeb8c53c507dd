"""What every page may show."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from techniques import version


def site(request):
    """`content_version` is asked once and only where a template needs it: error pages must not need the database."""
    return {
        "contact": settings.CONTACT,
        "content_version": SimpleLazyObject(version.row),
        "terms_seen": set(),
    }
