"""From what someone typed to what the page of results shows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from techniques import documents, registry
from techniques.language import LANGUAGES, LONGEST_QUERY, words
from techniques.search import Document, Hit, passage

MOST_OF_A_KIND = 6
LEAST_TOLD = 0.5  # of what was typed; a sentence that tells less is not shown, the core is
LEAST_SHARE = 0.33  # of the best score; what scores less than this answers something else
SHORTEST = 2  # letters
_WORD_OR_NOT = re.compile(r"[\w’']+|[^\w’']+")


@dataclass(frozen=True)
class Result:
    document: Document
    title: SafeString
    passage: SafeString


@dataclass(frozen=True)
class Group:
    """Results of one kind under one heading."""

    label: str
    results: list[Result]


@dataclass(frozen=True)
class Answer:
    """`language` is that of the results: not the page's where that had none. `asked`: there was a question."""

    query: str
    language: str
    asked: bool
    groups: list[Group]

    @property
    def count(self) -> int:
        return sum(len(group.results) for group in self.groups)


def answer(typed: str, language: str) -> Answer:
    """Search in the page's language, and in the other one where that finds nothing. Any text is welcome."""
    query = " ".join(typed.replace("\0", " ")[:LONGEST_QUERY].split())
    if sum(map(len, words(query))) < SHORTEST:
        return Answer(query, language, asked=False, groups=[])
    for tongue in (language, *(other for other in LANGUAGES if other != language)):
        if hits := documents.index(tongue).find(query):
            return Answer(query, tongue, asked=True, groups=grouped(hits))
    return Answer(query, language, asked=True, groups=[])


def grouped(hits: list[Hit]) -> list[Group]:
    """Hits by kind, the kind with the best one first."""
    enough = hits[0].score * LEAST_SHARE
    by_kind: dict[str, list[Result]] = {}
    for hit in hits:
        found = by_kind.setdefault(hit.document.kind, []) if hit.score >= enough else None
        if found is not None and len(found) < MOST_OF_A_KIND:
            found.append(result(hit))
    labels = registry.kinds()
    return [Group(str(labels[kind]), results) for kind, results in by_kind.items()]


def result(hit: Hit) -> Result:
    texts = [text for role, text in hit.document.texts if role != "title"]
    sentence = passage(texts, hit.words, LEAST_TOLD * hit.asked) or texts[0]
    return Result(hit.document, marked(hit.document.title, hit.words), marked(sentence, hit.words))


def marked(text: str, found: Iterable[str]) -> SafeString:
    """The text with the words that answered in <mark>."""
    known = frozenset(found)
    parts = (
        format_html("<mark>{}</mark>", part) if set(words(part)) & known else part
        for part in _WORD_OR_NOT.findall(text)
    )
    return format_html_join("", "{}", ((part,) for part in parts))
