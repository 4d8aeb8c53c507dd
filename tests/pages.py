"""Every kind of page, for the tests that walk them all."""

from django.urls import reverse
from django.utils import translation

from techniques.models import Pitfall, Situation, Technique

LANGUAGES = ("nl", "en")


def addresses(language: str, *, every: bool = False) -> list[str]:
    """One address of each kind in a language, or all of them."""
    with translation.override(language):
        names = ["home", "about", "privacy", "accessibility"]
        names += [f"techniques:{name}" for name in ("list", "situations", "pitfalls")]
        found = [reverse(name) for name in names]
        found += [f"{reverse('home')}?situatie=stop-now", f"{reverse('techniques:list')}?verbinding=3&soort=complex"]
        found += [f"{reverse('techniques:list')}?verbinding=1&uitdaging=1", f"{reverse('techniques:list')}?soort=nope"]
        for model, one in ((Technique, {"number": 22}), (Situation, {"key": "stop-now"}), (Pitfall, {"key": "haste"})):
            rows = model.objects.all() if every else model.objects.filter(**one)
            found += [row.get_absolute_url() for row in rows]
    return found
