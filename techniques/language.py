"""Words, stems and small words of Dutch and English, for the search. PURE: no Django.

Stems come from snowballstemmer. Small words (articles, pronouns, auxiliary verbs) say little about a problem; they are
left out unless nothing else remains.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

LANGUAGES = {"nl": "dutch", "en": "english"}
LONGEST_QUERY = 200  # characters; more is cut off before any work is done
_STEMMERS = {language: snowballstemmer.stemmer(name) for language, name in LANGUAGES.items()}
_DOUBLED = re.compile(r"([aeou])\1")
_ENDING = re.compile(r"(?:(?<=[bcdfghjklmnpqrsvwxz])t|(?<=[^aeiou])e)$")
_HARDENED = {"v": "f", "z": "s"}
SHORTEST_FOLDED = 3  # letters that stay whatever they end in
_WORD = re.compile(r"[^\W_]+")

# Words that their stemmer would take for a form of another one: "te laat" is not "laten".
KEPT = {
    "nl": frozenset("laat gezin gezicht geluk mening waarheid geloof lassen zagen redden".split()),
    "en": frozenset("quit".split()),
}
SMALL_WORDS = {
    "nl": frozenset(
        """
        de het een en of die dat dit deze ik je jij jou jouw hij ze zij hem haar hun we wij ons onze u mij me mijn zijn
        is ben bent was waren wordt word worden werd heb hebt heeft had hebben te op in aan met van voor bij naar om er
        als dan maar ook nog wel al toch eens even heel erg zo zich ga gaat gaan doe doet doen moet moeten kan kun
        kunnen kunt wil wilt willen zou zal door over uit tot wat hoe waar wie iemand iets mensen medewerker steeds
        altijd telkens gewoon want omdat zonder tegen tussen onder per af mag mogen alles elke elk
        mn zn dr t s n m ie
        """.split()
    ),
    "en": frozenset(
        """
        the a an and or that this these those i you he she it we they him her his their our your my me them us is am are
        was were be been being has have had do does did to on in at with of for by from about as if but also just very
        so go goes going will would should can could may might must not dont doesnt didnt isnt wont cant what how where
        who when someone somebody something people employee always keeps keep get gets there s t d ll re ve m
        """.split()
    ),
}


def plain(text: str) -> str:
    """Lower case, without accents; typographic apostrophes made straight."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def words(text: str) -> list[str]:
    """The words of a text, plain, in order; "foto's" is one word, "6 g's" two."""
    return _WORD.findall(plain(text).replace("'", ""))


@lru_cache(maxsize=8192)
def stem(word: str, language: str) -> str:
    """What the forms of a word have in common. Not a word itself: only for comparing."""
    if word in KEPT[language]:
        return word
    found = str(_STEMMERS[language].stemWord(word))
    return _folded(found) if language == "nl" else found


def _folded(term: str) -> str:
    """Bring together what Dutch spelling keeps apart: luistert and luisteren, boos and boze, belooft and beloven."""
    term = _DOUBLED.sub(r"\1", term)
    if len(term) > SHORTEST_FOLDED:
        term = _ENDING.sub("", term)
    return term[:-1] + _HARDENED.get(term[-1:], term[-1:])


def telling(text: str, language: str) -> list[str]:
    """The words of a text that say what it is about; all of them where only small words are left."""
    found = words(text)
    return [word for word in found if word not in SMALL_WORDS[language]] or found
