"""Look up: the list with its grid, a technique, what lies under it, the search. No cookie, nothing about a person."""

from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.vary import vary_on_headers

from techniques import cards, filters, finder, grid, library
from techniques.models import Behaviour, Concept, Pitfall, Principle, Situation, Technique
from techniques.reading import reading


@reading
@vary_on_headers("HX-Request", "HX-Target")
def technique_list(request):
    """All 26 on the grid and as a list, narrowed by the choices in the address."""
    situations = list(Situation.objects.brief().with_techniques())
    techniques = list(Technique.objects.brief())
    everything = frozenset(technique.number for technique in techniques)
    selection = filters.read(request.GET, library.choices(techniques, situations), everything)
    shown = selection.numbers()
    zone = library.zone_of(situations, selection.chosen["situatie"])
    context = {
        "selection": selection,
        "groups": library.filter_groups(selection, situations),
        "techniques": [technique for technique in techniques if technique.number in shown],
        "board": grid.board(techniques, shown if selection else None, zone),
        "loosen": library.loosenings(selection, request.path),
    }
    template = "techniques/_explorer.html" if request.htmx.target == "explorer" else "techniques/list.html"
    return TemplateResponse(request, template, context)


@reading
@vary_on_headers("HX-Request", "HX-Target")
def technique(request, number, slug=""):
    """One technique: a page, or the panel beside the grid. Found by its number; other words lead to its address."""
    previous, technique, following = library.neighbours_or_404(number)
    if request.path != technique.get_absolute_url():
        return library.moved(technique)
    context = {
        "technique": technique,
        "previous": previous,
        "following": following,
        "lines": technique.lines.all(),
        "pairs": library.pairs_of(technique),
        "situations": technique.situations.brief(),
        "object": technique,
        "in_panel": request.htmx.target == "panel",
    }
    template = "techniques/_technique.html" if context["in_panel"] else "techniques/technique.html"
    return TemplateResponse(request, template, context)


@reading
@vary_on_headers("HX-Request", "HX-Target")
def technique_cards(request):
    """Cards to print, on the sheets as they leave the printer; 404 where nothing that was asked for exists."""
    order = cards.read(request.GET, library.ALL_NUMBERS, library.sets(request.GET.getlist("situatie")))
    printed = library.printed(order.numbers)
    context = {
        "order": order,
        "cards": printed,
        "fewer": library.fewer(printed),
        "faces": cards.faces(printed, order.paper, order.sides),
        "papers": library.PAPERS,
        "sides": library.SIDES,
    }
    template = "techniques/_cards.html" if request.htmx.target == "cards" else "techniques/cards.html"
    return TemplateResponse(request, template, context, status=200 if printed else 404)


@reading
def situation_list(request):
    situations = Situation.objects.brief().with_techniques()
    return TemplateResponse(request, "techniques/situations.html", {"situations": situations})


@reading
def situation(request, slug):
    found = library.by_slug_or_404(Situation.objects.with_techniques(), slug)
    if slug != found.slug:
        return library.moved(found)
    context = {
        "situation": found,
        "object": found,
        "board": grid.board(Technique.objects.brief(), found.numbers, found.zone),
    }
    return TemplateResponse(request, "techniques/situation.html", context)


@reading
def pitfall_list(request):
    context = {
        "pitfalls": Pitfall.objects.all(),
        "behaviours": Behaviour.objects.with_techniques(),
    }
    return TemplateResponse(request, "techniques/pitfalls.html", context)


@reading
def pitfall(request, slug):
    found = library.by_slug_or_404(Pitfall.objects.all(), slug)
    if slug != found.slug:
        return library.moved(found)
    context = {
        "pitfall": found,
        "object": found,
        "remedies": found.remedies.with_technique(),
        "lurks_in": found.lurks_in.brief(),
    }
    return TemplateResponse(request, "techniques/pitfall.html", context)


@reading
def principle_list(request):
    return TemplateResponse(request, "techniques/principles.html", {"principles": Principle.objects.all()})


@reading
def principle(request, slug):
    found = library.by_slug_or_404(Principle.objects.all(), slug)
    if slug != found.slug:
        return library.moved(found)
    about = list(found.techniques.brief())
    numbers = {technique.number for technique in about}
    context = {
        "principle": found,
        "object": found,
        "techniques": about,
        "board": grid.board(Technique.objects.brief(), numbers, found.zone) if found.zone else None,
    }
    return TemplateResponse(request, "techniques/principle.html", context)


@reading
def concept_list(request):
    return TemplateResponse(request, "techniques/concepts.html", {"concepts": Concept.objects.all()})


@reading
def concept(request, slug):
    found = library.by_slug_or_404(Concept.objects.all(), slug)
    if slug != found.slug:
        return library.moved(found)
    context = {"concept": found, "object": found, "techniques": found.techniques.brief()}
    return TemplateResponse(request, "techniques/concept.html", context)


@reading
@vary_on_headers("HX-Request", "HX-Target")
def search(request):
    """Results as a page, or as the part under a search box while one types."""
    answer = finder.answer(request.GET.get("q", ""), get_language())
    typing = (request.htmx.target or "").endswith("-results")
    template = "techniques/_results.html" if typing else "techniques/search.html"
    return TemplateResponse(request, template, {"answer": answer, "typing": typing})
