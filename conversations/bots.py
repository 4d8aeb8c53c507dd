"""Players with one habit each, who show whether a script rewards what the method teaches. PURE: no Django."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conversations.rehearsal import Path, Play, State, shuffled, walk, worth
from conversations.script import ENDINGS, Reply, Script

SLIP = 0.1  # how often a player chooses at random, whatever the habit
Habit = Callable[[State, Sequence[Reply], random.Random], Reply]


def balanced(state: State, replies: Sequence[Reply], chance: random.Random) -> Reply:
    """What the connection carries now, with as much challenge and warmth as there is."""
    return max(replies, key=lambda reply: worth(reply, state.connection))


def comforting(state: State, replies: Sequence[Reply], chance: random.Random) -> Reply:
    """The warmest; of equals the one that asks least."""
    return max(replies, key=lambda reply: (reply.warmth, -reply.challenge))


def pushing(state: State, replies: Sequence[Reply], chance: random.Random) -> Reply:
    """The one that asks most; of equals the coldest."""
    return max(replies, key=lambda reply: (reply.challenge, -reply.warmth))


def longest(state: State, replies: Sequence[Reply], chance: random.Random) -> Reply:
    return max(replies, key=lambda reply: len(reply.say["nl"]))


def first(state: State, replies: Sequence[Reply], chance: random.Random) -> Reply:
    return replies[0]


def at_random(state: State, replies: Sequence[Reply], chance: random.Random) -> Reply:
    return chance.choice(replies)


HABITS: dict[str, Habit] = {
    "balanced": balanced,
    "comforting": comforting,
    "pushing": pushing,
    "longest": longest,
    "first": first,
    "random": at_random,
}


@dataclass(frozen=True)
class Tally:
    """What came of many plays: endings, and which scenes and replies were seen."""

    plays: int
    endings: Counter[str]
    seen: frozenset[tuple[str, str]]

    def share(self, *endings: str) -> float:
        return sum(self.endings[ending] for ending in endings) / self.plays


def play(script: Script, habit: Habit, chance: random.Random) -> Play:
    """One play from start to end."""
    path = Path(script.version, str(chance.randrange(1000)), "")
    while (now := walk(script, path)).scene is not None:
        replies = shuffled(now.scene, path.seed)
        slip = chance.random() < SLIP
        reply = chance.choice(replies) if slip else habit(now.state, replies, chance)
        path = path.then(reply.key)
    return now


def tally(script: Script, habit: Habit, plays: int, seed: int = 1) -> Tally:
    chance = random.Random(seed)
    endings: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for _ in range(plays):
        played = play(script, habit, chance)
        endings[played.ending] += 1
        seen.update((turn.scene.key, turn.reply.key) for turn in played.turns)
    return Tally(plays, endings, frozenset(seen))


def longest_is_best(script: Script) -> tuple[float, float]:
    """How often the longest reply of a scene is worth most where an employee feels a middling connection, and how often
    chance would have it."""
    best = expected = 0.0
    for scene in script.scenes.values():
        replies = list(scene.replies.values())
        most = max(worth(reply, 1.5) for reply in replies)
        worthy = [reply for reply in replies if worth(reply, 1.5) == most]
        best += longest(State(1.5), replies, random.Random(0)) in worthy
        expected += len(worthy) / len(replies)
    return best / len(script.scenes), expected / len(script.scenes)


def table(tallies: dict[str, Tally]) -> list[str]:
    """The endings of each habit in percent, as lines of text."""
    lines = [f"{'':12}" + "".join(f"{ending:>10}" for ending in ENDINGS)]
    for habit, found in tallies.items():
        lines.append(f"{habit:12}" + "".join(f"{found.share(ending):10.0%}" for ending in ENDINGS))
    return lines
