"""The ground floor's own search documents, and the index over everybody's."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from techniques import registry, version
from techniques.models import Concept, Pitfall, Principle, Situation, Synonyms, Technique
from techniques.search import Document, Index


def _index(language: str) -> Index:
    synonyms = [group.words.split() for group in Synonyms.objects.all()]
    return Index(registry.documents(), language, synonyms)


_indexes = version.PerVersion(_index)


def index(language: str) -> Index:
    """The index of a language; one query tells whether there was an edit."""
    return _indexes.get(language, version.current())


def lines_of(text: str) -> list[str]:
    """The lines of a text, without the dash that may stand before each."""
    return [line.strip(" -") for line in text.splitlines() if line.strip(" -")]


def techniques() -> Iterator[Document]:
    brief = Technique.objects.brief().in_bulk()  # what the index keeps, without the prose
    for technique in Technique.objects.prefetch_related("lines"):
        said = [("line", text) for line in technique.lines.all() for text in (line.say, line.moment)]
        less = [("body", text) for line in technique.lines.all() for text in (line.weaker, line.why)]
        body = (
            technique.what,
            technique.how,
            technique.floor,
            technique.advanced,
            technique.watch_out,
            technique.when_not,
        )
        yield Document(
            "technique",
            technique.name,
            technique.get_absolute_url(),
            [
                ("title", f"{technique.number} {technique.short_name}"),
                ("core", technique.core),
                ("when", technique.when),
                *said,
                *(("body", text) for text in body),
                *less,
            ],
            lines_of(technique.cues),
            brief[technique.pk],
        )


def situations() -> Iterator[Document]:
    for situation in Situation.objects.prefetch_related("advice"):
        texts = [("core", situation.core), ("when", situation.what)]
        texts += [("body", text) for text in (situation.how, situation.example, situation.not_this)]
        texts += [("body", advice.reason) for advice in situation.advice.all()]
        yield Document("situation", situation.name, situation.get_absolute_url(), texts, lines_of(situation.cues))


def pitfalls() -> Iterator[Document]:
    for pitfall in Pitfall.objects.all():
        texts = [("core", pitfall.core), ("when", pitfall.signs), ("when", pitfall.prone)]
        texts += [("body", text) for text in (pitfall.what, pitfall.risk, pitfall.prevent, pitfall.example)]
        yield Document("pitfall", pitfall.name, pitfall.get_absolute_url(), texts, lines_of(pitfall.cues))


def concepts() -> Iterator[Document]:
    for concept in Concept.objects.all():
        texts = [("core", concept.meaning), ("title", " ".join(lines_of(concept.forms)))]
        texts += [("body", text) for text in (concept.detail, concept.example, concept.caution)]
        yield Document("concept", concept.name, concept.get_absolute_url(), texts)


def principles() -> Iterator[Document]:
    for principle in Principle.objects.all():
        texts = [("core", principle.core), ("body", principle.body), ("body", principle.example)]
        yield Document("principle", principle.name, principle.get_absolute_url(), texts)


def register() -> None:
    registry.provide_documents("technique", _("Techniques"), techniques)
    registry.provide_documents("situation", _("Situations"), situations)
    registry.provide_documents("pitfall", _("Pitfalls"), pitfalls)
    registry.provide_documents("concept", _("Concepts"), concepts)
    registry.provide_documents("principle", _("Basics"), principles)
