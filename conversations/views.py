"""Walk and rehearse: the five core conversations phase by phase, and talks with employees who react. No cookie; what
someone writes stays in the browser, and how a talk goes is told by the address alone, until someone asks to keep it."""

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from conversations import choose, kept, rehearsal, stage, talks, walk
from conversations.models import Conversation
from learners.current import begin, from_own_pages, private
from learners.models import Learner
from techniques import filters, version
from techniques.library import loosenings, moved
from techniques.models import Technique
from techniques.reading import reading


@reading
def conversation_list(request):
    conversations = Conversation.objects.brief()
    return TemplateResponse(request, "conversations/conversations.html", {"conversations": conversations})


@reading
def conversation(request, slug):
    """What it is for, how to prepare and how to end; its phases in short, and their way over the grid."""
    found = walk.conversation_or_404(slug)
    if slug != found.slug:
        return moved(found)
    phases = list(found.phases.with_techniques())
    context = {
        "conversation": found,
        "steps": walk.steps(phases),
        "route": walk.route(phases),
        "tiles": walk.tiles(found, str(version.of(request))),
        "object": found,
    }
    return TemplateResponse(request, "conversations/conversation.html", context)


@reading
def phase(request, slug, position, words=""):
    """One step of the walk. Found by its number; other words lead to its address."""
    found = walk.conversation_or_404(slug)
    phases = list(found.phases.complete())
    phase = walk.phase_or_404(phases, position)
    if request.path != phase.get_absolute_url():
        return moved(phase)
    context = {
        "conversation": found,
        "steps": walk.steps(phases),
        "phase": phase,
        "previous": next((other for other in phases if other.position == position - 1), None),
        "following": next((other for other in phases if other.position == position + 1), None),
        "route": walk.route(phases, position),
        "object": phase,
    }
    return TemplateResponse(request, "conversations/phase.html", context)


@reading
def part(request, slug, name):
    """A page of the whole conversation: all phases to read, the aid to hold, or the sheet to prepare with."""
    found = walk.conversation_or_404(slug)
    page = walk.Part(name, found)
    if slug != found.slug:
        return moved(page)
    phases = found.phases.complete() if name == "whole" else found.phases.prefetch_related("sayings")
    context = {
        "conversation": found,
        "phases": list(phases),
        "questions": found.questions.all(),
        "object": page,
    }
    return TemplateResponse(request, f"conversations/{name}.html", context)


@reading
@vary_on_headers("HX-Request", "HX-Target")
def rehearsal_list(request):
    """All talks, narrowed by the choices in the address; for a technique each with a moment to practise it."""
    every = talks.talks(str(version.of(request))).values()
    everything = frozenset(talk.scenario.pk for talk in every)
    selection = filters.read(request.GET, choose.choices(every), everything)
    shown = selection.numbers()
    context = {
        "selection": selection,
        "groups": choose.groups(selection, every, list(Technique.objects.brief())),
        "tiles": [choose.tile(talk, selection.chosen["n"]) for talk in every if talk.scenario.pk in shown],
        "loosen": loosenings(selection, request.path, choose.LEGENDS),
    }
    template = "conversations/_talks.html" if request.htmx.target == "talks" else "conversations/rehearsals.html"
    return TemplateResponse(request, template, context)


@reading
@vary_on_headers("HX-Request", "HX-Target")
def rehearsal_page(request, slug, scenario):
    """A talk with an employee, as far as the path in the address goes: before it, in it, or after it."""
    found = talks.scenario_or_404(scenario)
    if request.path != found.get_absolute_url():
        return moved(found, request.GET)
    script = talks.talk_or_404(found, str(version.of(request))).script
    context = {"scenario": found, "script": script, "object": found, "fresh": stage.fresh(script), "status": 200}
    try:
        context |= stage.context(found, script, request.GET.get("pad", ""))
    except rehearsal.ChangedError:
        context |= {"part": "lost", "changed": True, "status": 410}
    except rehearsal.ImpossibleError as error:
        context |= {"part": "lost", "possible": error.possible, "status": 404}
    template = "conversations/_rehearsal.html" if request.htmx.target == "rehearsal" else "conversations/rehearsal.html"
    return TemplateResponse(request, template, context, status=context["status"])


@require_POST
@from_own_pages
@private
def keep(request):
    """Keep a finished talk for oneself, beside the self-image. Keeping it twice keeps it once."""
    ending = kept.finished(request.POST.get("talk", ""), request.POST.get("path", ""), version.of(request))
    if ending is None:
        return TemplateResponse(request, "conversations/not_kept.html", status=400)
    with_cookie = begin(request)
    try:
        kept.keep(request.learner, ending)
    except Learner.DoesNotExist:  # erased in another tab meanwhile
        return TemplateResponse(request, "conversations/not_kept.html", status=400)
    return with_cookie(redirect("learners:my"))
