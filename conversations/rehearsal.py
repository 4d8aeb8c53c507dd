"""The rule of the rehearsal: what a reply does to an employee. PURE: no Django, and no state anywhere else.

The rule is the method's. Challenge that the connection carries becomes movement. Challenge without connection makes
people close up or get angry. Connection without challenge is pleasant and changes nothing. What is a pitfall moves
nobody, however much it asks. The numbers are ours; docs/method.md tells the same in plain words.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations.script import END, TOP, Reply, Scene, Script, ways

STEP = 0.3  # of connection (0 to 3) for each step of warmth: five warm replies lift someone from low to high
LOSS = 0.2  # of connection for each step of challenge that was not carried, on top of the reply's own coldness
ENOUGH = 8  # steps of carried challenge that make movement: three big questions, or four smaller ones
TOO_MUCH = 5  # steps of challenge that was not carried: two hard misses and the talk is spoilt
BOND = 1.0  # the connection below which nobody calls a talk pleasant: where "low" ends on the grid
FOLLOW = 0.5  # how far the drawn challenge follows each reply: it shows what was asked lately, not the last line alone


class ImpossibleError(Exception):
    """A path that this script does not have. `possible` is as far as it does go; None where it is no path at all."""

    def __init__(self, possible: "Path | None" = None):
        super().__init__(str(possible))
        self.possible = possible


class ChangedError(Exception):
    """A path through another version of the script."""


@dataclass(frozen=True)
class State:
    """What the employee feels (`connection`, 0 to 3), what is drawn as challenge (0 to 3), and what came of it so far
    in steps of challenge: `movement` was carried, `strain` was not, by what it does."""

    connection: float
    challenge: float = 0.0
    movement: int = 0
    strain: Mapping[str, int] | None = None

    @property
    def strained(self) -> int:
        return sum((self.strain or {}).values())


@dataclass(frozen=True)
class Turn:
    """One exchange: the scene, the reply that was chosen, and what it did. `number` counts from 1."""

    number: int
    scene: Scene
    reply: Reply
    landed: bool
    before: State
    after: State


@dataclass(frozen=True)
class Play:
    """A path as far as it goes: `scene` is where someone has to reply now, None once the talk is over."""

    script: Script
    path: "Path"
    turns: tuple[Turn, ...]
    state: State
    scene: Scene | None
    ending: str

    @property
    def trail(self) -> list[tuple[float, float]]:
        """The way over the grid: connection and challenge after every turn, from the opening on."""
        states = [opening(self.script), *(turn.after for turn in self.turns)]
        return [(state.connection, state.challenge) for state in states]


@dataclass(frozen=True)
class Path:
    """What the address holds: script version, shuffle seed, and the letters of the replies so far."""

    version: str
    seed: str
    replies: str

    def __str__(self) -> str:
        return f"{self.version}.{self.seed}.{self.replies}"

    def then(self, letter: str) -> "Path":
        return Path(self.version, self.seed, self.replies + letter)

    def until(self, turns: int) -> "Path":
        return Path(self.version, self.seed, self.replies[:turns])


VERSION = re.compile(r"[0-9a-f]{5}")
SEED = re.compile(r"[0-9]{1,6}")
LONGEST = 40  # characters of an address' path that are looked at; the longest play has 14 replies


def read(text: str) -> Path:
    """A path from an address. Raises ImpossibleError where it is none."""
    parts = text.split(".")
    if len(text) > LONGEST or len(parts) != 3 or not VERSION.fullmatch(parts[0]) or not SEED.fullmatch(parts[1]):
        raise ImpossibleError
    return Path(*parts)


def opening(script: Script) -> State:
    return State(script.persona.connection)


def lands(reply: Reply, connection: float) -> bool:
    return connection >= reply.needs - 1e-9  # sums of 0.3 are not exact


def carried(reply: Reply, connection: float) -> int:
    """The steps of challenge that become movement."""
    return reply.challenge if lands(reply, connection) and reply.pitfall is None else 0


def respond(state: State, reply: Reply) -> State:
    """What a reply does."""
    landed = lands(reply, state.connection)
    warmth = STEP * (reply.warmth if landed else min(reply.warmth, 0))
    loss = 0.0 if landed else LOSS * reply.challenge
    strain = dict(state.strain or {})
    if not landed:
        strain[reply.strain] = strain.get(reply.strain, 0) + reply.challenge
    return State(
        connection=round(min(max(state.connection + warmth - loss, 0.0), TOP), 6),
        challenge=state.challenge + FOLLOW * (reply.challenge - state.challenge),
        movement=state.movement + carried(reply, state.connection),
        strain=strain,
    )


def ending(state: State) -> str:
    """How a talk ends that came this far."""
    if state.strained < TOO_MUCH and state.connection >= BOND:
        return "movement" if state.movement >= ENOUGH else "pleasant"
    if state.movement >= ENOUGH and state.movement > 2 * state.strained and state.connection >= BOND:
        return "movement"  # more than twice as much was carried as was not
    strain = state.strain or {}
    return "conflict" if strain.get("angers", 0) > strain.get("closes", 0) else "closed"


def walk(script: Script, path: Path) -> Play:
    """The play that a path tells. Raises ChangedError or ImpossibleError."""
    if path.version != script.version:
        raise ChangedError
    state, key = opening(script), script.first
    turns: list[Turn] = []
    for number, letter in enumerate(path.replies, 1):
        reply = script.scenes[key].replies.get(letter) if key != END else None
        if reply is None:
            raise ImpossibleError(path.until(number - 1))
        landed = lands(reply, state.connection)
        after = respond(state, reply)
        turns.append(Turn(number, script.scenes[key], reply, landed, state, after))
        state, key = after, reply.to if landed else reply.missed
    over = key == END
    return Play(script, path, tuple(turns), state, None if over else script.scenes[key], ending(state) if over else "")


def shuffled(scene: Scene, seed: str) -> list[Reply]:
    """A scene's replies in the order that belongs to a seed: the same link shows the same order."""

    def place(reply: Reply) -> str:
        return hashlib.sha256(f"{seed}.{scene.key}.{reply.key}".encode()).hexdigest()

    return sorted(scene.replies.values(), key=place)


