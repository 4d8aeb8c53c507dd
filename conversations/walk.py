"""What the pages of a conversation fetch and work out, so that the views stay readable."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from conversations import choose, talks
from conversations.models import Conversation, Phase
from techniques import grid
from techniques.levels import step_word
from techniques.library import by_slug_or_404


@dataclass(frozen=True)
class Part:
    """A page of a conversation that is no row of its own, such as its aid: it has an address in each language."""

    name: str
    conversation: Conversation

    def get_absolute_url(self) -> str:
        return reverse(f"conversations:{self.name}", args=[self.conversation.slug])


@dataclass(frozen=True)
class Step:
    """A phase on the way: where it stands on both axes, in words (msgids)."""

    phase: Phase
    connection: str
    challenge: str


def conversation_or_404(slug: str) -> Conversation:
    return by_slug_or_404(Conversation.objects.all(), slug)


def phase_or_404(phases: Sequence[Phase], position: int) -> Phase:
    for phase in phases:
        if phase.position == position:
            return phase
    raise Http404


def place(phase: Phase) -> tuple[float, float]:
    """A phase stands in the middle of its techniques, on the axes of the grid; without any, in that of the grid."""
    techniques = [use.technique for use in phase.uses.all()]
    return grid.middle(techniques) if techniques else (grid.SIZE / 2, grid.SIZE / 2)


def steps(phases: Sequence[Phase]) -> list[Step]:
    """Each phase with its place in words. An axis runs from 0 to 3 and a level stands half under its number."""
    found = []
    for phase in phases:
        x, y = place(phase)
        found.append(Step(phase, step_word(x + 0.5), step_word(y + 0.5)))
    return found


def route(phases: Sequence[Phase], current: int | None = None) -> grid.Route:
    """The way of a conversation over the grid."""
    return grid.route([place(phase) for phase in phases], current)


def tiles(conversation: Conversation, as_of: str) -> list[choose.Tile]:
    """The talks in which one can rehearse a conversation."""
    every = talks.talks(as_of).values()
    return [choose.tile(talk) for talk in every if talk.scenario.conversation == conversation]
