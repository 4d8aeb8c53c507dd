"""The colours keep their contrast: text at least 4.5:1, graphics 3:1, in both themes."""

import re
from pathlib import Path

import pytest
from coloraide import Color

CSS = (Path(__file__).parents[2] / "static/css/tokens.css").read_text(encoding="utf-8")
CELLS = [f"c{connection}{challenge}" for connection in (1, 2, 3) for challenge in (1, 2, 3)]


def tokens(css):
    return dict(re.findall(r"--([\w-]+):\s*(oklch\([^)]*\));", css))


LIGHT_CSS, _, DARK_CSS = CSS.partition("@media screen and (prefers-color-scheme: dark)")
THEMES = {"light": tokens(LIGHT_CSS), "dark": tokens(LIGHT_CSS) | tokens(DARK_CSS)}


def contrast(theme, one, other):
    return Color(THEMES[theme][one]).fit("srgb").contrast(Color(THEMES[theme][other]).fit("srgb"), method="wcag21")


TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "accent") for ground in ("paper", "raised", "sunken")),
    ("on-accent", "accent"),
    *(("ink", f"{cell}-fill") for cell in CELLS),
    *((f"{cell}-strong", f"{cell}-fill") for cell in CELLS),
    *((f"{cell}-strong", "raised") for cell in CELLS),
    *(("on-strong", f"{cell}-strong") for cell in CELLS),
    ("ink-soft", "c11-fill"),
    ("ink-soft", "c12-fill"),
]
GRAPHICS = [
    *((f"{cell}-strong", ground) for cell in CELLS for ground in ("paper", "raised")),
    *((mark, ground) for mark in ("line-strong", "focus") for ground in ("paper", "raised", "sunken")),
    *(("focus", f"{cell}-fill") for cell in CELLS),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(theme, ink, ground):
    assert contrast(theme, ink, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "ground"), GRAPHICS)
def test_marks_can_be_seen(theme, mark, ground):
    assert contrast(theme, mark, ground) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_every_cell_has_a_colour_of_its_own(theme):
    colours = [Color(THEMES[theme][f"{cell}-fill"]) for cell in CELLS]
    for index, colour in enumerate(colours):
        for other in colours[index + 1 :]:
            assert colour.delta_e(other, method="ok") > 0.03, (colour, other)


def test_both_themes_name_the_same_cell_colours():
    dark = tokens(DARK_CSS)
    assert all(f"{cell}-{kind}" in dark for cell in CELLS for kind in ("fill", "strong"))


def test_colours_live_in_the_tokens_file_only():
    """So that an organisation can lay its own house style over it."""
    for path in sorted((Path(__file__).parents[2] / "static/css").glob("*.css")):
        if path.name not in {"tokens.css", "print.css"}:
            found = re.findall(
                r"#[0-9a-f]{3,8}\b|rgba?\(|hsl\(|oklch\(", re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
            )
            assert found == [], path.name
