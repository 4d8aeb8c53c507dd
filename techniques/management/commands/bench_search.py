"""How much CPU a search takes, with the content as it is and with ten times as much."""

import time
from dataclasses import replace

from django.core.management.base import BaseCommand
from django.utils.translation import override

from techniques import finder, registry
from techniques.search import Document, Index

QUERIES = {
    "nl": [
        "hij komt steeds te laat",
        "boos",
        "ze zegt niks in het gesprek",
        "reflecteis",
        "verzuim",
        "ik los alles op",
    ],
    "en": ["he is always late", "angry", "she says nothing", "reflektions", "plan", "I always fix it myself"],
}
ROUNDS = 40
TIMES = 10


class Command(BaseCommand):
    help = "Print the CPU time of a search, at the present size and at ten times the content."

    def handle(self, *args, **options):
        for language, queries in QUERIES.items():
            with override(language):
                documents = registry.documents()
            for size in (1, TIMES):
                began = time.process_time()
                index = Index(enlarged(documents, size), language)
                built = time.process_time() - began
                spent = milliseconds(index, queries)
                self.stdout.write(
                    f"{language}: {len(index.documents)} documents, {len(index.cues)} cues: "
                    f"{spent:.2f} ms CPU a query (index built in {built:.2f} s)"
                )


def enlarged(documents: list[Document], times: int) -> list[Document]:
    """The documents, and copies whose words are all new, as other content would have."""
    copies = [
        replace(
            document,
            texts=[(role, other_words(text, copy)) for role, text in document.texts],
            cues=[other_words(cue, copy) for cue in document.cues],
        )
        for copy in range(1, times)
        for document in documents
    ]
    return [*documents, *copies]


def other_words(text: str, copy: int) -> str:
    """Half of the words changed: new content shares its common words with the old."""
    return " ".join(word if len(word) < 6 else f"{word}{'abcdefghij'[copy]}" for word in text.split())


def milliseconds(index: Index, queries: list[str]) -> float:
    began = time.process_time()
    for _ in range(ROUNDS):
        for query in queries:
            if hits := index.find(query):
                finder.grouped(hits)
    return (time.process_time() - began) * 1000 / ROUNDS / len(queries)
