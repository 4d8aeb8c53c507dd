"""A self-image as data: for oneself, to keep or to open in a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from selftest import attempts, results
from selftest.models import Attempt
from selftest.questions import Question

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take a text that begins so for something to work out


def told(attempt: Attempt, asked: Sequence[Question]) -> dict[str, Any]:
    """Questions, answers and what follows from them. Places are on the axes 0 to 3 (see docs/scoring.md)."""
    answered = attempts.answers(attempt)
    image = results.self_image(attempt, asked)
    found: dict[str, Any] = {
        "product": "Coachwerk",
        "self_test": attempt.number,
        "started": attempt.started.isoformat(),
        "finished": attempt.finished.isoformat(),
        "answers": [_answer(question, answered.get(question.step)) for question in asked],
    }
    if picture := image.picture:
        found["choices"] = {
            "centre": picture.centre,
            "spread": picture.spread,
            "uncertainty": picture.uncertainty,
            "difference": picture.difference,
            "difference_by_chance": picture.chance_difference,
            "corners": {corner.value: count for corner, count in picture.counts.items()},
            "fit": {
                fit.goal: {"fitting": fit.fitting, "of": fit.of, "by_chance": fit.by_chance} for fit in picture.fits
            },
        }
    if habits := image.habits:
        found["use"] = {
            "mean": habits.mean,
            "techniques": {str(number): heat.relative for number, heat in sorted(habits.heats.items())},
            "did_not_come_up": habits.not_come_up,
        }
    return found


def _answer(question: Question, value: int | None) -> dict[str, Any]:
    chosen = next((option for option in question.options if option.value == value), None)
    return {
        "question": question.step,
        "part": question.part,
        "goal": question.goal,
        "technique": question.technique,
        "text": question.text,
        "value": value,
        "answer": chosen.text if chosen else "",
        "corner": chosen.corner.value if chosen and chosen.corner else "",
        "asked": question.asked.value if question.asked else "",
    }


def as_csv(found: dict[str, Any]) -> str:
    """The answers as a table, one a row, for a spreadsheet (with the mark that makes Excel read UTF-8)."""
    out = io.StringIO()
    rows = found["answers"]
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: safe(value) for name, value in row.items()} for row in rows)
    return f"\ufeff{out.getvalue()}"


def safe(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.lstrip().startswith(FORMULA) else value
