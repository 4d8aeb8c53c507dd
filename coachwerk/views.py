"""The start page, the pages about the product itself, and what machines ask for."""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from techniques import grid
from techniques.models import Situation, Technique


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def home(request):
    """The grid, large, beside the six situations; choosing one lights its zone and its techniques."""
    situations = list(Situation.objects.with_techniques())
    chosen = next((situation for situation in situations if situation.key == request.GET.get("situatie")), None)
    context = {
        "situations": situations,
        "chosen": chosen,
        "cells": grid.board(Technique.objects.brief(), chosen.numbers if chosen else None),
        "outline": chosen.outline if chosen else "",
    }
    template = "_finder.html" if request.htmx.target == "finder" else "home.html"
    return TemplateResponse(request, template, context)


def _prose_page(request, name):
    """A page of running text, one template a language."""
    return TemplateResponse(request, f"pages/{name}.{translation.get_language()}.html")


@require_safe
def about(request):
    return _prose_page(request, "about")


@require_safe
def privacy(request):
    return _prose_page(request, "privacy")


@require_safe
def accessibility(request):
    return _prose_page(request, "accessibility")


@require_safe
def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request):
    """The database answers and the content is there."""
    try:
        ready = Technique.objects.exists()
    except DatabaseError:
        ready = False
    return HttpResponse("ready\n" if ready else "not ready\n", status=200 if ready else 503, content_type="text/plain")


@require_safe
def robots_txt(request):
    return HttpResponse("User-agent: *\nDisallow: /admin/\n", content_type="text/plain")


@require_safe
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
    return render(request, "500.html", status=500)
