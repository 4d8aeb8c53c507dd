"""What other apps bring to the ground floor without it knowing them: each registers in its `ready()`.

A provider of search documents is called with nothing, under the language to be indexed, and gives `search.Document`s.
"""

from collections.abc import Callable, Iterable

from django.utils.functional import Promise

from techniques.search import Document

Provider = Callable[[], Iterable[Document]]

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
