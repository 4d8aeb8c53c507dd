"""Tell the ground floor where its techniques and pitfalls are used, and in which talks they can be practised."""

from collections.abc import Iterator
from itertools import islice

from django.urls import reverse
from django.utils.translation import get_language, gettext

from conversations import talks
from conversations.models import PHASES, Phase
from conversations.moments import Moment
from conversations.talks import Talk
from techniques import registry, version
from techniques.registry import Usage

MOMENTS = 3  # talks that a technique's page names; the page that chooses a talk has them all


def usages() -> Iterator[Usage]:
    for phase in Phase.objects.with_conversation().select_related("pitfall").with_techniques():
        place = (phase.conversation.name, str(phase), phase.get_absolute_url())
        for use in phase.uses.all():
            yield Usage(use.technique.number, *place, use.reason)
        yield Usage(phase.pitfall.key, *place, phase.lurks)


def practice() -> Iterator[Usage]:
    """The best moments for each technique and pitfall, one a talk; the first turn of each phase; the talks for each
    situation."""
    language = get_language()
    every = talks.talks(version.current()).values()
    for of in {of for talk in every for of in talk.chances}:
        having = [(talk, talk.chances[of][0]) for talk in every if of in talk.chances]
        having.sort(key=lambda pair: -pair[1].worth)
        for talk, chance in islice(having, MOMENTS):
            yield _entered(of, talk, chance.moment, talk.scenario.conversation.name, talk.scenario.name, language)
        if len(having) > MOMENTS and isinstance(of, int):
            more = gettext("All %(count)d talks in which you can practise this") % {"count": len(having)}
            address = f"{reverse('conversations:rehearsals')}?n={of}"
            yield Usage(of, gettext("And more"), more, address, "", practice=True)
    for talk in every:
        scenario = talk.scenario
        for position in range(1, PHASES[1] + 1):
            if moment := talk.of_phase(position):
                turn = gettext("turn %(number)d") % {"number": moment.turn}
                yield _entered(f"{scenario.conversation.key}/{position}", talk, moment, scenario.name, turn, language)
        for situation in scenario.situations.all():
            place = (scenario.conversation.name, scenario.name, scenario.get_absolute_url())
            yield Usage(situation.key, *place, scenario.core, practice=True)


def _entered(of: int | str, talk: Talk, moment: Moment, heading: str, label: str, language: str) -> Usage:
    """A link right into a talk, with what the employee says there."""
    says = f"“{moment.scene.says[language]}”"
    return Usage(of, heading, label, talks.address(talk, moment), says, practice=True)


def register() -> None:
    registry.provide_usages(usages)
    registry.provide_usages(practice)
