"""What the pages of the self-test show and where they lead, so that the views stay readable."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from learners.models import Learner
from selftest import attempts
from selftest.forms import OUTDATED, AnswerForm
from selftest.models import STEPS, Attempt
from selftest.questions import Question
from selftest.scoring import ITEMS, STATEMENTS


def attempt_or_none(learner: Learner | None, number: int) -> Attempt | None:
    """A learner's attempt by its number. What belongs to someone else is not found, just as what does not exist."""
    if learner is None or number > attempts.MOST:
        return None
    return learner.attempts.filter(number=number).first()


def question_or_404(asked: Sequence[Question], step: int) -> Question:
    if not 1 <= step <= len(asked):
        raise Http404
    return asked[step - 1]


def address(number: int, step: int) -> str:
    """The page of a question of an attempt, by its number; behind the last one comes the overview."""
    if step > STEPS:
        return reverse("selftest:overview", args=[number])
    return reverse("selftest:question", args=[number, step])


def next_address(attempt: Attempt) -> str:
    """Where an attempt goes on: at its first question without an answer."""
    return address(attempt.number, attempts.first_open(attempts.answers(attempt)))


def onward(request, number: int, step: int, way: str):
    """To where one goes from a question."""
    if way == "stop":
        address_there = f"{reverse('selftest:start')}?gestopt"
        return HttpResponseClientRedirect(address_there) if request.htmx else redirect(address_there)
    return redirect(address(number, max(step - 1, 1) if way == "back" else step + 1))


def start(request) -> dict:
    """The page before: what there is to go on with, and earlier results."""
    learner = request.learner
    attempt = learner.attempts.unfinished().first() if learner else None
    answered = attempts.answers(attempt) if attempt else {}
    return {
        "learner": learner,
        "attempt": attempt,
        "answered": len(answered),
        "steps": STEPS,
        "going_on": next_address(attempt) if attempt else "",
        "earlier": list(learner.attempts.exclude(finished=None).order_by("-number")) if learner else [],
        "stopped": "gestopt" in request.GET and attempt is not None,
        "months": settings.LEARNER_MONTHS,
        "items": ITEMS,
        "statements": STATEMENTS,
    }


def show(request, attempt: Attempt, question: Question, form: AnswerForm | None = None, status: int = 200):
    """A question with what was answered before, or with what was just sent."""
    answered = attempts.answers(attempt)
    chosen = answered.get(question.step)
    if form is not None and "answer" in form.cleaned_data:
        chosen = form.cleaned_data["answer"]
    context = {
        "attempt": attempt,
        "question": question,
        "options": question.shuffled(attempt.seed),
        "chosen": chosen,
        "message": form.message if form is not None and status != OUTDATED else "",
        "outdated": status == OUTDATED,
        "steps": STEPS,
        "answered": len(answered),
        "back": address(attempt.number, question.step - 1) if question.step > 1 else "",
        "here": address(attempt.number, question.step),
        "whole": len(answered) == STEPS,
        "learner": request.learner,
    }
    template = "selftest/_question.html" if request.htmx.target == "question" else "selftest/question.html"
    return TemplateResponse(request, template, context, status=status)


def gone(request, attempt: Attempt | None) -> TemplateResponse:
    """There is no such attempt for whoever asks (404), or it was finished (409): told plainly, with where to go."""
    status = 404 if attempt is None else 409
    template = "selftest/_gone.html" if request.htmx.target == "question" else "selftest/gone.html"
    return TemplateResponse(request, template, {"attempt": attempt}, status=status)


@dataclass(frozen=True)
class Line:
    """A question on the overview."""

    question: Question
    address: str
    answer: str


def overview(attempt: Attempt, asked: Sequence[Question]) -> dict:
    answered = attempts.answers(attempt)
    lines = []
    for question in asked:
        said = next((one.text for one in question.options if one.value == answered.get(question.step)), "")
        lines.append(Line(question, address(attempt.number, question.step), said))
    return {
        "attempt": attempt,
        "parts": [(1, lines[:ITEMS]), (2, lines[ITEMS:])],
        "missing": [line for line in lines if not line.answer],
        "answered": sum(bool(line.answer) for line in lines),
        "steps": STEPS,
        "last": address(attempt.number, STEPS),
    }
