"""What every page may show."""

from django.conf import settings

from techniques import version


def site(request):
    """`content_version` is asked only where a template shows it: error pages must not need the database."""
    return {"contact": settings.CONTACT, "content_version": version.current}
