"""Look up: the list with its grid, a technique, situations, pitfalls. No cookie, no session, nothing about a person."""

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from techniques import filters, grid, library
from techniques.models import Behaviour, Pair, Pitfall, Situation, Technique


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def technique_list(request):
    """All 26 on the grid and as a list, narrowed by the choices in the address."""
    situations = list(Situation.objects.with_techniques())
    techniques = list(Technique.objects.brief())
    selection = filters.read(request.GET, {situation.key: situation.numbers for situation in situations})
    shown = selection.numbers(techniques)
    context = {
        "selection": selection,
        "groups": library.filter_groups(selection, techniques, situations),
        "techniques": [technique for technique in techniques if technique.number in shown],
        "cells": grid.board(techniques, shown if selection else None),
        "outline": library.outline(situations, selection.chosen["situatie"]),
        "loosen": library.loosenings(selection, techniques, request.path),
    }
    template = "techniques/_explorer.html" if request.htmx.target == "explorer" else "techniques/list.html"
    return TemplateResponse(request, template, context)


@require_safe
def technique_by_number(request, number):
    return redirect(library.technique_or_404(number), permanent=True)


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def technique(request, number, slug):
    """One technique: a page, or the panel beside the grid."""
    previous, technique, following = library.neighbours_or_404(number)
    if slug != technique.slug:
        return redirect(technique, permanent=True)
    context = {
        "technique": technique,
        "previous": previous,
        "following": following,
        "lines": technique.lines.all(),
        "pairs": Pair.objects.of(technique),
        "situations": technique.situations.defer("what", "how", "example", "not_this"),
        "object": technique,
        "in_panel": request.htmx.target == "panel",
    }
    template = "techniques/_technique.html" if context["in_panel"] else "techniques/technique.html"
    return TemplateResponse(request, template, context)


@require_safe
def situation_list(request):
    situations = Situation.objects.with_techniques()
    return TemplateResponse(request, "techniques/situations.html", {"situations": situations})


@require_safe
def situation(request, slug):
    found = library.by_slug_or_404(Situation.objects.with_techniques(), slug)
    if slug != found.slug:
        return redirect(found, permanent=True)
    context = {
        "situation": found,
        "object": found,
        "cells": grid.board(Technique.objects.brief(), found.numbers),
        "outline": found.outline,
    }
    return TemplateResponse(request, "techniques/situation.html", context)


@require_safe
def pitfall_list(request):
    context = {
        "pitfalls": Pitfall.objects.all(),
        "behaviours": Behaviour.objects.prefetch_related("techniques"),
    }
    return TemplateResponse(request, "techniques/pitfalls.html", context)


@require_safe
def pitfall(request, slug):
    found = library.by_slug_or_404(Pitfall.objects.all(), slug)
    if slug != found.slug:
        return redirect(found, permanent=True)
    context = {
        "pitfall": found,
        "object": found,
        "remedies": found.remedies.select_related("technique"),
        "lurks_in": found.lurks_in.brief(),
    }
    return TemplateResponse(request, "techniques/pitfall.html", context)
