"""What other apps bring to the ground floor without it knowing them: each registers in its `ready()`.

A provider is called with nothing, under the language that is asked for: one of search documents gives
`search.Document`s, one of uses gives `Usage`s.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from techniques.search import Document

Provider = Callable[[], Iterable[Document]]


@dataclass(frozen=True)
class Usage:
    """A place elsewhere that uses a technique (`of` is its number), a pitfall or a situation (its key), or what another
    app names by a key of its own; `practice` where one can practise it there."""

    of: int | str
    heading: str  # what the place belongs to, such as a conversation
    label: str
    address: str
    reason: str
    practice: bool = False


UsageProvider = Callable[[], Iterable[Usage]]

_providers: dict[str, tuple[Promise | str, Provider]] = {}


def provide_documents(kind: str, label: Promise | str, provider: Provider) -> None:
    """Let the search find another kind of thing; `label` heads its results. Registering a kind again replaces it."""
    _providers[kind] = (label, provider)


def kinds() -> dict[str, Promise | str]:
    """All kinds in the order in which they were registered, with what heads their results."""
    return {kind: label for kind, (label, _) in _providers.items()}


def documents() -> list[Document]:
    """Everything that can be found, in the active language."""
    return [document for _, provider in _providers.values() for document in provider()]


_usage_providers: list[UsageProvider] = []


def provide_usages(provider: UsageProvider) -> None:
    """Let techniques, pitfalls and situations link to where another app uses them."""
    if provider not in _usage_providers:
        _usage_providers.append(provider)


def usages() -> list[Usage]:
    """Every use, in the active language."""
    return [usage for provider in _usage_providers for usage in provider()]
