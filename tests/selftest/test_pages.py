"""The pages of the self-test: every acknowledged answer is kept once, and nobody sees what is someone else's."""

import csv
import io
import itertools
import json
import re
import runpy

import html5lib
import pytest
from django.conf import settings as project
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from hypothesis import HealthCheck, given, settings as hypothesis, strategies as st

from conversations.models import Kept, Scenario
from learners import limits
from learners.models import Learner, Token
from selftest import scoring
from selftest.models import STEPS, Answer, Attempt, Item, Reaction, Statement
from selftest.questions import TIMES_NAMES, questions
from selftest.results import CORNER_NAMES, HEAT_NAMES
from selftest.scoring import CORNERS, ITEMS, Corner
from techniques import version
from techniques.models import Technique
from tests.pages import LANGUAGES, talks
from tests.selftest import factory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "question"}
GARBAGE = ("x", "-1", "1.0", " 1", "01", "²", "٣", "1\x00", "9" * 5000, "None", "1,2", "😀")
OF_NOBODY = (2, 999_999, 10**30)


def asked():
    return questions(translation.get_language(), version.current())


def nobody_is_kept():
    return not any(model.objects.exists() for model in (Learner, Token, Attempt, Answer))


def day(date):
    return date_format(date, "j F Y")


def rows(response):
    """The tables of a page, as lists of the texts of their cells."""
    tree = html5lib.parse(response.text, namespaceHTMLElements=False)
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in tree.iter("tr")]


class TestStart:
    def test_looking_creates_nothing_and_sets_no_learner(self, client, language):
        names = [("start", []), ("question", [1, 1]), ("overview", [1]), ("result", [1]), ("json", [1]), ("csv", [1])]
        for name, args in names:
            response = client.get(reverse(f"selftest:{name}", args=args))
            assert project.LEARNER_COOKIE_NAME not in response.cookies, name
        for address in (reverse("selftest:scoring"), reverse("learners:my")):
            assert project.LEARNER_COOKIE_NAME not in client.get(address).cookies
        assert nobody_is_kept()

    def test_it_says_what_how_long_for_whom_and_what_happens_with_answers(self, client, language):
        text = factory.text(response=client.get(reverse("selftest:start")))
        for said in (
            "Where is your natural style between connection and challenge, and what could you try next? "
            "In ten minutes, for yourself alone.",
            "You can stop at any question and go on later. You can go back and change an answer.",
            "What happens with your answers",
            "Only you can see them. Your employer cannot, and neither can whoever looks after the content.",
        ):
            assert gettext(said) in text
        for name in ("selftest:scoring", "employer", "learners:my"):
            assert f'href="{reverse(name)}"' in text

    def test_beginning_makes_a_learner_with_a_cookie_and_leads_to_the_first_question(self, client, language):
        response = client.post(reverse("selftest:start"))
        assert response.status_code == 302
        assert response.url == factory.question()
        cookie = response.cookies["learner"]
        assert len(cookie.value) == 32
        assert cookie["httponly"] is True
        assert (cookie["samesite"], cookie["path"], cookie["domain"], cookie["secure"]) == ("Lax", "/", "", "")
        (learner,) = Learner.objects.all()
        assert learner == factory.learner(client=client)
        assert cookie["max-age"] >= (learner.kept_until - timezone.localdate()).days * 24 * 3600

    def test_with_https_the_cookie_is_bound_to_this_host(self, client, settings, monkeypatch, tmp_path, dutch):
        monkeypatch.setenv("COACHWERK_HTTPS", "1")
        monkeypatch.setenv("COACHWERK_VAR", str(tmp_path))
        live = runpy.run_path(str(project.BASE_DIR / "coachwerk" / "settings.py"))
        for name in ("HTTPS", "LEARNER_COOKIE_NAME", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE"):
            setattr(settings, name, live[name])
        client.get(reverse("selftest:start"), secure=True)
        cookies = client.post(reverse("selftest:start"), secure=True).cookies
        assert set(cookies) <= {"__Host-learner", "__Host-csrf"}
        cookie = cookies["__Host-learner"]
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "")
        assert client.get(factory.question(), secure=True).status_code == 200

    def test_beginning_twice_goes_on_with_the_same(self, client, language):
        first = factory.begin(client=client)
        factory.answer(client=client, step=1, value=2)
        factory.answer(client=client, step=2, value=3)
        assert factory.begin(client=client) == first
        assert client.post(reverse("selftest:start")).url == factory.question(step=3)
        assert Attempt.objects.count() == Learner.objects.count() == Token.objects.count() == 1

    def test_one_goes_on_where_one_was(self, client, language):
        factory.begin(client=client)
        for step in (1, 2, 4):
            factory.answer(client=client, step=step, value=1)
        response = client.get(reverse("selftest:start"))
        assert f'href="{factory.question(step=3)}"' in response.text
        until = factory.learner(client=client).kept_until
        assert gettext("In this browser you can go on until %(day)s.") % {"day": day(until)} in response.text

    def test_the_other_language_goes_on_with_the_same_answers(self, client):
        with translation.override("nl"):
            factory.begin(client=client)
            factory.answer(client=client, step=1, value=3)
        with translation.override("en"):
            assert client.post(reverse("selftest:start")).url == "/en/self-test/1/question/2/"
            assert factory.chosen(response=client.get(factory.question())) == [3]

    def test_with_everything_answered_one_goes_on_at_the_overview(self, client, dutch):
        factory.begin(client=client)
        factory.answer_all(client=client)
        assert client.post(reverse("selftest:start")).url == reverse("selftest:overview", args=[1])

    @pytest.mark.parametrize("method", ["put", "delete", "patch"])
    def test_other_methods_are_told_so(self, client, method, dutch):
        for address in (reverse("selftest:start"), factory.question(), reverse("selftest:overview", args=[1])):
            assert getattr(client, method)(address).status_code == 405
        assert client.post(reverse("selftest:result", args=[1])).status_code == 405
        assert client.post(reverse("selftest:csv", args=[1])).status_code == 405
        assert nobody_is_kept()


