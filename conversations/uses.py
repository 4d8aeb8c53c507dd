"""Tell the ground floor where its techniques and pitfalls are used, and in which talks they can be practised."""

from collections.abc import Iterator
from itertools import islice

from django.urls import reverse
from django.utils.translation import get_language, gettext

from conversations import talks
from conversations.models import PHASES, Phase, Scenario
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
    every = talks.talks(version.current())
    scenarios = [one for one in Scenario.objects.complete() if one.key in every]
    chances = [(scenario, talk := every[scenario.key], talk.chances) for scenario in scenarios]
    for of in {of for _scenario, _talk, found in chances for of in found}:
        having = [(scenario, talk, found[of][0]) for scenario, talk, found in chances if of in found]
        having.sort(key=lambda pair: -pair[2].worth)
        for scenario, talk, chance in islice(having, MOMENTS):
            address = talks.address(scenario, talk.script, chance.moment)
            says = f"“{chance.moment.scene.says[language]}”"
            yield Usage(of, scenario.conversation.name, scenario.name, address, says, practice=True)
        if len(having) > MOMENTS and isinstance(of, int):
            more = gettext("All %(count)d talks in which you can practise this") % {"count": len(having)}
            address = f"{reverse('conversations:rehearsals')}?n={of}"
            yield Usage(of, gettext("And more"), more, address, "", practice=True)
    for scenario in scenarios:
        for position in range(1, PHASES[1] + 1):
            if moment := every[scenario.key].of_phase(position):
                turn = gettext("turn %(number)d") % {"number": moment.turn}
                address = talks.address(scenario, every[scenario.key].script, moment)
                says = f"“{moment.scene.says[language]}”"
                yield Usage(
                    f"{scenario.conversation.key}/{position}", scenario.name, turn, address, says, practice=True
                )
        for situation in scenario.situations.all():
            place = (scenario.conversation.name, scenario.name, scenario.get_absolute_url())
            yield Usage(situation.key, *place, scenario.core, practice=True)


def register() -> None:
    registry.provide_usages(usages)
    registry.provide_usages(practice)
