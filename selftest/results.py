"""A self-image with what it is shown with: the grid, earlier runs, kept talks, advice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy as _

from learners import registry
from learners.models import Learner
from selftest import advice, attempts, scoring
from selftest.advice import Known
from selftest.models import Attempt
from selftest.questions import TIMES_NAMES, Question
from selftest.scoring import ITEMS, Corner, Habits, Heat, Picture
from techniques import grid
from techniques.levels import CELLS
from techniques.models import Pair, Situation, Technique

CORNER_NAMES = {
    Corner.WARM_LOW: _("connection, little challenge"),
    Corner.WARM_HIGH: _("connection and challenge"),
    Corner.COOL_HIGH: _("challenge, little connection"),
    Corner.COOL_LOW: _("little of both"),
}
HEAT_NAMES = {
    "much-less": _("much less than your mean"),
    "less": _("less than your mean"),
    "same": _("about your mean"),
    "more": _("more than your mean"),
    "much-more": _("much more than your mean"),
}
HEAT_SIGNS = {"much-less": "−−", "less": "−", "same": "·", "more": "+", "much-more": "++"}


@dataclass(frozen=True)
class SelfImage:
    """One run, scored by the content as it is now."""

    number: int
    day: date
    answered: Mapping[int, int]
    picture: Picture | None
    habits: Habits | None


def self_image(attempt: Attempt, asked: Sequence[Question]) -> SelfImage:
    answered = attempts.answers(attempt)
    found = [(question, answered[question.step]) for question in asked if question.step in answered]
    return SelfImage(
        attempt.number,
        attempt.finished,
        answered,
        scoring.picture([question.choice(value) for question, value in found if question.part == 1]),
        scoring.habits([question.use(value) for question, value in found if question.part == 2]),
    )


@dataclass(frozen=True)
class Corners:
    """How often a corner was chosen."""

    name: str
    count: int


@dataclass(frozen=True)
class Told:
    """A technique's use in words and as a sign, for its token and the table."""

    technique: Technique
    times: str
    word: str
    sign: str
    relative: str


@dataclass(frozen=True)
class Try:
    """A technique to try, with the reasons as sentences."""

    technique: Technique
    reasons: Sequence[str]


@dataclass(frozen=True)
class Earlier:
    """An earlier run beside this one; `far` is how far their centres lie apart, `noise` whether that says nothing."""

    number: int
    day: date
    address: str
    connection: str
    challenge: str
    far: str
    noise: bool


@dataclass(frozen=True)
class Chosen:
    """A choice in words: the situation, the reaction, and both places."""

    number: int
    text: str
    reaction: str
    corner: str
    asked: str


def chosen(answered: Mapping[int, int], asked: Sequence[Question]) -> list[Chosen]:
    """What the drawing of the choices shows, as rows of a table."""
    found = []
    for question in asked[:ITEMS]:
        for option in question.options:
            if option.value == answered.get(question.step):
                places = str(CORNER_NAMES[option.corner]), str(CORNER_NAMES[question.asked])
                found.append(Chosen(question.step, question.text, option.text, *places))
    return found


def number(value: float) -> str:
    """A number for a table, with one decimal as the language writes it."""
    rounded = round(value, 1) or 0.0  # never minus nought
    return number_format(rounded, 1).replace("-", "−")


def context(learner: Learner, attempt: Attempt, asked: Sequence[Question], as_of: str) -> dict:
    """All that the page of a self-image shows. `attempt` is one of the finished ones."""
    images = {one.number: self_image(one, asked) for one in learner.attempts.done()}
    image = images[attempt.number]
    techniques = {one.number: one for one in Technique.objects.brief()}
    before = [one for one in images.values() if one.number < attempt.number and one.picture]
    found = {"image": image, "attempt": attempt, "of": ITEMS, "ways": registry.ways(learner, as_of)}
    if image.picture:
        found |= {"chosen": chosen(image.answered, asked)} | _picture(image.picture, before)
        found |= _advice(image, techniques, as_of)
    if image.habits:
        found |= _habits(image.habits, techniques)
    return found