class TestBeginningAgain:
    def test_it_drops_the_attempt_whose_number_was_sent(self, client, dutch):
        factory.begin(client=client)
        factory.answer(client=client, step=1, value=2)
        old = factory.attempt(client=client)
        number = factory.begin(client=client, again=str(old.pk))
        assert factory.kept(client=client, number=number) == {}
        assert not Attempt.objects.filter(pk=old.pk).exists()
        assert Attempt.objects.count() == 1

    @pytest.mark.parametrize("again", ["999999", "0", "-1", "²", "x", "", "9" * 40, "1 ", "01x"])
    def test_any_other_number_drops_nothing(self, client, again, dutch):
        factory.begin(client=client)
        factory.answer(client=client, step=1, value=2)
        assert factory.begin(client=client, again=again) == 1
        assert factory.kept(client=client) == {1: 2}

    def test_a_stale_page_throws_no_result_away(self, client, dutch):
        factory.finished(client=client)
        number = factory.begin(client=client, again=factory.key(client=client))
        assert number == 2
        assert factory.kept(client=client) == factory.EVERYTHING

    def test_it_leaves_others_alone(self, client, dutch):
        other = Client()
        factory.begin(client=other)
        factory.answer(client=other, step=1, value=4)
        factory.begin(client=client)
        factory.begin(client=client, again=factory.key(client=other))
        assert factory.kept(client=other) == {1: 4}

    def test_a_page_of_the_attempt_that_was_dropped_answers_nothing_in_the_new_one(self, client, dutch):
        factory.begin(client=client)
        old = factory.key(client=client)
        number = factory.begin(client=client, again=old)
        assert factory.answer(client=client, number=number, step=1, value=2, attempt=old).status_code == 404
        assert factory.kept(client=client, number=number) == {}


