"""Read a script strictly from a document: whatever is wrong is named by scene and field, nothing is guessed. PURE."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from conversations.script import (
    CHALLENGE,
    END,
    ENDINGS,
    FEATURES,
    LANGUAGES,
    MOODS,
    PHASE,
    REPLIES,
    STRAINS,
    TOP,
    WARMTH,
    Ending,
    Persona,
    Problem,
    Reply,
    Scene,
    Script,
    Text,
)
from conversations.script_graph import problems

# The connection that a reply needs to land, where the script says nothing else: what asks more, needs more.
NEEDS = {0: 0.0, 1: 0.5, 2: 1.2, 3: 1.8}


RULE = 1  # raise it when rehearsal.py counts otherwise: old links then say that the talk has changed


def both(*names: str) -> Iterator[str]:
    """The names of texts, in every language."""
    return (f"{name}_{language}" for name in names for language in LANGUAGES)


class _Reader:
    """Takes a document apart and remembers what was wrong with it."""

    def __init__(self, techniques: Collection[int], pitfalls: Collection[str]):
        self.techniques = techniques
        self.pitfalls = pitfalls
        self.problems: list[Problem] = []
        self.scene = ""

    def wrong(self, field: str, message: str) -> None:
        self.problems.append(Problem(self.scene, field, message))

    def mapping(
        self, value: Any, field: str, names: Iterable[str], optional: Collection[str] = ()
    ) -> Mapping[str, Any]:
        """A mapping that has exactly these names, the optional ones or not."""
        if not isinstance(value, dict):
            self.wrong(field, "must be a list of names and values")
            return {}
        wanted = list(names)
        for name in value:
            if name not in wanted and name not in optional:
                self.wrong(f"{field} {name}".strip(), "is not known here")
        for name in wanted:
            if name not in value:
                self.wrong(f"{field} {name}".strip(), "is missing")
        return value

    def text(self, value: Mapping[str, Any], name: str, field: str) -> Text:
        found = {}
        for language in LANGUAGES:
            text = value.get(f"{name}_{language}")
            if f"{name}_{language}" in value and not (isinstance(text, str) and text.strip()):
                self.wrong(f"{field} {name}_{language}".strip(), "must be text")
            found[language] = text.strip() if isinstance(text, str) else ""
        return found

    def number(self, value: Any, field: str, least: float, most: float, whole: bool = True) -> Any:
        kinds = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
            self.wrong(field, f"must be a {'whole ' if whole else ''}number from {least:g} to {most:g}")
            return least
        return value

    def one_of(self, value: Any, field: str, allowed: Sequence[str]) -> str:
        if value not in allowed:
            self.wrong(field, f"must be one of {', '.join(allowed)}")
            return allowed[0]
        return str(value)

    def script(self, document: Any) -> Script:
        root = self.mapping(document, "", ("persona", *both("setting"), "first", "scenes", "endings"))
        persona = self.persona(root.get("persona"))
        scenes = {}
        found = root.get("scenes")
        if not isinstance(found, dict):
            self.wrong("scenes", "must be scenes by their names")
            found = {}
        for key, value in found.items():
            self.scene = f"scene {key}"
            if not isinstance(key, str) or key == END:
                self.wrong("", "must have a name of its own, in letters")
            scenes[str(key)] = self.read_scene(str(key), value, persona.strain)
        endings = {}
        self.scene = ""
        written = self.mapping(root.get("endings"), "endings", ENDINGS)
        for key in ENDINGS:
            self.scene = f"ending {key}"
            ending = self.mapping(written.get(key), "", ("mood", *both("says", "shows", "means")))
            endings[key] = Ending(
                self.one_of(ending.get("mood"), "mood", MOODS),
                *(self.text(ending, name, "") for name in ("says", "shows", "means")),
            )
        self.scene = ""
        setting = self.text(root, "setting", "")
        return Script(
            persona, setting, str(root.get("first")), scenes, endings, _version(root.get("first"), scenes, persona)
        )

    def persona(self, value: Any) -> Persona:
        self.scene = "persona"
        names = ("name", "age", "features", "connection", "strain", *both("work", "history", "stake", "unsaid"))
        found = self.mapping(value, "", names)
        features = self.mapping(found.get("features"), "features", FEATURES)
        if not (isinstance(found.get("name"), str) and found["name"].strip()):
            self.wrong("name", "must be text")
        persona = Persona(
            str(found.get("name")),
            self.number(found.get("age"), "age", 16, 75),
            {name: self.one_of(str(features.get(name)), f"features {name}", FEATURES[name]) for name in FEATURES},
            self.number(found.get("connection"), "connection", 0, TOP, whole=False),
            self.one_of(found.get("strain"), "strain", STRAINS),
            *(self.text(found, name, "") for name in ("work", "history", "stake", "unsaid")),
        )
        self.scene = ""
        return persona

    def read_scene(self, key: str, value: Any, strain: str) -> Scene:
        event = tuple(both("event")) if isinstance(value, dict) and any(name in value for name in both("event")) else ()
        found = self.mapping(value, "", ("phase", "mood", *event, "replies", *both("says", "shows")))
        replies = found.get("replies")
        if not isinstance(replies, dict):
            self.wrong("replies", "must be replies by their letters")
            replies = {}
        least, most = REPLIES
        if not least <= len(replies) <= most:
            self.wrong("replies", f"are {len(replies)}; {least} or {most}")
        return Scene(
            key,
            self.number(found.get("phase"), "phase", *PHASE),
            self.one_of(found.get("mood"), "mood", MOODS),
            self.text(found, "event", ""),
            self.text(found, "says", ""),
            self.text(found, "shows", ""),
            {str(letter): self.reply(str(letter), reply, strain) for letter, reply in replies.items()},
        )

    def reply(self, letter: str, value: Any, strain: str) -> Reply:
        field = f"reply {letter}"
        if not (len(letter) == 1 and "a" <= letter <= "z"):
            self.wrong(field, "must have one letter, a to z, for a name")
        optional = ("technique", "pitfall", "needs", "strain", "reflection", "missed")
        found = self.mapping(value, field, ("warmth", "challenge", "to", *both("say", "why")), optional)
        technique, pitfall = found.get("technique"), found.get("pitfall")
        if technique is not None and (type(technique) is not int or technique not in self.techniques):
            self.wrong(f"{field} technique", f"{technique!r} does not exist")
        if pitfall is not None and pitfall not in self.pitfalls:
            self.wrong(f"{field} pitfall", f"{pitfall!r} does not exist")
        if technique is not None and pitfall is not None:
            self.wrong(field, "has a technique or a pitfall, not both")
        challenge = self.number(found.get("challenge"), f"{field} challenge", *CHALLENGE)
        needs = found.get("needs", NEEDS[challenge])
        to, missed = found.get("to"), found.get("missed", found.get("to"))
        if to is None or missed is None:
            self.wrong(f"{field} to", "is missing")
        if not isinstance(found.get("reflection", False), bool):
            self.wrong(f"{field} reflection", "must be true or false")
        reply = Reply(
            letter,
            self.text(found, "say", field),
            self.text(found, "why", field),
            technique,
            pitfall,
            self.number(found.get("warmth"), f"{field} warmth", *WARMTH),
            challenge,
            self.number(needs, f"{field} needs", 0, TOP, whole=False),
            self.one_of(found.get("strain", strain), f"{field} strain", STRAINS),
            bool(found.get("reflection", False)),
            str(to),
            str(missed),
        )
        if reply.reflection and reply.question:
            self.wrong(f"{field} reflection", "is a question: a reflection has no question mark")
        return reply


def parse(document: Any, techniques: Collection[int], pitfalls: Collection[str]) -> tuple[Script, list[Problem]]:
    """A script and everything that is wrong with it: its format first, and its graph where the format is right."""
    reader = _Reader(techniques, pitfalls)
    script = reader.script(document)
    return script, reader.problems or list(problems(script))


def _version(first: Any, scenes: Mapping[str, Scene], persona: Persona) -> str:
    graph = [
        [key, letter, reply.to, reply.missed, reply.warmth, reply.challenge, reply.needs, reply.strain, reply.pitfall]
        for key, scene in scenes.items()
        for letter, reply in scene.replies.items()
    ]
    told = json.dumps([RULE, str(first), persona.connection, sorted(graph, key=str)], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:5]
