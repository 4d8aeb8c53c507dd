"""Find by what someone would say: stems, synonyms, parts of compounds, typos, spoken cues. PURE: no Django.

A document scores twice. Word by word (as in BM25: rare words count more, a repeated word less and less), where a word
in the title counts more than one in the running text. And cue by cue: how much of what was typed stands in one spoken
cue of the document, and how much of that cue was typed. The second is what makes "hij komt steeds te laat" find a
technique whose text never says so.
"""

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz, process

from techniques.language import LONGEST_QUERY, SMALL_WORDS, stem, telling, words

# How much a word counts by where it stands. These and the numbers below were chosen on one half of
# tests/techniques/queries.yaml; small changes of any of them move the result by a query or two.
WEIGHTS = {"title": 8.0, "cue": 5.0, "core": 4.0, "when": 3.0, "line": 2.0, "body": 1.0}
SATURATION = 1.5  # a word that is there twice counts 1.4 times as much as once, however often: at most 2.5 times
CUE_WEIGHT = 30.0  # a cue that fits counts as much as several telling words
BREVITY = 0.8  # how far the length of a cue counts against it; 1 would be the plain cosine
SECOND = 0.3  # what the next two cues of a document add
SYNONYM = 0.3  # another word for the same
PREFIX = 0.7  # a word that begins or ends a longer one: "verzuim" in "verzuimgesprek"
TYPO = 0.75  # times how alike the words are, 0 to 1
MOST_WORDS = 20  # of a query that are looked up
SHORTEST_PART = 5  # letters of a compound's part
SHORTEST_TYPO = 4  # letters of a word that may hold a typo
ALIKE = 70  # of 100: from here on two words are the same with a typo
KIN = 0.4  # the same for a word that is known: "criticise" and "criticism"
SHORTEST_KIN = 6  # letters
ALIKE_KIN = 80  # of 100
NEARLY = 6  # words that a typo may stand for


@dataclass(frozen=True)
class Document:
    """One thing that can be found. `texts` are (role, text), roles as in WEIGHTS; `cues` what people say of it."""

    kind: str
    title: str
    address: str
    texts: Sequence[tuple[str, str]]
    cues: Sequence[str] = ()
    item: Any = None


@dataclass(frozen=True)
class Hit:
    """`words` are the words that answer the query, plain, each with how telling it is; `asked` is the sum of what was
    typed on the same scale. `score` compares hits of one query only."""

    document: Document
    score: float
    words: Mapping[str, float]
    asked: float


