"""Tell the ground floor in which phases its techniques and pitfalls are used."""

from collections.abc import Iterator

from conversations.models import Phase
from techniques import registry
from techniques.registry import Usage


def usages() -> Iterator[Usage]:
    for phase in Phase.objects.with_conversation().select_related("pitfall").with_techniques():
        place = (phase.conversation.name, str(phase), phase.get_absolute_url())
        for use in phase.uses.all():
            yield Usage(use.technique.number, *place, use.reason)
        yield Usage(phase.pitfall.key, *place, phase.lurks)


def register() -> None:
    registry.provide_usages(usages)