class TestQuestion:
    def test_each_shows_its_words_its_options_and_how_far_one_is(self, client, language):
        factory.begin(client=client)
        for question in asked():
            response = client.get(factory.question(step=question.step))
            assert response.status_code == 200
            text = factory.text(response=response)
            assert question.text in text
            for option in question.options:
                assert f'value="{option.value}"' in text
                assert f"<span>{option.text}</span>" in text
            assert len(re.findall('type="radio" name="answer"', text)) == len(question.options)
            assert factory.chosen(response=response) == []
            assert gettext("Question %(n)s of %(steps)s") % {"n": question.step, "steps": STEPS} in text

    def test_the_words_are_those_of_the_content(self, client, language):
        factory.begin(client=client)
        text = factory.text(response=client.get(factory.question(step=4)))
        item = Item.objects.get(number=4)
        assert item.text in text
        assert all(reaction.text in text for reaction in item.reactions.all())
        statement = Statement.objects.get(technique__number=26)
        assert statement.text in factory.text(response=client.get(factory.question(step=STEPS)))

    def test_reactions_stand_in_an_order_of_the_attempt_and_how_often_from_seldom_to_often(self, client, dutch):
        factory.begin(client=client)
        orders = set()
        for seed in range(10):
            Attempt.objects.update(seed=seed)
            pages = [client.get(factory.question()).text for _ in range(2)]
            found = [tuple(re.findall(r'name="answer" value="(\d)"', page)) for page in pages]
            assert found[0] == found[1]
            orders.add(found[0])
        assert len(orders) > 3
        page = client.get(factory.question(step=20)).text
        assert re.findall(r'name="answer" value="(\d)"', page) == list("012345")

    def test_an_answer_is_in_the_database_before_one_goes_on(self, client, language):
        factory.begin(client=client)
        for step in (1, 12, 13, STEPS):
            response = factory.answer(client=client, step=step, value=4)
            assert response.status_code == 302
            assert factory.kept(client=client)[step] == 4
        assert response.url == reverse("selftest:overview", args=[1])

    def test_answering_again_replaces_and_doubles_nothing(self, client, dutch):
        factory.begin(client=client)
        for value in (1, 1, 3, 2, 2):
            assert factory.answer(client=client, step=5, value=value).status_code == 302
        assert factory.kept(client=client) == {5: 2}
        assert Answer.objects.count() == 1

    def test_it_did_not_come_up_is_an_answer(self, client, dutch):
        factory.begin(client=client)
        assert factory.answer(client=client, step=13, value=0).status_code == 302
        assert factory.kept(client=client) == {13: 0}
        assert factory.chosen(response=client.get(factory.question(step=13))) == [0]

    def test_going_back_keeps_the_choice(self, client, language):
        factory.begin(client=client)
        factory.answer(client=client, step=1, value=1)
        response = factory.answer(client=client, step=2, value=3, go="back")
        assert response.url == factory.question(step=1)
        assert factory.chosen(response=client.get(response.url)) == [1]
        assert factory.chosen(response=client.get(factory.question(step=2))) == [3]

    def test_going_back_without_a_choice_loses_nothing(self, client, dutch):
        factory.begin(client=client)
        factory.answer(client=client, step=2, value=3)
        response = client.post(factory.question(step=2), {"go": "back", "attempt": factory.key(client=client)})
        assert response.url == factory.question(step=1)
        assert factory.kept(client=client) == {2: 3}

    def test_stopping_keeps_the_choice_and_says_until_when(self, client, language):
        factory.begin(client=client)
        response = factory.answer(client=client, step=1, value=2, go="stop")
        assert factory.kept(client=client) == {1: 2}
        page = client.get(response.url)
        assert page.status_code == 200
        assert day(factory.learner(client=client).kept_until) in page.text
        assert 'role="status"' in page.text
        assert f'href="{factory.question(step=2)}"' in page.text

    def test_stopping_without_a_choice_is_no_fault(self, client, dutch):
        factory.begin(client=client)
        response = client.post(factory.question(), {"go": "stop", "attempt": factory.key(client=client)})
        assert response.status_code == 302
        assert client.get(response.url).status_code == 200

    def test_every_question_says_until_when_answers_are_kept(self, client, language):
        factory.begin(client=client)
        assert day(factory.learner(client=client).kept_until) in client.get(factory.question(step=7)).text

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_without_an_answer_it_says_so_at_the_question_and_nothing_is_lost(self, client, language, headers):
        factory.begin(client=client)
        factory.answer(client=client, step=3, value=2)
        for data in ({"go": "on"}, {"answer": "", "go": "on"}, {}):
            data["attempt"] = factory.key(client=client)
            response = client.post(factory.question(step=3), data, headers=headers)
            assert response.status_code == 422
            text = factory.text(response=response)
            assert gettext("Choose an answer first. Nothing was lost.") in text
            assert re.search(r'<fieldset aria-describedby="wrong">.*id="wrong" role="alert"', text, re.DOTALL)
            assert factory.chosen(response=response) == [2]
        assert factory.kept(client=client) == {3: 2}

    @pytest.mark.parametrize("value", [*GARBAGE, "0", "5"])
    def test_what_is_no_reaction_is_refused(self, client, value, dutch):
        factory.begin(client=client)
        factory.answer(client=client, step=1, value=2)
        assert factory.answer(client=client, step=1, value=value).status_code == 400
        assert factory.kept(client=client) == {1: 2}

    @pytest.mark.parametrize("value", [*GARBAGE, "6"])
    def test_what_is_no_number_of_times_is_refused(self, client, value, dutch):
        factory.begin(client=client)
        assert factory.answer(client=client, step=13, value=value).status_code == 400
        assert factory.kept(client=client) == {}

    def test_a_refusal_says_why(self, client, language):
        factory.begin(client=client)
        response = factory.answer(client=client, step=1, value=7)
        assert gettext("This is none of the answers. Choose one of them.") in factory.text(response=response)

    @pytest.mark.parametrize("step", [0, STEPS + 1, 10**30, int("9" * 4000)])
    def test_a_step_that_does_not_exist_is_not_found(self, client, step, dutch):
        factory.begin(client=client)
        assert client.get(f"/zelftest/1/vraag/{step}/").status_code == 404
        assert client.post(f"/zelftest/1/vraag/{step}/", {"answer": 1}).status_code == 404
        assert not Answer.objects.exists()

    def test_a_fragment_is_one_element_with_the_same_form(self, client, dutch):
        factory.begin(client=client)
        response = client.get(factory.question(), headers=HTMX)
        assert "<html" not in response.text
        assert len(html5lib.HTMLParser(strict=True).parseFragment(response.text.strip())) == 1
        assert {"HX-Request", "HX-Target"} <= {name.strip() for name in response.headers["Vary"].split(",")}


@pytest.mark.parametrize("number", OF_NOBODY, ids=("theirs", "none", "huge"))
class TestSomeoneElses:
    def addresses(self, number):
        yield factory.question(number=number)
        for name in ("overview", "result", "json", "csv"):
            yield reverse(f"selftest:{name}", args=[number])

    def test_a_number_of_another_is_as_one_that_never_was(self, client, language, number):
        other = Client()
        factory.finished(client=other)
        factory.begin(client=other)
        factory.begin(client=client)
        for address in self.addresses(number):
            response = client.get(address)
            assert response.status_code == 404, address
            assert f'href="{reverse("selftest:start")}"' in response.text
            assert gettext("This self-test is not here") in response.text

    def test_without_a_cookie_there_is_nothing(self, client, language, number):
        other = Client()
        factory.finished(client=other)
        factory.begin(client=other)
        for address in [*self.addresses(1), *self.addresses(number)]:
            response = client.get(address)
            assert response.status_code == 404, address
            assert gettext("This self-test is not here") in response.text

    def test_posting_leaves_no_trace(self, client, number, dutch):
        other = Client()
        factory.finished(client=other)
        factory.begin(client=other)
        before = list(Answer.objects.values_list()), list(Attempt.objects.values_list())
        for one in (client, Client()):
            assert factory.answer(client=one, number=number, step=1, value=2).status_code == 404
            theirs = factory.key(client=other, number=2)
            assert factory.answer(client=one, number=2, step=1, value=2, attempt=theirs).status_code == 404
            assert factory.finish(client=one, number=number).status_code == 404
        assert (list(Answer.objects.values_list()), list(Attempt.objects.values_list())) == before