class Index:
    """All documents of one language, ready to be asked."""

    def __init__(self, documents: Iterable[Document], language: str, synonyms: Iterable[Iterable[str]] = ()):
        self.language = language
        self.kin: dict[str, set[str]] = defaultdict(set)  # term -> the terms of the words that mean the same
        for group in synonyms:
            terms = {stem(word, language) for text in group for word in words(text)}
            for term in terms:
                self.kin[term] |= terms - {term}
        self.documents = list(documents)
        postings: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        self.term_of: dict[str, str] = {}  # every word of the content and its term
        self.words_of: dict[str, set[str]] = defaultdict(set)
        self.counts: dict[str, int] = defaultdict(int)  # in how many texts and cues a term stands
        self.units = 0  # how many there are
        self.cues: list[tuple[int, frozenset[str]]] = []
        self.cues_of_term: dict[str, list[int]] = defaultdict(list)
        for number, document in enumerate(self.documents):
            self._add(number, document, postings)
        # Arrays, because thousands of small dictionaries take ten times the room.
        self.postings = {term: (array("H", found), array("f", found.values())) for term, found in postings.items()}
        stem.cache_clear()  # every word of the content went by; questions need few of them
        self.vocabulary = sorted(self.term_of)
        self.backwards = sorted(word[::-1] for word in self.term_of)
        self.rarity = {term: self._rarity(count) for term, count in self.counts.items()}
        self.cue_length = [math.sqrt(sum(self.rarity[term] ** 2 for term in terms)) for _, terms in self.cues]

    def _rarity(self, count: int) -> float:
        return math.log(1 + (self.units - count + 0.5) / (count + 0.5))

    def _add(self, number: int, document: Document, postings: Mapping[str, dict[int, float]]) -> None:
        counts: dict[tuple[str, str], int] = defaultdict(int)
        texts = [("title", document.title), *document.texts, *(("cue", cue) for cue in document.cues)]
        for role, text in texts:
            terms = [stem(word, self.language) for word in words(text)]
            for word, term in zip(words(text), terms, strict=True):
                counts[role, term] += 1
                self.term_of[word] = term
                self.words_of[term].add(word)
            for term in set(terms):
                self.counts[term] += 1
            self.units += 1
        for (role, term), count in counts.items():
            postings[term][number] += WEIGHTS[role] * count * (SATURATION + 1) / (count + SATURATION)
        for cue in (*document.cues, document.title):
            said = frozenset(stem(word, self.language) for word in telling(cue, self.language))
            for term in said:
                self.cues_of_term[term].append(len(self.cues))
            self.cues.append((number, said))

    def find(self, query: str) -> list[Hit]:
        """The documents that answer, best first. Any text is a query; one without a word finds nothing."""
        asked = telling(query[:LONGEST_QUERY], self.language)
        asked = list(dict.fromkeys([*asked, *self._joined(words(query[:LONGEST_QUERY]))]))[:MOST_WORDS]
        meanings = [self._meanings(word) for word in asked]
        scores: dict[int, float] = defaultdict(float)
        for terms in meanings:
            best: dict[int, float] = defaultdict(float)
            for term, likeness in terms.items():
                for number, weight in zip(*self.postings[term], strict=True):
                    best[number] = max(best[number], likeness * weight * self.rarity[term])
            for number, score in best.items():
                scores[number] += score
        for number, likeness in self._cue_likeness(meanings).items():
            scores[number] += CUE_WEIGHT * likeness
        found = {term: likeness * self.rarity[term] for terms in meanings for term, likeness in terms.items()}
        spelled = {word: told for term, told in found.items() for word in self.words_of[term]}
        typed = sum(max((self.rarity[term] for term in terms), default=0.0) for terms in meanings)
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        return [Hit(self.documents[number], score, spelled, typed) for number, score in ranked]

    def _meanings(self, word: str) -> Mapping[str, float]:
        """The index's terms that a typed word may stand for, each with how sure that is (0 to 1)."""
        term = stem(word, self.language)
        found = {term: 1.0} if term in self.postings else {}
        for spelling in self._parts_and_wholes(word):
            part = self.term_of[spelling]
            found[part] = max(found.get(part, 0.0), PREFIX)
        known = term in found
        if len(word) >= (SHORTEST_KIN if known else SHORTEST_TYPO):
            worth, least = (KIN, ALIKE_KIN) if known else (TYPO, ALIKE)
            alike = process.extract(word, self.vocabulary, scorer=fuzz.ratio, score_cutoff=least, limit=NEARLY)
            for spelling, likeness, _ in alike:
                if spelling[0] != word[0]:  # a typo seldom hits the first letter; "depressief" is not "agressief"
                    continue
                part = self.term_of[spelling]
                found[part] = max(found.get(part, 0.0), worth * likeness / 100)
        for other in self.kin.get(term, ()):
            if other in self.postings:
                found[other] = max(found.get(other, 0.0), SYNONYM)
        return found

    def _joined(self, typed: Sequence[str]) -> list[str]:
        """Words that were typed as two: "uit dagen" is "uitdagen" where only that one is known."""
        pairs = (one + other for one, other in pairwise(typed))
        return [pair for pair in pairs if pair in self.term_of]

    def _parts_and_wholes(self, word: str) -> Iterator[str]:
        """The known words that begin or end with this one, and those with which this one begins or ends."""
        if len(word) < SHORTEST_PART:
            return
        yield from (longer for longer in starting_with(word, self.vocabulary) if longer != word)
        yield from (longer[::-1] for longer in starting_with(word[::-1], self.backwards) if longer[::-1] != word)
        small = SMALL_WORDS[self.language]
        for cut in range(SHORTEST_PART, len(word)):
            yield from (part for part in (word[:cut], word[-cut:]) if part in self.term_of and part not in small)

    def _cue_likeness(self, meanings: Sequence[Mapping[str, float]]) -> Mapping[int, float]:
        """How well the best cues of each document fit, about 0 to 1: nearly the cosine of what was typed and cue."""
        dots: dict[int, float] = defaultdict(float)
        typed = 0.0
        for terms in meanings:
            typed += max((self.rarity[term] for term in terms), default=self._rarity(0)) ** 2
            once: dict[int, float] = {}
            for term, likeness in terms.items():
                for cue in self.cues_of_term.get(term, ()):
                    once[cue] = max(once.get(cue, 0.0), likeness * self.rarity[term] ** 2)
            for cue, score in once.items():
                dots[cue] += score
        fits: dict[int, list[float]] = defaultdict(list)
        for cue, dot in dots.items():
            number, _ = self.cues[cue]
            fits[number].append(dot / (math.sqrt(typed) * self.cue_length[cue] ** BREVITY))
        return {number: max(likeness) + SECOND * sum(sorted(likeness)[-3:-1]) for number, likeness in fits.items()}


def starting_with(start: str, ordered: Sequence[str]) -> Iterator[str]:
    """The words of a sorted list that begin so."""
    for place in range(bisect_left(ordered, start), len(ordered)):
        if not ordered[place].startswith(start):
            return
        yield ordered[place]


def passage(texts: Iterable[str], found: Mapping[str, float], least: float = 0.0, longest: int = 180) -> str:
    """The sentence that tells most by the found words, at most `longest` characters; "" where none tells `least`."""
    best, most = "", 0.0
    for text in texts:
        for sentence, said in sentences(text):
            told = sum(found[word] for word in said if word in found)
            if told > most and told >= least:
                best, most = sentence, told
    return best if len(best) <= longest else best[: longest - 1].rsplit(" ", 1)[0] + "…"


@lru_cache(maxsize=2048)
def sentences(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The sentences of a text, each with its plain words."""
    return tuple((sentence, frozenset(words(sentence))) for sentence in split_sentences(text))


def split_sentences(text: str) -> list[str]:
    """Sentences and list items, without the marks of Markdown."""
    plainer = text.replace("**", "").replace("### ", "").replace("*", "")
    sentences: list[str] = []
    for line in plainer.splitlines():
        line = line.strip().lstrip("-0123456789. ").strip()
        start = 0
        for place, character in enumerate(line):
            if character in ".?!" and (place + 1 == len(line) or line[place + 1] in " ”"):
                end = place + 2 if place + 1 < len(line) and line[place + 1] == "”" else place + 1
                sentences.append(line[start:end].strip())
                start = end
        if line[start:].strip():
            sentences.append(line[start:].strip())
    return sentences
