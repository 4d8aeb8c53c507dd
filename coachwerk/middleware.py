"""What every answer gets, whatever made it."""

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import translation

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def security_headers(get_response):
    """The headers that neither Django nor django-csp sets, on pages and static files alike."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def no_cookies_in_the_library(get_response):
    """Outside COOKIE_PATHS a cookie is not even read, so nothing answers it with another one."""

    def middleware(request):
        if not request.path_info.startswith(settings.COOKIE_PATHS):
            request.META.pop("HTTP_COOKIE", None)
        return get_response(request)

    return middleware


def language_of_address(get_response):
    """The address alone decides the language: no cookie, no Accept-Language, nothing for a cache to vary on."""

    def middleware(request):
        code = translation.get_language_from_path(request.path_info) or "nl"
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return middleware


class FriendlyErrors:
    """A database that is gone and a method that is not allowed get a page, not a trace or an empty screen."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request, exception):
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        response = render(request, "503.html", status=503)
        response.headers["Retry-After"] = "10"
        response.headers["Cache-Control"] = "no-store"
        return response
