"""A rehearsal's script: an employee, scenes, replies and endings. PURE: no Django.

docs/scripts.md explains the format; script_reader.py reads it, script_graph.py judges how the scenes hang together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LANGUAGES = ("nl", "en")
END = "end"  # where a reply leads that closes the talk
SCENES_AT_LEAST = 25
SCENES_AT_MOST = 120  # going through all states of more takes too long
REPLIES = (3, 4)  # of a scene
TURNS = (8, 14)  # of a play: fewest and most
WARMTH = (-2, 2)  # what a reply adds to or takes from the connection, in steps of rehearsal.STEP
CHALLENGE = (0, 3)  # how much a reply asks: nothing, a little, something, a lot
PHASE = (1, 7)  # of the conversation in which a scene stands
TOP = 3.0  # of the connection, as on the grid
ENDINGS = ("movement", "pleasant", "closed", "conflict")
STRAINS = ("closes", "angers")  # what challenge does that is not carried
FEATURES = {
    "skin": ("1", "2", "3", "4", "5"),
    "hair": ("short", "long", "bun", "curly", "bald", "headscarf", "cap"),
    "hair_colour": ("black", "brown", "blond", "red", "grey", "white"),
    "beard": ("none", "stubble", "full", "moustache"),
    "glasses": ("none", "round", "square"),
    "age": ("young", "middle", "old"),
    "clothes": ("blue", "green", "orange", "plum", "grey", "white"),
}
MOODS = ("closed", "guarded", "neutral", "thinking", "open", "warm", "amused", "hurt", "angry")

Text = Mapping[str, str]  # a language and its text


@dataclass(frozen=True)
class Problem:
    """`scene` and `field` may be empty."""

    scene: str
    field: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.scene, self.field, self.message) if part)


@dataclass(frozen=True)
class Persona:
    """`connection` (0 to 3) is what the employee feels when the talk begins; `strain` what pressure does to them."""

    name: str
    age: int
    features: Mapping[str, str]
    connection: float
    strain: str
    work: Text
    history: Text
    stake: Text
    unsaid: Text


@dataclass(frozen=True)
class Reply:
    """`needs` (0 to 3) is the connection without which it does not land; `missed` is where it leads then."""

    key: str
    say: Text
    why: Text
    technique: int | None
    pitfall: str | None
    warmth: int
    challenge: int
    needs: float
    strain: str
    reflection: bool
    to: str
    missed: str

    @property
    def question(self) -> bool:
        return "?" in self.say[LANGUAGES[0]]


@dataclass(frozen=True)
class Scene:
    """What the employee says and shows, and what one can reply. `phase` is that of the conversation, counted from 1;
    `event` is what happens first (someone walks in, a night passes), empty where nothing does."""

    key: str
    phase: int
    mood: str
    event: Text
    says: Text
    shows: Text
    replies: Mapping[str, Reply]


@dataclass(frozen=True)
class Ending:
    mood: str
    says: Text
    shows: Text
    means: Text


@dataclass(frozen=True)
class Script:
    """`version` changes with the graph and its numbers, not with the wording."""

    persona: Persona
    setting: Text
    first: str
    scenes: Mapping[str, Scene]
    endings: Mapping[str, Ending]
    version: str


def ways(scene: Scene) -> Iterator[str]:
    """Every scene (or END) that can follow."""
    for reply in scene.replies.values():
        yield reply.to
        yield reply.missed