def _picture(picture: Picture, before: Sequence[SelfImage]) -> dict:
    centres = [one.picture.centre for one in before]
    goals = dict(Situation.Goal.choices)
    return {
        "picture": picture,
        "corners": [Corners(str(CORNER_NAMES[corner]), count) for corner, count in picture.counts.items()],
        "corner_by_chance": number_format(len(picture.choices) / len(picture.counts), 0),
        "drawn": grid.picture(
            [(choice.item, choice.chosen.place) for choice in picture.choices],
            picture.centre,
            picture.spread,
            picture.uncertainty,
            centres,
        ),
        "axes": [
            (name, *(number(value) for value in _axis(picture, axis)))
            for axis, name in enumerate((gettext("Connection"), gettext("Challenge")))
        ],
        "differences": [_difference(axis, picture.difference[axis]) for axis in (0, 1)],
        "spread": [number(value) for value in picture.spread],
        "uncertainty": number(picture.uncertainty),
        "fits": [(goals[fit.goal], fit.fitting, fit.of, number_format(fit.by_chance, 0)) for fit in picture.fits],
        "earlier": [
            Earlier(
                one.number,
                one.day,
                reverse("selftest:result", args=[one.number]),
                number(one.picture.centre[0] + 0.5),
                number(one.picture.centre[1] + 0.5),
                number(scoring.distance(one.picture.centre, picture.centre)),
                scoring.is_noise(one.picture.centre, picture.centre),
            )
            for one in reversed(before)
        ],
        "noise": number(scoring.NOISE),
    }


def _axis(picture: Picture, axis: int) -> tuple[float, float, float, float]:
    """Of one axis: the centre and what was asked as levels (a place is half under its level), the difference, and what
    chance makes of it."""
    centre, difference = picture.centre[axis] + 0.5, picture.difference[axis]
    return centre, centre - difference, difference, picture.chance_difference[axis]


def _difference(axis: int, value: float) -> str:
    """A difference in a sentence: more, less or as much as the situations asked."""
    size = {"size": number(abs(value))}
    if abs(value) < advice.CLEAR:
        if axis == 0:
            return gettext("You gave about as much connection as the situations asked.")
        return gettext("You gave about as much challenge as the situations asked.")
    if axis == 0:
        return gettext("You gave less connection than the situations asked: %(size)s of a level.") % size
    if value < 0:
        return gettext("You gave less challenge than the situations asked: %(size)s of a level.") % size
    return gettext("You gave more challenge than the situations asked: %(size)s of a level.") % size


def _told(heat: Heat, technique: Technique) -> Told:
    word = str(HEAT_NAMES[heat.word])
    return Told(technique, str(TIMES_NAMES[heat.times]), word, HEAT_SIGNS[heat.word], number(heat.relative))


def _habits(habits: Habits, techniques: Mapping[int, Technique]) -> dict:
    told = {number: _told(heat, techniques[number]) for number, heat in sorted(habits.heats.items())}
    for technique in techniques.values():
        technique.use = told.get(technique.number)
    return {
        "habits": habits,
        "uses": list(told.values()),
        "use_mean": number(habits.mean),
        "not_come_up": [techniques[one] for one in habits.not_come_up],
        "cells": [(CELLS[use.cell], number(use.relative), use.answered) for use in habits.cells],
        "board": grid.board(techniques.values()),
    }


def _advice(image: SelfImage, techniques: Mapping[int, Technique], as_of: str) -> dict:
    beside: dict[int, set[int]] = {one: set() for one in techniques}
    for first, second in Pair.objects.values_list("first__number", "second__number"):
        beside[first].add(second)
        beside[second].add(first)
    basic = Technique.Tier.BASIC
    known = [
        Known(one.number, one.connection, one.challenge, one.tier == basic, frozenset(beside[one.number]))
        for one in techniques.values()
    ]
    found = advice.advise(image.picture, image.habits, known)
    goals = dict(Situation.Goal.choices)
    to_try = [Try(techniques[one.number], _reasons(one, techniques)) for one in found.next]
    return {
        "strong": [techniques[one] for one in found.strong],
        "strong_goals": [goals[goal] for goal in found.strong_goals],
        "to_try": to_try,
        "suggestion": next(iter(registry.suggestions([one.number for one in found.next], as_of)), None),
    }


def _reasons(one: advice.Next, techniques: Mapping[int, Technique]) -> list[str]:
    words = {
        "more-connection": gettext("It gives more of the connection that your choices left out."),
        "more-challenge": gettext("It asks something, and your choices asked less than the situations did."),
        "less-challenge": gettext("It asks little, and your choices asked more than the situations did."),
        "not-yet-used": gettext("You did not use it in the last two weeks."),
        "little-used": gettext("You use it less than most."),
        "basic": gettext("It is a basic technique: you can begin today."),
    }
    if one.beside:
        words["goes-with"] = gettext("It goes well with %(technique)s, which you already use.") % {
            "technique": techniques[one.beside].short_name
        }
    return [words[reason] for reason in one.reasons]
