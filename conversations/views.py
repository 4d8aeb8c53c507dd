"""Walk: the five core conversations, phase by phase. No cookie; what someone prepares stays in the browser."""

from django.template.response import TemplateResponse

from conversations import walk
from conversations.models import Conversation
from techniques.library import moved
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
    context = {"conversation": found, "steps": walk.steps(phases), "route": walk.route(phases), "object": found}
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