def weight(turn: Turn) -> float:
    """How much a turn mattered: what it moved or strained, and what it did to the connection."""
    steps = carried(turn.reply, turn.before.connection) if turn.landed else turn.reply.challenge
    return steps + abs(turn.after.connection - turn.before.connection) / STEP


def turning_point(turns: Sequence[Turn]) -> Turn:
    """The turn that mattered most; the first of equals. At least one turn."""
    return max(turns, key=lambda turn: (weight(turn), -turn.number))


def worth(reply: Reply, connection: float) -> float:
    """How good a reply is at a moment, by the rule alone: challenge that lands and warmth count, what does not land
    counts against it. Nothing of what comes later is known here."""
    if lands(reply, connection):
        return carried(reply, connection) + reply.warmth
    return -reply.challenge + min(reply.warmth, 0)


def better(turn: Turn) -> Reply | None:
    """The reply that would have been worth most in a turn; None where it was that one, or one as good."""
    best = max(turn.scene.replies.values(), key=lambda reply: (worth(reply, turn.before.connection), reply.key))
    gain = worth(best, turn.before.connection) - worth(turn.reply, turn.before.connection)
    return best if gain > 0 else None


def to_try(turns: Sequence[Turn]) -> tuple[Turn, Reply] | None:
    """The turn in which another reply would have gained most, and that reply; None after a play without any."""
    found = [(turn, reply) for turn in turns if (reply := better(turn))]
    if not found:
        return None
    return max(
        found,
        key=lambda pair: worth(pair[1], pair[0].before.connection) - worth(pair[0].reply, pair[0].before.connection),
    )


def reachable(script: Script) -> frozenset[str]:
    """Every ending that some path comes to, found by going through all states that can occur. The script's graph must
    be sound (script.problems)."""
    states: dict[str, set[tuple[float, int, int, int]]] = {key: set() for key in (*script.scenes, END)}
    states[script.first].add((script.persona.connection, 0, 0, 0))
    for key in in_order(script):
        for connection, movement, closes, angers in states[key]:
            state = State(connection, 0.0, movement, {"closes": closes, "angers": angers})
            for reply in script.scenes[key].replies.values():
                after = respond(state, reply)
                strain = after.strain or {}
                target = reply.to if lands(reply, connection) else reply.missed
                states[target].add((after.connection, after.movement, strain["closes"], strain["angers"]))
    found = set()
    for connection, movement, closes, angers in states[END]:
        found.add(ending(State(connection, 0.0, movement, {"closes": closes, "angers": angers})))
    return frozenset(found)


def in_order(script: Script) -> list[str]:
    """The scenes so that each comes after all that lead to it."""
    order: list[str] = []
    done: set[str] = set()

    def visit(key: str) -> None:
        if key in done or key == END:
            return
        done.add(key)
        for target in sorted(set(ways(script.scenes[key]))):
            visit(target)
        order.append(key)

    visit(script.first)
    return order[::-1]
