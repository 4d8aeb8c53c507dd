"""What the pages of a rehearsal show of a play: lines, feedback, choices, the way over the grid."""

import random
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, gettext_lazy as _

from conversations import portrait, rehearsal
from conversations.models import Scenario
from conversations.rehearsal import Path, Play, Turn
from conversations.script import Reply, Scene, Script
from techniques import grid
from techniques.levels import step_word
from techniques.models import Pitfall, Technique

SEEDS = 1000  # orders in which the replies may stand
MUCH = 0.45  # of connection: from here on a change is more than a little
ENDING_NAMES = {
    "movement": _("Movement"),
    "pleasant": _("Pleasant, but nothing changed"),
    "closed": _("Closed"),
    "conflict": _("Conflict"),
}


def fresh(script: Script) -> Path:
    """A new play, in an order of its own."""
    return Path(script.version, str(random.randrange(SEEDS)), "")


@dataclass(frozen=True)
class Line:
    """What the employee says and shows, in the language of the page."""

    says: str
    shows: str
    portrait: portrait.Portrait
    event: str = ""


@dataclass(frozen=True)
class Choice:
    number: int
    say: str
    path: Path


@dataclass(frozen=True)
class Feedback:
    """One turn, told: what was said, by what, how it landed and what it did on both axes."""

    number: int
    line: Line
    say: str
    why: str
    landed: bool
    technique: Technique | None
    pitfall: Pitfall | None
    connection: str
    connection_now: str
    challenge: str
    back: Path


def line(script: Script, part) -> Line:
    """Of a scene or an ending."""
    language = get_language()
    event = part.event[language] if isinstance(part, Scene) else ""
    return Line(part.says[language], part.shows[language], portrait.draw(script.persona.features, part.mood), event)


def choices(play: Play, scene: Scene) -> list[Choice]:
    language = get_language()
    replies = rehearsal.shuffled(scene, play.path.seed)
    return [Choice(number, reply.say[language], play.path.then(reply.key)) for number, reply in enumerate(replies, 1)]


class Library:
    """The techniques and pitfalls that a play names, in two queries."""

    def __init__(self, replies):
        numbers = {reply.technique for reply in replies}
        keys = {reply.pitfall for reply in replies if reply.pitfall}
        self.techniques = {one.number: one for one in Technique.objects.brief().filter(number__in=numbers - {None})}
        self.pitfalls = {one.key: one for one in Pitfall.objects.filter(key__in=keys)} if keys else {}

    def of(self, reply: Reply) -> tuple[Technique | None, Pitfall | None]:
        return self.techniques.get(reply.technique), self.pitfalls.get(reply.pitfall)


def feedback(play: Play, turn: Turn, library: Library) -> Feedback:
    language = get_language()
    technique, pitfall = library.of(turn.reply)
    return Feedback(
        turn.number,
        line(play.script, turn.scene),
        turn.reply.say[language],
        turn.reply.why[language],
        turn.landed,
        technique,
        pitfall,
        change(turn),
        gettext(step_word(level(turn.after.connection))),
        asked(turn),
        play.path.until(turn.number - 1),
    )


def level(place: float) -> float:
    """A place on the drawing's axis (0 to 3) as a level: its middle stands half under the level's number."""
    return place + 0.5


def change(turn: Turn) -> str:
    """What a turn did to the connection, in words."""
    gained = turn.after.connection - turn.before.connection
    if gained >= MUCH:
        return gettext("much more connection")
    if gained > 0:
        return gettext("a little more connection")
    if gained == 0:
        return gettext("connection stays the same")
    return gettext("a little less connection") if gained > -MUCH else gettext("much less connection")


def asked(turn: Turn) -> str:
    """What became of a turn's challenge, in words."""
    if not turn.landed and not turn.reply.challenge:
        return gettext("it came too early to land")
    if not turn.reply.challenge:
        return gettext("nothing was asked")
    if turn.landed and turn.reply.pitfall:
        return gettext("what you asked moved nothing")
    if turn.landed:
        return gettext("your challenge was carried")
    return gettext("your challenge was not carried")


def context(scenario: Scenario, script: Script, pad: str) -> dict:
    """What the page shows for a path: an empty one is before the talk. Raises what `rehearsal.walk` raises."""
    language = get_language()
    persona = script.persona
    if not pad:
        return {
            "part": "intro",
            "portrait": portrait.draw(persona.features, script.scenes[script.first].mood),
            "work": persona.work[language],
            "history": persona.history[language],
            "setting": script.setting[language],
            "trail": grid.trail([(persona.connection, 0)]),
            "connection": step_word(level(persona.connection)),
        }
    play = rehearsal.walk(script, rehearsal.read(pad))
    if play.scene is not None:
        phase = scenario.conversation.phases.filter(position=play.scene.phase).first()
        return {"part": "turn", "play": play, "phase": phase, **turn_context(play)}
    unsaid = {"stake": persona.stake[language], "unsaid": persona.unsaid[language]}
    return {"part": "debrief", "play": play, **debrief_context(play), **unsaid}


def turn_context(play: Play) -> dict:
    """All that the page of a turn shows."""
    library = Library([turn.reply for turn in play.turns])
    told = [feedback(play, turn, library) for turn in play.turns]
    return {
        "line": line(play.script, play.scene),
        "choices": choices(play, play.scene),
        "last": told[-1] if told else None,
        "told": told,
        **place(play),
    }


def place(play: Play) -> dict:
    """Where the talk is on the grid, drawn and in words."""
    return {
        "trail": grid.trail(play.trail),
        "connection": step_word(level(play.state.connection)),
        "challenge": step_word(level(play.state.challenge)),
        "turn": len(play.turns) + 1,
    }


def debrief_context(play: Play) -> dict:
    """All that the page after a talk shows."""
    language = get_language()
    attempt = rehearsal.to_try(play.turns)
    library = Library([turn.reply for turn in play.turns] + ([attempt[1]] if attempt else []))
    told = [feedback(play, turn, library) for turn in play.turns]
    end = play.script.endings[play.ending]
    used = Counter(one.technique for one in told if one.technique)
    met = Counter(one.pitfall for one in told if one.pitfall)
    return {
        "ending": play.ending,
        "ending_name": ENDING_NAMES[play.ending],
        "means": end.means[language],
        "line": line(play.script, end),
        "told": told,
        "used": sorted(used.items(), key=lambda pair: (-pair[1], pair[0].number)),
        "met": sorted(met.items(), key=lambda pair: (-pair[1], pair[0].letter)),
        "reflections": sum(turn.reply.reflection for turn in play.turns),
        "questions": sum(turn.reply.question for turn in play.turns),
        "turning": told[rehearsal.turning_point(play.turns).number - 1],
        "attempt": told[attempt[0].number - 1] if attempt else None,
        "attempt_say": attempt[1].say[language] if attempt else "",
        "attempt_why": attempt[1].why[language] if attempt else "",
        "attempt_technique": library.of(attempt[1])[0] if attempt else None,
        **place(play),
    }
