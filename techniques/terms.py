"""Terms that explain themselves: the first time one stands in a page's running text, it links to its meaning."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import format_html

from techniques import version
from techniques.models import Concept

_TAG = re.compile(r"(<[^>]+>)")
_LEFT_ALONE = re.compile(r"</?(?:a|h\d|strong)\b")  # no term inside a link, a heading or the lead of a step


@dataclass(frozen=True)
class Term:
    key: str
    name: str
    address: str
    meaning: str
    numbers: frozenset[int]  # of the techniques that use it
    forms: tuple[str, ...]


class Glossary:
    """All terms of one language."""

    def __init__(self, terms: Iterable[Term]):
        self.terms = list(terms)
        self.by_form: Mapping[str, Term] = {form: term for term in self.terms for form in term.forms}
        longest_first = sorted(self.by_form, key=len, reverse=True)
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.I)

    def of(self, number: int) -> list[Term]:
        """The terms that a technique uses."""
        return [term for term in self.terms if number in term.numbers]

    def mark(self, html: str, seen: set[str]) -> str:
        """Link the first occurrence of each term that is not in `seen`, and add its key there."""
        if not self.by_form:
            return html
        parts = _TAG.split(html)
        depth = 0
        for place, part in enumerate(parts):
            if part.startswith("<"):
                if _LEFT_ALONE.match(part):
                    depth += -1 if part.startswith("</") else 1
            elif not depth:
                parts[place] = self.pattern.sub(lambda match: self._link(match, seen), part)
        return "".join(parts)

    def _link(self, match: re.Match[str], seen: set[str]) -> str:
        # A form with capitals stands as it is written ("SMART"); any other may begin a sentence.
        term = self.by_form.get(match[0]) or self.by_form.get(match[0].lower())
        if term is None or term.key in seen:
            return match[0]
        seen.add(term.key)
        return format_html(
            '<span class="term"><a href="{}" aria-describedby="term-{}">{}</a>'
            '<span class="meaning" id="term-{}" role="tooltip">{}</span></span>',
            *(term.address, term.key, match[0], term.key, term.meaning),
        )


def _terms() -> list[Term]:
    return [
        Term(
            concept.key,
            concept.name,
            concept.get_absolute_url(),
            concept.meaning,
            frozenset(technique.number for technique in concept.techniques.all()),
            tuple(form.strip() for form in concept.forms.splitlines() if form.strip()),
        )
        for concept in Concept.objects.prefetch_related("techniques")
    ]


_glossaries = version.PerVersion(lambda language: Glossary(_terms()))


def glossary(language: str, as_of: str) -> Glossary:
    """The terms of a language, `as_of` a content version."""
    return _glossaries.get(language, as_of)
