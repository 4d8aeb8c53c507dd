"""Who a request comes from: looked up by the views that need it, never by middleware."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from learners import tokens
from learners.models import Learner

DAY = 24 * 3600
EPOCH = "Thu, 01 Jan 1970 00:00:00 GMT"  # a cookie that ended then is taken away


def learner_of(request) -> Learner | None:
    """The learner whose token the cookie has. A cookie that is anything else counts as none. One query."""
    token = request.COOKIES.get(settings.LEARNER_COOKIE_NAME, "")
    if not tokens.is_token(token):
        return None
    return Learner.objects.filter(tokens__token_hash=tokens.digest(token)).first()


def private(view):
    """A page about one person: `request.learner` is who asks, or None. Its address belongs in COOKIE_PATHS."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        request.learner = learner_of(request)
        response = view(request, *args, **kwargs)
        if request.learner and not getattr(request, "forgotten", False):
            touch(request, response)
        return response

    return wrapped


def personal(view):
    """A private page that only exists for someone: 404 without a learner, as for what someone else has."""

    @private
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.learner is None:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


def from_own_pages(view):
    """A form on a page without cookies, which so has no token against forgery: the browser says from where it comes.
    Every browser of today sends at least one of these headers with a form; what sends neither carries no cookies."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        site = request.headers.get("Sec-Fetch-Site")
        origin = request.headers.get("Origin", "")
        own = f"{request.scheme}://{request.get_host()}"
        if (site and site != "same-origin") or (not site and origin and origin != own):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return csrf_exempt(wrapped)


def begin(request) -> Callable:
    """Let `request.learner` be someone, new where nobody is known. Returns what gives the answer its cookie then."""
    if request.learner:
        return lambda response: response
    request.learner = Learner.objects.begin()
    token = request.learner.new_token()
    return lambda response: remember(response, token)


def touch(request, response) -> None:
    """Note once a day that someone was here, and let the cookie live from today. Reading goes on where that fails."""
    today = timezone.localdate()
    if request.learner.seen != today:
        with suppress(DatabaseError), transaction.atomic():
            Learner.objects.filter(pk=request.learner.pk).update(seen=today)
        if token := request.COOKIES.get(settings.LEARNER_COOKIE_NAME):
            remember(response, token)


def remember(response, token: str):
    """Give the browser its token, for as long as the learner is kept. Returns the response."""
    return _cookie(response, settings.LEARNER_COOKIE_NAME, token, max_age=settings.LEARNER_MONTHS * 31 * DAY)


def forget(response):
    """Take the cookies of the private pages away again. Returns the response."""
    for name in (settings.LEARNER_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        _cookie(response, name, "", max_age=0, expires=EPOCH)
    return response


def _cookie(response, name: str, value: str, **life):
    """Set a cookie as both of ours are; one with the prefix __Host- can only be taken away with the same words."""
    response.set_cookie(name, value, secure=settings.HTTPS, httponly=True, samesite="Lax", **life)
    return response
