"""Addresses: the same page in the other language, and in full for sharing and search engines."""

from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils import translation

register = template.Library()


@register.simple_tag(takes_context=True)
def address_in(context, language):
    """This page's path in a language; the start page where this page is in no list of addresses."""
    request = context.get("request")
    if request is None or request.resolver_match is None:
        with translation.override(language):
            return reverse("home")
    if found := context.get("object"):
        with translation.override(language):
            return found.get_absolute_url()
    return translate_url(request.path, language)


@register.simple_tag(takes_context=True)
def in_full(context, path):
    """A path with the site's own scheme and host in front."""
    return f"{settings.BASE_URL}{path}" if settings.BASE_URL else context["request"].build_absolute_uri(path)


@register.simple_tag(takes_context=True)
def query_string(context):
    """What was chosen in the address, with its question mark, so that switching language keeps it."""
    query = context["request"].GET.urlencode()
    return f"?{query}" if query else ""
