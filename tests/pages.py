"""Every kind of page, for the tests that walk them all."""

from functools import cache

from django.test import Client
from django.urls import reverse
from django.utils import translation

from conversations import rehearsal
from conversations.models import Conversation, Phase, Scenario, read_script
from conversations.walk import Part
from techniques.models import Concept, Pitfall, Principle, Situation, Technique

LANGUAGES = ("nl", "en")
ONE_OF_EACH = {
    Technique: {"number": 22},
    Situation: {"key": "stop-now"},
    Pitfall: {"key": "haste"},
    Principle: {"key": "balance"},
    Concept: {"key": "ambivalence"},
    Conversation: {"key": "absence"},
    Phase: {"conversation__key": "absence", "position": 3},
    Scenario: {"key": "dylan"},
}


def addresses(language: str, *, every: bool = False) -> list[str]:
    """One address of each kind in a language, or all of them."""
    with translation.override(language):
        names = ["home", "about", "privacy", "accessibility", "employer", "selftest:scoring"]
        names += [f"techniques:{name}" for name in ("list", "situations", "pitfalls", "principles", "concepts")]
        names += ["conversations:list", "conversations:rehearsals"]
        found = [reverse(name) for name in names]
        found += [f"{reverse('home')}?situatie=stop-now", f"{reverse('techniques:list')}?verbinding=3&soort=complex"]
        found += [f"{reverse('techniques:list')}?verbinding=1&uitdaging=1", f"{reverse('techniques:list')}?soort=nope"]
        found += [
            f"{reverse('conversations:rehearsals')}?{query}" for query in ("n=19", "gesprek=absence&situatie=stop-now")
        ]
        found += [f"{reverse('techniques:search')}?q={word}" for word in ("", "boos", "angry", "xqzvw")]
        found += [f"{reverse('techniques:cards')}?{query}" for query in ("n=1,5,9,99", "n=22&papier=a6&zijden=voor")]
        for model, one in ONE_OF_EACH.items():
            rows = model.objects.all() if every else model.objects.filter(**one)
            found += [row.get_absolute_url() for row in rows]
        for conversation in Conversation.objects.filter(**({} if every else ONE_OF_EACH[Conversation])):
            found += [Part(name, conversation).get_absolute_url() for name in ("whole", "aid", "sheet")]
        found += [f"{Scenario.objects.get(key='dylan').get_absolute_url()}?pad={path}" for path in talks("dylan")]
    return found


@cache
def answer(address: str):
    """What a page answers to someone without a cookie, asked once for all tests that only read the shipped content."""
    return Client().get(address)


def private_addresses(language: str) -> list[str]:
    """The pages that may read a cookie, as someone sees them of whom nothing is kept."""
    with translation.override(language):
        return [reverse(name) for name in ("selftest:start", "learners:my")]


def talks(key: str) -> list[str]:
    """Paths of one talk: at its first turn, in the middle, and after it (the first reply every time)."""
    script, _ = read_script(Scenario.objects.get(key=key).script)
    path = rehearsal.Path(script.version, "7", "")
    paths = [path]
    while (play := rehearsal.walk(script, path)).scene:
        path = path.then(min(play.scene.replies))
        paths.append(path)
    return [str(paths[0]), str(paths[4]), str(paths[-1])]
