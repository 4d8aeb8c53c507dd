"""The start page, the pages about the product itself, and what machines ask for."""

import sys
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.views.decorators.vary import vary_on_headers

from conversations.models import Conversation
from techniques import grid
from techniques.models import Situation, Technique
from techniques.reading import reading


@reading
@vary_on_headers("HX-Request", "HX-Target")
def home(request):
    """The grid, large, beside the six situations; choosing one lights its zone and its techniques."""
    situations = list(Situation.objects.with_techniques())
    asked = request.GET.get("situatie", "")
    chosen = next((situation for situation in situations if situation.key == asked), None)
    context = {
        "situations": situations,
        "chosen": chosen,
        "unknown": asked[:40] if asked and not chosen else "",
        "conversations": Conversation.objects.brief(),
        "board": grid.board(
            Technique.objects.brief(), chosen.numbers if chosen else None, chosen.zone if chosen else ()
        ),
    }
    template = "_finder.html" if request.htmx.target == "finder" else "home.html"
    return TemplateResponse(request, template, context)


@reading
def prose(request, page):
    """A page of running text, one template a language."""
    return TemplateResponse(request, f"pages/{page}.{translation.get_language()}.html")


@reading
def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@reading
def readyz(request):
    """The database answers and the content is there."""
    try:
        ready = Technique.objects.exists()
    except DatabaseError:
        ready = False
    return HttpResponse("ready\n" if ready else "not ready\n", status=200 if ready else 503, content_type="text/plain")


@reading
def robots_txt(request):
    return HttpResponse("User-agent: *\nDisallow: /admin/\n", content_type="text/plain")


@reading
def security_txt(request):
    """RFC 9116; there is one only where COACHWERK_CONTACT names someone."""
    if not settings.CONTACT:
        raise Http404
    expires = (timezone.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: {settings.CONTACT}", f"Expires: {expires.isoformat()}", "Preferred-Languages: nl, en"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None, reason=""):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """Called while the exception is at hand: a database that is gone says so, and when to come back."""
    if not isinstance(sys.exc_info()[1], (InterfaceError, OperationalError)):
        return render(request, "500.html", status=500)
    response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = "10"
    response.headers["Cache-Control"] = "no-store"
    return response