class TestAfterAContentChange:
    def change(self, *, step=1):
        item = Item.objects.get(number=step)
        item.text_nl += " Het is dinsdag."
        item.save()

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_other_words_are_told_and_the_choice_stays_selected(self, client, headers, dutch):
        factory.begin(client=client)
        factory.answer(client=client, step=1, value=1)
        seen = factory.seen(response=client.get(factory.question()))
        self.change()
        data = {"answer": 3, "go": "on", "attempt": factory.key(client=client), "seen": seen}
        response = client.post(factory.question(), data, headers=headers)
        assert response.status_code == 409
        text = factory.text(response=response)
        assert "Het is dinsdag." in text
        told = "The words of this question were changed meanwhile. Your choice is still here, but not kept yet: "
        assert gettext(f"{told}read it once more and go on.") in text
        assert factory.chosen(response=response) == [3]
        assert factory.kept(client=client) == {1: 1}
        again = client.post(factory.question(), data | {"seen": factory.seen(response=response)}, headers=headers)
        assert again.status_code == 302
        assert factory.kept(client=client) == {1: 3}

    def test_another_reaction_counts_as_other_words(self, client, dutch):
        factory.begin(client=client)
        seen = factory.seen(response=client.get(factory.question(step=2)))
        reaction = Reaction.objects.get(item__number=2, letter="d")
        reaction.text_nl += " Nu."
        reaction.save()
        assert factory.answer(client=client, step=2, value=1, seen=seen).status_code == 409
        assert factory.kept(client=client) == {}

    def test_the_same_words_still_submit_after_another_edit(self, client, dutch):
        factory.begin(client=client)
        for step in (1, 13):
            seen = factory.seen(response=client.get(factory.question(step=step)))
            self.change(step=2)
            technique = Technique.objects.get(number=1)
            technique.core_nl += " Echt."
            technique.save()
            assert factory.answer(client=client, step=step, value=2, seen=seen).status_code == 302
        assert factory.kept(client=client) == {1: 2, 13: 2}

    def test_an_edit_of_the_other_language_changes_nothing_here(self, client):
        with translation.override("en"):
            factory.begin(client=client)
            seen = factory.seen(response=client.get(factory.question()))
            self.change()
            assert factory.answer(client=client, step=1, value=2, seen=seen).status_code == 302

    @pytest.mark.parametrize("seen", ["", "x", "0" * 12, "é" * 40, "x" * 5000, "\x00"])
    def test_words_that_never_were_are_other_words(self, client, seen, dutch):
        factory.begin(client=client)
        assert factory.answer(client=client, step=1, value=2, seen=seen).status_code == 409
        assert factory.kept(client=client) == {}


class TestFinishing:
    def test_missing_answers_are_refused_and_the_first_is_named(self, client, language):
        factory.begin(client=client)
        factory.answer_all(client=client, answers={step: 1 for step in factory.EVERYTHING if step not in {7, 30}})
        response = factory.finish(client=client)
        assert response.status_code == 422
        (notice,) = re.findall(r'<p class="notice" role="alert">(.*?)</p>', response.text, re.DOTALL)
        assert re.findall(r'href="([^"]+)"', notice) == [factory.question(step=7)]
        assert "2" in notice
        assert factory.attempt(client=client).finished is None

    def test_the_overview_tells_every_answer(self, client, language):
        factory.begin(client=client)
        factory.answer_all(client=client, answers={1: 2, 13: 3})
        text = factory.text(response=client.get(reverse("selftest:overview", args=[1])))
        for question in asked():
            assert question.text in text
            assert f'href="{factory.question(step=question.step)}"' in text
        assert asked()[0].options[1].text in text
        assert str(TIMES_NAMES[3]) in text
        assert text.count(f'class="given">{gettext("no answer yet")}') == STEPS - 2

    def test_it_closes_and_shows_the_result(self, client, language):
        number = factory.begin(client=client)
        factory.answer_all(client=client, number=number)
        assert factory.finish(client=client, number=number).url == reverse("selftest:result", args=[number])
        assert factory.attempt(client=client, number=number).finished == timezone.localdate()
        assert client.get(reverse("selftest:result", args=[number])).status_code == 200
        start = client.get(reverse("selftest:start")).text
        assert f'href="{reverse("selftest:result", args=[number])}"' in start

    def test_finishing_twice_is_finishing_once(self, client, dutch):
        factory.finished(client=client)
        Attempt.objects.update(finished="2020-02-02")
        assert factory.finish(client=client).url == reverse("selftest:result", args=[1])
        assert str(factory.attempt(client=client).finished) == "2020-02-02"

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_what_is_finished_is_fixed(self, client, language, headers):
        factory.finished(client=client)
        result = reverse("selftest:result", args=[1])
        for step in (1, STEPS):
            assert client.get(factory.question(step=step), headers=headers).url == result
            for data in ({"answer": 2, "go": "on"}, {"answer": "x"}, {}):
                data["attempt"] = factory.key(client=client)
                response = client.post(factory.question(step=step), data, headers=headers)
                assert response.status_code == 409
                assert gettext("This self-test is finished") in response.text
                assert f'href="{result}"' in response.text
        assert client.get(reverse("selftest:overview", args=[1]), headers=headers).url == result
        assert factory.kept(client=client) == factory.EVERYTHING

    def test_there_is_no_result_before_it(self, client, dutch):
        factory.begin(client=client)
        factory.answer(client=client, step=1, value=1)
        assert client.get(reverse("selftest:result", args=[1])).url == factory.question(step=2)
        for name in ("json", "csv"):
            response = client.get(reverse(f"selftest:{name}", args=[1]))
            assert response.status_code in {404, 409}
            assert "Content-Disposition" not in response.headers


def by_hand(answers):
    """What scoring makes of answers, put together from the content itself."""
    choices = []
    for item in Item.objects.select_related("situation"):
        reaction = item.reactions.get(letter="abcd"[answers[item.number] - 1])
        choices.append(scoring.Choice(item.number, item.situation.goal, Corner(reaction.corner), Corner(item.asked)))
    uses = [
        scoring.Use(one.number, (one.connection, one.challenge), answers[ITEMS + one.number])
        for one in Technique.objects.all()
    ]
    return scoring.picture(choices), scoring.habits(uses)


class TestResult:
    @pytest.fixture
    def page(self, client, language):
        factory.finished(client=client, answers=factory.VARIED)
        return client.get(reverse("selftest:result", args=[1]))

    @staticmethod
    def written(value):
        """A number as the language writes it, with one decimal."""
        text = f"{value:.1f}".replace("-", "−")
        text = "0.0" if text == "−0.0" else text
        return text.replace(".", {"nl": ",", "en": "."}[translation.get_language()])

    def test_the_levels_are_those_of_scoring(self, page):
        picture, _ = by_hand(factory.VARIED)
        found = rows(page)
        for axis, name in enumerate((gettext("Connection"), gettext("Challenge"))):
            own = picture.centre[axis] + 0.5
            told = (own, own - picture.difference[axis], picture.difference[axis], picture.chance_difference[axis])
            assert [name, *map(self.written, told)] in found

    def test_variation_and_certainty_are_told_apart(self, page):
        picture, _ = by_hand(factory.VARIED)
        (hint,) = re.findall(r'<p class="hint">([^<]*0[,.]4[^<]*)</p>', page.text)
        for value in (*picture.spread, picture.uncertainty):
            assert self.written(value) in hint

    def test_corners_and_goals_are_counted_beside_chance(self, page):
        picture, _ = by_hand(factory.VARIED)
        found = rows(page)
        for corner in CORNERS:
            (row,) = [row for row in found if row[0] == str(CORNER_NAMES[corner])]
            assert re.findall(r"\d+", row[1]) == [str(picture.counts[corner]), "12"]
        goals = [row for row in found if len(row) == 3 and row[2] == "1" and re.search(r"\d\D+4$", row[1])]
        assert [re.findall(r"\d", row[1]) for row in goals] == [[str(fit.fitting), "4"] for fit in picture.fits]

    def test_the_use_of_every_technique_is_in_the_table(self, page):
        _, habits = by_hand(factory.VARIED)
        found = {row[0]: row[1:] for row in rows(page)}
        for technique in Technique.objects.all():
            times, relative = found[f"{technique.number}. {technique.short_name}"]
            assert times == str(TIMES_NAMES[factory.VARIED[ITEMS + technique.number]])
            if heat := habits.heats.get(technique.number):
                assert relative == f"{HEAT_NAMES[heat.word]} ({self.written(heat.relative)})"
            else:
                assert relative == "–"

    def test_every_cell_is_in_a_table(self, page):
        _, habits = by_hand(factory.VARIED)
        found = [row[1:] for row in rows(page) if len(row) == 3]
        for use in habits.cells:
            assert [self.written(use.relative), str(use.answered)] in found

    def test_the_drawing_shows_what_the_tables_tell(self, page):
        picture, habits = by_hand(factory.VARIED)
        tree = html5lib.parse(page.text, namespaceHTMLElements=False)
        svg = next(one for one in tree.iter() if one.get("class", "") == "map" and str(one.tag).endswith("svg"))
        drawn = {}
        for mark in svg.iter():
            if mark.get("class") == "map-mark":
                circle, text = list(mark)
                drawn[int(text.text)] = (float(circle.get("cx")), 3 - float(circle.get("cy")))
        assert set(drawn) == set(range(1, ITEMS + 1))
        for choice in picture.choices:
            x, y = choice.chosen.place
            assert abs(drawn[choice.item][0] - x) < 0.5
            assert abs(drawn[choice.item][1] - y) < 0.5
        (centre,) = [one for one in svg.iter() if one.get("class") == "map-centre"]
        assert float(centre.get("cx")) == pytest.approx(picture.centre[0], abs=0.01)
        assert 3 - float(centre.get("cy")) == pytest.approx(picture.centre[1], abs=0.01)
        text = factory.text(response=page)
        for number in range(1, 27):
            (token,) = re.findall(rf'<a class="token[^>]*id="token-{number}".*?</a>', text, re.DOTALL)
            heat = habits.heats.get(number)
            assert (str(HEAT_NAMES[heat.word]) if heat else str(TIMES_NAMES[0])) in token

    def test_which_choice_was_made_at_which_corner_can_be_read_without_the_drawing(self, page):
        picture, _ = by_hand(factory.VARIED)
        found = {row[0].partition(".")[0]: row for row in rows(page) if len(row) == 3 and "“" in row[0]}
        assert len(found) == ITEMS
        for choice, question in zip(picture.choices, asked(), strict=False):
            told, corner, wanted = found[str(choice.item)]
            option = next(one for one in question.options if one.corner is choice.chosen)
            assert question.text in told
            assert option.text in told
            assert (corner, wanted) == (str(CORNER_NAMES[choice.chosen]), str(CORNER_NAMES[choice.asked]))

    def test_it_advises_three_techniques_with_reasons_and_something_to_play(self, page, client):
        (advice,) = re.findall(r'<ol class="try">(.*?)</ol>', page.text, re.DOTALL)
        tried = re.findall(r'<a class="technique-link" href="([^"]+)"', advice)
        assert len(set(tried)) == 3
        reasons = re.findall(r'class="reasons-why">(.*?)</span>', advice)
        assert all(reason.strip() for reason in reasons)
        (talk,) = set(re.findall(r'href="([^"]+\?pad=[^"]+)"', page.text))
        assert client.get(talk.replace("&amp;", "&")).status_code == 200

    def test_it_says_its_limits(self, page):
        text = factory.text(response=page)
        said = "The questions and the way of counting are ours, and not tested scientifically. "
        assert gettext(f"{said}A self-image is no skill. It is for you, and never for an appraisal.") in text

    @pytest.mark.parametrize("letter", "abcd")
    def test_answers_of_one_kind_get_a_friendly_caution(self, client, letter, dutch):
        corner = Reaction.objects.get(item__number=1, letter=letter).corner
        answers = dict.fromkeys(range(ITEMS + 1, STEPS + 1), 3)
        answers |= {one.item.number: one.value for one in Reaction.objects.select_related("item").filter(corner=corner)}
        factory.finished(client=client, answers=answers)
        text = factory.text(response=client.get(reverse("selftest:result", args=[1])))
        told = "You gave the same kind of answer every time. That may be right. It may also have been a quick round: "
        assert gettext(f"{told}then another one tells you more.") in text
        assert gettext("You gave the same answer for every technique, so nothing stands out.") in text

    def test_varied_answers_get_no_caution(self, page):
        assert 'class="notice"' not in page.text

    def test_nothing_that_came_up_is_no_fault(self, client, language):
        answers = factory.VARIED | dict.fromkeys(range(ITEMS + 1, STEPS + 1), 0)
        factory.finished(client=client, answers=answers)
        response = client.get(reverse("selftest:result", args=[1]))
        assert response.status_code == 200
        assert 'id="board"' not in response.text
        said = "In these two weeks nothing of it came up, so there is nothing to compare."
        assert gettext(said) in response.text

    def test_earlier_runs_stand_beside_it_and_noise_is_called_so(self, client, language):
        nearly = factory.VARIED | {1: 4}
        far = dict.fromkeys(factory.EVERYTHING, 1)
        far |= {one.item.number: one.value for one in Reaction.objects.select_related("item").filter(corner="cool-low")}
        answered = [factory.VARIED, far, nearly]
        for answers in answered:
            factory.finished(client=client, answers=answers)
        response = client.get(reverse("selftest:result", args=[3]))
        pictures = [by_hand(answers)[0] for answers in answered]
        found = {row[0][:2]: row for row in rows(response) if re.match(r"\d, ", row[0])}
        assert set(found) == {"1,", "2,"}
        for number, (key, picture) in enumerate(zip(("1,", "2,"), pictures, strict=False), 1):
            apart = scoring.distance(picture.centre, pictures[2].centre)
            told = [self.written(picture.centre[0] + 0.5), self.written(picture.centre[1] + 0.5)]
            assert found[key][1:3] == told
            assert found[key][3].startswith(self.written(apart))
            assert (gettext("noise") in found[key][3]) is (apart < 0.6), number
        assert gettext("noise") in found["1,"][3]
        assert gettext("noise") not in found["2,"][3]
        assert response.text.count("map-dot") == 2
        lower = "A lower point than last time is normal. Who looks more closely often sees more to learn. "
        assert gettext(f"{lower}It does not mean that you got worse.") in factory.text(response=response)

    def test_later_runs_do_not_stand_beside_an_earlier_one(self, client, dutch):
        factory.finished(client=client)
        factory.finished(client=client, answers=factory.VARIED)
        assert 'id="earlier"' not in client.get(reverse("selftest:result", args=[1])).text

    def test_kept_talks_stand_beside_it_drawn_and_in_words(self, client, language):
        factory.finished(client=client)
        path = talks("dylan")[-1]
        Kept.objects.create(learner=factory.learner(client=client), scenario="dylan", path=path)
        response = client.get(reverse("selftest:result", args=[1]))
        (ways,) = re.findall(r'<ul class="ways">(.*?)</ul>', factory.text(response=response), re.DOTALL)
        scenario = Scenario.objects.get(key="dylan")
        assert scenario.name in ways
        assert f'href="{scenario.get_absolute_url()}?pad={path}"' in ways
        assert "map-trail" in ways
        after_the_link = re.sub("<[^>]+>", "", ways.partition("</a>")[2])
        assert len(after_the_link.split()) > 8

    def test_it_is_the_same_in_both_languages(self, client):
        with translation.override("nl"):
            factory.finished(client=client, answers=factory.VARIED)
        pages = {}
        for language in LANGUAGES:
            with translation.override(language):
                page = client.get(reverse("selftest:result", args=[1])).text
                pages[language] = re.findall(r"\d+(?:[.,]\d+)?", re.sub("<[^>]+>", " ", page.partition("<main")[2]))
        assert [one.replace(",", ".") for one in pages["nl"]] == [one.replace(",", ".") for one in pages["en"]]

    def test_it_is_valid_html_with_whole_headings(self, client, language):
        for answers in (factory.EVERYTHING, factory.VARIED):
            factory.finished(client=client, answers=answers)
        Kept.objects.create(learner=factory.learner(client=client), scenario="dylan", path=talks("dylan")[-1])
        factory.begin(client=client)
        addresses = [reverse("selftest:result", args=[number]) for number in (1, 2)]
        addresses += [reverse("selftest:start"), factory.question(number=3), factory.question(number=3, step=13)]
        addresses += [factory.question(number=9), reverse("selftest:overview", args=[3]), reverse("learners:my")]
        for address in addresses:
            html5lib.HTMLParser(strict=True).parse(client.get(address).text)
            headings = [int(level) for level in re.findall(r"<h([1-4])", client.get(address).text)]
            assert headings.count(1) == 1
            assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(headings)), address


class TestExports:
    @pytest.fixture
    def done(self, client):
        with translation.override("nl"):
            return factory.finished(client=client, answers=factory.VARIED)

    def test_json_tells_questions_answers_and_numbers(self, client, done, language):
        response = client.get(reverse("selftest:json", args=[done]))
        assert response.headers["Content-Disposition"] == f'attachment; filename="coachwerk-{done}.json"'
        found = json.loads(response.content)
        picture, habits = by_hand(factory.VARIED)
        assert [(one["question"], one["value"]) for one in found["answers"]] == list(factory.VARIED.items())
        for question, told in zip(asked(), found["answers"], strict=True):
            option = next(one for one in question.options if one.value == told["value"])
            assert (told["text"], told["answer"]) == (question.text, option.text)
        assert found["choices"]["centre"] == pytest.approx(picture.centre)
        assert found["choices"]["spread"] == pytest.approx(picture.spread)
        assert found["choices"]["uncertainty"] == pytest.approx(picture.uncertainty)
        assert found["choices"]["difference"] == pytest.approx(picture.difference)
        assert found["choices"]["corners"] == {corner.value: count for corner, count in picture.counts.items()}
        assert {goal: fit["fitting"] for goal, fit in found["choices"]["fit"].items()} == {
            fit.goal: fit.fitting for fit in picture.fits
        }
        assert found["use"]["mean"] == pytest.approx(habits.mean)
        assert found["use"]["did_not_come_up"] == list(habits.not_come_up)
        assert found["use"]["techniques"] == {
            str(number): pytest.approx(heat.relative) for number, heat in habits.heats.items()
        }

    def test_csv_has_a_row_for_each_answer(self, client, done, language):
        response = client.get(reverse("selftest:csv", args=[done]))
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert response.headers["Content-Disposition"] == f'attachment; filename="coachwerk-{done}.csv"'
        text = response.content.decode("utf-8-sig")
        table = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
        assert [(int(row["question"]), int(row["value"])) for row in table] == list(factory.VARIED.items())
        assert [row["text"] for row in table] == [question.text for question in asked()]

    @pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", " =", "\n=", "\u00a0="])
    def test_no_text_is_a_formula_for_a_spreadsheet(self, client, begin, dutch):
        formula = f'{begin}HYPERLINK("http://example.org";"x")'
        factory.finished(client=client)
        Item.objects.filter(number=1).update(text_nl=formula)
        Reaction.objects.filter(item__number=1).update(text_nl=formula)
        Statement.objects.filter(technique__number=1).update(text_nl=formula)
        Item.objects.get(number=2).save()
        response = client.get(reverse("selftest:csv", args=[1]))
        table = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))
        cells = [cell for row in table for cell in row]
        assert sum("HYPERLINK" in cell for cell in cells) == 3
        assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@"))]

    def test_without_a_learner_there_is_no_file(self, done, dutch):
        for name in ("json", "csv"):
            response = Client().get(reverse(f"selftest:{name}", args=[done]))
            assert response.status_code == 404
            assert "Content-Disposition" not in response.headers


class TestQueries:
    def test_a_question_and_its_answer(self, client, django_assert_max_num_queries, dutch):
        factory.begin(client=client)
        client.get(factory.question())
        with django_assert_max_num_queries(6):
            client.get(factory.question())

    def test_a_result_with_earlier_runs_and_kept_talks(self, client, django_assert_max_num_queries, dutch):
        for answers in (factory.EVERYTHING, factory.VARIED, factory.EVERYTHING):
            factory.finished(client=client, answers=answers)
        Kept.objects.create(learner=factory.learner(client=client), scenario="dylan", path=talks("dylan")[-1])
        client.get(reverse("selftest:result", args=[3]))
        with django_assert_max_num_queries(8):
            client.get(reverse("selftest:result", args=[3]))

    def test_they_are_as_many_however_much_is_kept(self, client, dutch):
        counts = []
        factory.finished(client=client)
        for seed in (1, 2):
            number = factory.finished(client=client)
            path = re.sub(r"\.\d+\.", f".{seed}.", talks("dylan")[-1])
            Kept.objects.create(learner=factory.learner(client=client), scenario="dylan", path=path)
            address = reverse("selftest:result", args=[number])
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestForgery:
    def posts(self):
        yield reverse("selftest:start"), {}
        yield factory.question(), {"answer": 1}
        yield reverse("selftest:overview", args=[1]), {}
        for name in ("erase", "code", "restore"):
            yield reverse(f"learners:{name}"), {"code": "x"}

    def test_a_form_of_another_site_is_refused_with_a_page(self, client, language):
        factory.begin(client=client)
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = client.cookies
        before = list(Learner.objects.values_list())
        for address, data in self.posts():
            for token in ({}, {"csrfmiddlewaretoken": "x" * 64}):
                response = strict.post(address, data | token)
                assert response.status_code == 403, address
                assert gettext("This is not allowed") in response.text
                assert f'href="{reverse("home")}"' in response.text
        assert list(Learner.objects.values_list()) == before
        assert not Answer.objects.exists()

    def test_the_forms_of_the_pages_are_accepted(self, language):
        strict = Client(enforce_csrf_checks=True)

        def token(response):
            return re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.text)[0]

        page = strict.get(reverse("selftest:start"))
        assert strict.post(reverse("selftest:start"), {"csrfmiddlewaretoken": token(page)}).status_code == 302
        page = strict.get(factory.question())
        data = {"csrfmiddlewaretoken": token(page), "answer": "2", "seen": factory.seen(response=page)}
        data["attempt"] = factory.key(client=strict)
        assert strict.post(factory.question(), data).status_code == 302
        assert factory.kept(client=strict) == {1: 2}
        page = strict.get(reverse("learners:my"))
        assert strict.post(reverse("learners:code"), {"csrfmiddlewaretoken": token(page)}).status_code == 200


class TestCaches:
    def test_nobody_may_keep_a_private_page(self, client, language):
        unknown = Client()
        factory.finished(client=client)
        factory.begin(client=client)
        names = [("start", []), ("question", [2, 1]), ("overview", [2]), ("question", [1, 1]), ("overview", [1])]
        names += [(name, [number]) for name in ("result", "json", "csv") for number in (1, 7)]
        addresses = [reverse(f"selftest:{name}", args=args) for name, args in names]
        addresses += [reverse("learners:my"), reverse("learners:export")]
        responses = [one.get(address) for one in (client, unknown) for address in addresses]
        responses += [client.post(factory.question(number=2), data) for data in ({}, {"answer": 1}, {"answer": 9})]
        responses += [client.post(reverse("learners:restore"), {"code": "x"}), client.post(reverse("learners:code"))]
        for response in responses:
            where = response.request["PATH_INFO"], response.status_code
            assert "no-store" in response.headers["Cache-Control"], where
            assert "private" in response.headers["Cache-Control"], where
            assert "Cookie" in [name.strip() for name in response.headers["Vary"].split(",")], where
            assert "ETag" not in response.headers, where


# What a browser or a tool can put in a header: all of Latin-1 but the marks that end a line and NUL.
header_text = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\x00"), max_size=200) | st.integers(
    1, 9
).map(lambda size: "A" * 10 ** min(size, 5))
random_post = st.dictionaries(
    st.sampled_from(
        ["answer", "attempt", "seen", "go", "again", "code", "replace", "talk", "path", "csrfmiddlewaretoken"]
    ),
    st.text(max_size=60) | st.sampled_from(["1", "0", "on", "back", "stop", "\x00", "9" * 400]),
    max_size=5,
)


class TestWhateverComes:
    """Never a 500: the test client raises what a view does."""

    SETTINGS = hypothesis(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

    @SETTINGS
    @given(value=header_text, name=st.sampled_from(["learner", "csrf", "session", "messages", ""]))
    def test_a_cookie_of_any_kind_counts_as_none(self, value, name):
        raw = f"{name}={value}" if name else value
        fresh = Client(enforce_csrf_checks=False)
        for address in ("/zelftest/", "/en/my/"):
            response = fresh.get(address, headers={"Cookie": raw})
            assert response.status_code == 200
            assert "learner" not in response.cookies
        assert fresh.get("/zelftest/1/vraag/1/", headers={"Cookie": raw}).status_code == 404
        response = Client(enforce_csrf_checks=True).post("/zelftest/", headers={"Cookie": raw})
        assert response.status_code == 403
        assert nobody_is_kept()

    @SETTINGS
    @given(keep=st.integers(0, 31), more=st.text('Aé-_. ;="', max_size=8))
    def test_part_of_a_token_is_nobody(self, keep, more):
        owner = Client()
        factory.begin(client=owner)
        token = owner.cookies["learner"].value
        for raw in (token[:keep], token + "A", token[:keep] + more, token.swapcase()):
            if raw.split(";")[0].strip(' "') != token:
                response = Client().get("/mijn/", headers={"Cookie": f"learner={raw}".encode().decode("latin-1")})
                assert response.status_code == 200
                assert response.context["learner"] is None

    def test_any_bytes_in_a_cookie(self):
        for code in (*range(1, 48, 2), 58, 59, 61, 64, 91, 92, 123, *range(126, 134), 160, 255):
            if chr(code) not in "\r\n":
                raw = f"learner={chr(code) * 32}; csrf={chr(code)}"
                assert Client().get("/zelftest/", headers={"Cookie": raw}).status_code == 200

    @SETTINGS
    @given(data=random_post, language=st.sampled_from(LANGUAGES), step=st.integers(0, STEPS + 1))
    def test_a_post_of_any_kind(self, client, data, language, step):
        limits.forget()
        with translation.override(language):
            number = factory.begin(client=client)
            addresses = [factory.question(number=number, step=step), reverse("selftest:overview", args=[number])]
            addresses += [reverse(name) for name in ("selftest:start", "learners:restore", "conversations:keep")]
            for address in addresses:
                assert client.post(address, data, headers=HTMX if "go" in data else {}).status_code < 500

    @SETTINGS
    @given(
        body=st.binary(max_size=200),
        kind=st.sampled_from(
            [
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json",
                "text/plain; x=\xe9",
            ]
        ),
    )
    def test_a_body_of_any_kind(self, client, body, kind):
        factory.begin(client=client)
        for address in ("/zelftest/1/vraag/1/", "/mijn/terughalen/", "/zelftest/"):
            assert client.post(address, body, content_type=kind).status_code < 500

    @SETTINGS
    @given(query=st.text(max_size=40))
    def test_an_address_of_any_kind(self, client, query):
        for name in ("gestopt", "pad", "x"):
            assert client.get("/zelftest/", {name: query}).status_code == 200
