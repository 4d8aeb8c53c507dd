"""What every page may show."""

from django.conf import settings

from techniques import version


def site(request):
    """`content_version` is asked once and only where a template needs it: error pages must not need the database."""
    return {
        "contact": settings.CONTACT,
        "content_version": version.of(request),
        "terms_seen": set(),
    }
