"""Small scripts for the tests of the engine."""

import copy

TECHNIQUES = range(1, 27)
PITFALLS = ("haste", "own-right", "righting-reflex")


def text(name, value):
    return {f"{name}_nl": f"{value}.", f"{name}_en": f"{value}."}


def reply(to, *, missed=None, say="Zeg iets", **numbers):
    found = {**text("say", say), **text("why", "Daarom"), "warmth": 0, "challenge": 0, "to": to, **numbers}
    return found | ({"missed": missed} if missed else {})


def scene(replies, mood="neutral"):
    return {"phase": 1, "mood": mood, **text("says", "Hoi"), **text("shows", "Kijkt op"), "replies": replies}


def document(length=13):
    """A sound script: `length` pairs of scenes, one for when a reply landed and one for when it did not."""
    scenes = {}
    for number in range(length):
        last = number == length - 1
        good, bad = ("end", "end") if last else (f"good{number + 1}", f"bad{number + 1}")
        replies = {
            "a": reply(good, warmth=2, say="Warm", technique=2),
            "b": reply(good, missed=bad, challenge=2, warmth=1, say="Vragend", technique=21),
            "c": reply(good, missed=bad, challenge=3, warmth=-2, say="Hard", pitfall="haste", strain="angers"),
            "d": reply(good, missed=bad, challenge=3, warmth=-1, say="Streng"),
        }
        scenes[f"good{number}"] = scene(replies)
        if number:
            scenes[f"bad{number}"] = scene(copy.deepcopy(replies), mood="closed")
    return {
        **text("setting", "In de hal"),
        "persona": {
            "name": "Sanne",
            "age": 40,
            "features": {
                "skin": "2",
                "hair": "bun",
                "hair_colour": "grey",
                "beard": "none",
                "glasses": "round",
                "age": "middle",
                "clothes": "green",
            },
            "connection": 0.9,
            "strain": "closes",
            **text("work", "Werkt hier"),
            **text("history", "Al lang"),
            **text("stake", "Wil blijven"),
            **text("unsaid", "Is bang"),
        },
        "first": "good0",
        "scenes": scenes,
        "endings": {
            key: {"mood": "open", **text("says", "Dag"), **text("shows", "Loopt weg"), **text("means", "Zo ging het")}
            for key in ("movement", "pleasant", "closed", "conflict")
        },
    }
