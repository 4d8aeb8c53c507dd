"""Which talk to rehearse: chosen by conversation, by situation of the finder, by what one wants to practise."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy as _

from conversations import portrait, talks
from conversations.models import Scenario
from conversations.moments import Chance
from conversations.talks import Talk
from techniques.filters import Choices, Selection
from techniques.library import ALL_NUMBERS, Group, Option
from techniques.models import Technique

LEGENDS = {"gesprek": _("Conversation"), "situatie": _("Situation"), "n": _("Technique")}


@dataclass(frozen=True)
class Tile:
    """A talk as one chooses it; `chance` is where in it the chosen technique can be practised."""

    scenario: Scenario
    portrait: portrait.Portrait
    chance: Chance | None = None
    says: str = ""
    address: str = ""


def choices(every: Collection[Talk]) -> Choices:
    """The talks by the primary keys of their scenarios that each choice leaves, in the order in which the page shows
    it."""
    by_conversation: dict[str, set[int]] = {}
    by_situation: dict[str, set[int]] = {}
    by_technique: dict[str, set[int]] = {str(number): set() for number in ALL_NUMBERS}
    for talk in every:
        scenario = talk.scenario
        by_conversation.setdefault(scenario.conversation.key, set()).add(scenario.pk)
        for situation in scenario.situations.all():
            by_situation.setdefault(situation.key, set()).add(scenario.pk)
        for of in talk.chances:
            if isinstance(of, int):
                by_technique[str(of)].add(scenario.pk)
    found = {"gesprek": by_conversation, "situatie": by_situation, "n": by_technique}
    return {name: {value: frozenset(pks) for value, pks in values.items()} for name, values in found.items()}


def groups(selection: Selection, every: Collection[Talk], techniques: Sequence[Technique]) -> list[Group]:
    """What one can choose, each with the number of talks it would leave."""
    situations = {situation for talk in every for situation in talk.scenario.situations.all()}
    conversations = [talk.scenario.conversation for talk in every]
    labels = {
        "gesprek": {conversation.key: conversation.name for conversation in conversations},
        "situatie": {one.key: one.name for one in sorted(situations, key=lambda one: one.position)},
        "n": {str(technique.number): f"{technique.number}. {technique.name}" for technique in techniques},
    }
    return [
        Group(
            name,
            str(LEGENDS[name]),
            [
                Option(value, label, selection.count(name, value), value in selection.chosen[name])
                for value, label in labels[name].items()
            ],
        )
        for name in LEGENDS
    ]


def tile(talk: Talk, numbers: Sequence[str] = ()) -> Tile:
    """A talk with the best moment in it for the first of these techniques that it has."""
    script = talk.script
    drawn = portrait.draw(script.persona.features, script.scenes[script.first].mood)
    for number in numbers:
        for chance in talk.chances.get(int(number), ())[:1]:
            says = chance.moment.scene.says[get_language()]
            return Tile(talk.scenario, drawn, chance, says, talks.address(talk, chance.moment))
    return Tile(talk.scenario, drawn)
