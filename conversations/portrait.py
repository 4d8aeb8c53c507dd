"""The employee as a drawing: a face and a posture for each mood. PURE: no Django.

The drawing is 200 wide and 220 high. Numbers leave as strings, so that no locale writes a decimal comma into them.
What the drawing shows is said in words beside it (a scene's `shows`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

EYES = (78, 122)  # where the eyes stand, and their height
EYE_LINE = 88
BROW_LINE = 72
MOUTH_LINE = 122


@dataclass(frozen=True)
class Mood:
    """`tilt` in degrees; `drop` lowers the head; `inner` and `outer` move the ends of the brows down, `lift` the right
    brow up; `lids` is how far the eyes are open, 0 to 1; `gaze` is where they look; `smile` curves the mouth up; `gap`
    opens it; `shoulders` go up; `arms` are one of crossed, down, open, chin."""

    tilt: int = 0
    drop: int = 0
    inner: int = 0
    outer: int = 0
    lift: int = 0
    lids: float = 1.0
    gaze: tuple[int, int] = (0, 0)
    smile: int = 0
    gap: int = 0
    shoulders: int = 0
    arms: str = "down"


MOODS: Mapping[str, Mood] = {
    "closed": Mood(tilt=-7, drop=8, inner=2, outer=2, lids=0.45, gaze=(-4, 4), smile=-3, shoulders=4, arms="crossed"),
    "guarded": Mood(tilt=4, inner=1, lids=0.75, gaze=(3, 0), smile=-1, shoulders=2, arms="crossed"),
    "neutral": Mood(lids=0.9, smile=1),
    "thinking": Mood(tilt=8, lift=5, lids=0.85, gaze=(4, -4), smile=-1, arms="chin"),
    "open": Mood(tilt=-3, inner=-2, outer=-1, smile=5, arms="open"),
    "warm": Mood(tilt=-5, inner=-3, outer=-1, lids=0.8, smile=10, gap=2, arms="open"),
    "amused": Mood(tilt=6, lift=6, lids=0.7, smile=9, gap=3),
    "hurt": Mood(tilt=-5, drop=6, inner=-6, outer=3, lids=0.6, gaze=(-2, 4), smile=-7, shoulders=-4),
    "angry": Mood(tilt=2, inner=7, outer=-3, lids=0.85, smile=-6, gap=4, shoulders=7, arms="crossed"),
}


@dataclass(frozen=True)
class Eye:
    x: str
    look_x: str
    look_y: str
    lid: str
    brow: str


@dataclass(frozen=True)
class Portrait:
    """What the template draws; `features` choose its parts and colours."""

    features: Mapping[str, str]
    mood: str
    head: str
    body: str
    arms: str
    eyes: tuple[Eye, Eye]
    mouth: str


def draw(features: Mapping[str, str], mood: str) -> Portrait:
    """A portrait of someone in a mood. Raises KeyError where the mood is none of MOODS."""
    now = MOODS[mood]
    left, right = (_eye(x, side, now) for x, side in zip(EYES, (-1, 1), strict=True))
    half = 17
    low, high = MOUTH_LINE + now.smile, MOUTH_LINE + now.smile + 2 * now.gap
    corners = MOUTH_LINE - now.smile / 2
    mouth = f"M{100 - half} {corners:g}Q100 {low + now.smile:g} {100 + half} {corners:g}"
    if now.gap:
        mouth += f"Q100 {high + now.smile:g} {100 - half} {corners:g}Z"
    return Portrait(
        features,
        mood,
        f"rotate({now.tilt} 100 140) translate(0 {now.drop})",
        f"translate(0 {-now.shoulders})",
        now.arms,
        (left, right),
        mouth,
    )


def _eye(x: int, side: int, mood: Mood) -> Eye:
    lift = mood.lift if side == 1 else 0
    inner, outer = BROW_LINE + mood.inner - lift, BROW_LINE + mood.outer - lift
    lid = 18 * (1 - mood.lids)
    brow = f"M{x - 12 * side} {inner}Q{x} {min(inner, outer) - 4} {x + 12 * side} {outer}"
    top = EYE_LINE - 9
    return Eye(
        str(x), str(x + mood.gaze[0]), str(EYE_LINE + mood.gaze[1]), f"M{x - 11} {top - 1}h22v{lid:g}h-22z", brow
    )
