"""Someone who takes the self-test: begins by a form, answers step by step, finishes."""

import html
import re

from django.conf import settings
from django.urls import resolve, reverse

from learners import tokens
from learners.models import Learner
from selftest.models import STEPS, Answer, Attempt
from selftest.scoring import ITEMS

EVERYTHING = dict.fromkeys(range(1, STEPS + 1), 1)
VARIED = {step: step % 4 + 1 if step <= ITEMS else step % 6 for step in EVERYTHING}


def begin(*, client, **data):
    """Press "begin"; the number of the attempt that one comes to."""
    response = client.post(reverse("selftest:start"), data)
    assert response.status_code == 302, response.status_code
    return resolve(response.url).kwargs["number"]


def question(*, number=1, step=1):
    return reverse("selftest:question", args=[number, step])


def key(*, client, number=1):
    """What the pages of an attempt send to say which it is; of nobody's attempt one that is none."""
    if settings.LEARNER_COOKIE_NAME not in client.cookies or number > 10**9:
        return "0"
    own = learner(client=client).attempts.filter(number=number).first()
    return str(own.pk) if own else "0"


def answer(*, client, step, value, number=1, **data):
    told = {"answer": value, "go": "on", "attempt": key(client=client, number=number)}
    return client.post(question(number=number, step=step), told | data)


def answer_all(*, client, number=1, answers=EVERYTHING):
    for step, value in answers.items():
        response = answer(client=client, number=number, step=step, value=value)
        assert response.status_code == 302, (step, response.status_code)


def finish(*, client, number=1):
    told = {"attempt": key(client=client, number=number)}
    return client.post(reverse("selftest:overview", args=[number]), told)


def finished(*, client, answers=EVERYTHING):
    """A whole run, without its 38 pages; its number."""
    number = begin(client=client)
    own = attempt(client=client, number=number)
    Answer.objects.bulk_create(Answer(attempt=own, step=step, value=value) for step, value in answers.items())
    response = finish(client=client, number=number)
    assert response.url == reverse("selftest:result", args=[number])
    return number


def learner(*, client):
    """Whose token the client's cookie has."""
    token = client.cookies[settings.LEARNER_COOKIE_NAME].value
    return Learner.objects.get(tokens__token_hash=tokens.digest(token))


def attempt(*, client, number=1):
    return Attempt.objects.get(learner=learner(client=client), number=number)


def kept(*, client, number=1):
    """What the database holds: the value of each step that was answered."""
    return dict(attempt(client=client, number=number).answers.values_list("step", "value"))


def seen(*, response):
    """What the page of a question says that it showed."""
    (digest,) = re.findall(r'name="seen" value="([^"]+)"', response.text)
    return digest


def chosen(*, response):
    """Which options of a question are selected."""
    return [int(value) for value in re.findall(r'name="answer" value="(\d+)" checked', response.text)]


def text(*, response):
    return html.unescape(response.text)


def without_tokens(*, response):
    """A page without what differs in each answer: the token of its forms."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", response.text)
