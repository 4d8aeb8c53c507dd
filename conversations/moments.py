"""Where in a talk something can be practised: the turn, and a good way to come there. PURE: no Django."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from conversations.rehearsal import in_order, lands, opening, respond, worth
from conversations.script import END, Reply, Scene, Script


@dataclass(frozen=True)
class Moment:
    """A scene, the letters of the replies that lead to it, and the connection (0 to 3) that the employee feels then."""

    scene: Scene
    replies: str
    connection: float

    @property
    def turn(self) -> int:
        """Counts from 1."""
        return len(self.replies) + 1


@dataclass(frozen=True)
class Chance:
    """A moment at which one reply can be practised, and what it is worth there (rehearsal.worth)."""

    moment: Moment
    reply: Reply
    worth: float


def moments(script: Script) -> dict[str, Moment]:
    """Every scene that a play can come to, by its name, with the way there that went best: whose replies were worth
    most together. The script's graph must be sound (script_graph.problems)."""
    # What a reply does depends on the connection alone, so of all ways to a scene the best one for each connection is
    # enough to find the best ways to the scenes behind it.
    start = opening(script)
    ways: dict[str, dict[float, tuple[float, str]]] = {key: {} for key in script.scenes}
    ways[script.first][start.connection] = (0.0, "")
    for key in in_order(script):
        for connection, (total, letters) in ways[key].items():
            for letter, reply in sorted(script.scenes[key].replies.items()):
                target = reply.to if lands(reply, connection) else reply.missed
                if target == END:
                    continue
                now = respond(replace(start, connection=connection), reply).connection
                came = (total + worth(reply, connection), letters + letter)
                if now not in ways[target] or came[0] > ways[target][now][0]:
                    ways[target][now] = came
    found = {}
    for key, reached in ways.items():
        if reached:
            connection, (_, letters) = max(reached.items(), key=lambda way: (way[1][0], way[0]))
            found[key] = Moment(script.scenes[key], letters, connection)
    return found


NEARLY = 1  # how much less than the best reply there one may be worth and still be worth practising


def chances(found: Mapping[str, Moment]) -> dict[int | str, list[Chance]]:
    """For each technique (by number) the moments at which it lands, and is worth as much as the best reply there or
    nearly so; for each pitfall (by key) those at which it tempts. The best first; of equals, and of pitfalls, the
    earliest."""
    every: dict[int | str, list[Chance]] = {}
    for moment in found.values():
        replies = moment.scene.replies.values()
        best = max(worth(reply, moment.connection) for reply in replies)
        for reply in replies:
            chance = Chance(moment, reply, worth(reply, moment.connection))
            if reply.technique is not None and chance.worth > 0 and chance.worth >= best - NEARLY:
                every.setdefault(reply.technique, []).append(chance)
            if reply.pitfall is not None:
                every.setdefault(reply.pitfall, []).append(chance)
    return {of: sorted(chances, key=_rank) for of, chances in every.items()}


def _rank(chance: Chance) -> tuple[float, int]:
    return (0.0 if chance.reply.pitfall else -chance.worth, chance.moment.turn)
