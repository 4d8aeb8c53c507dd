"""What every answer gets, whatever made it."""

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers

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


def cookies_on_private_pages_only(get_response):
    """Outside COOKIE_PATHS a cookie is not even read, so nothing answers it with another one. Within, whatever is
    answered is for one person, and nobody may keep a copy of it."""

    def middleware(request):
        private = request.path_info.startswith(settings.COOKIE_PATHS)
        if not private:
            request.META.pop("HTTP_COOKIE", None)
        response = get_response(request)
        if private:
            add_never_cache_headers(response)
            patch_vary_headers(response, ("Cookie",))
        return response

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


def page_for_wrong_methods(get_response):
    """A method that is not allowed gets a page instead of an empty screen."""

    def middleware(request):
        response = get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware
