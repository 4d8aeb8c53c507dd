"""My data: all that is kept of someone, to see, take along and erase, without anyone being known."""

import contextlib
import json
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from conversations.models import Kept
from learners import limits, tokens
from learners.models import Learner, Token, months_before
from selftest.models import Answer, Attempt
from tests.pages import talks
from tests.selftest import factory

pytestmark = pytest.mark.django_db
OWN = (Learner, Token, Attempt, Answer, Kept)
WRONG = "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA"


@pytest.fixture
def someone():
    """A client whose learner has a result, an attempt and a kept talk."""
    client = Client()
    with translation.override("nl"):
        factory.finished(client=client, answers=factory.VARIED)
        factory.begin(client=client)
        factory.answer(client=client, number=2, step=3, value=4)
    Kept.objects.create(learner=factory.learner(client=client), scenario="dylan", path=talks("dylan")[-1])
    return client


def new_code(client):
    """By the button on the page, which says which code it takes the place of."""
    (before,) = re.findall(r'name="instead_of" value="(\w*)"', client.get(reverse("learners:my")).text)
    response = client.post(reverse("learners:code"), {"instead_of": before})
    (code,) = re.findall(r"<code>([^<]+)</code>", response.text)
    return code


def restore(client, code, **data):
    kwargs = {"REMOTE_ADDR": data.pop("address")} if "address" in data else {}
    return client.post(reverse("learners:restore"), {"code": code} | data, **kwargs)


def exported(client):
    return json.loads(client.get(reverse("learners:export")).content)


def rows():
    return {model.__name__: model.objects.count() for model in OWN}


class TestMyData:
    def test_for_nobody_it_says_that_nothing_is_kept(self, client, language):
        response = client.get(reverse("learners:my"))
        assert gettext("Nothing is kept of you in this browser.") in response.text
        assert not any(rows().values())
        assert "learner" not in response.cookies

    def test_it_shows_everything_with_where_it_leads(self, someone, language):
        text = factory.text(response=someone.get(reverse("learners:my")))
        assert f'href="{reverse("selftest:result", args=[1])}"' in text
        assert gettext("Begun: %(answered)d of %(count)d answers.") % {"answered": 1, "count": 38} in text
        assert f"?pad={talks('dylan')[-1]}" in text
        learner = factory.learner(client=someone)
        for day in (learner.created, learner.kept_until):
            assert date_format(day, "j F Y") in text

    def test_every_link_on_it_leads_somewhere(self, someone, language):
        page = factory.text(response=someone.get(reverse("learners:my")))
        for link in set(re.findall(r'href="(/[^"]*)"', page)):
            if not link.startswith("/static/"):
                assert someone.get(link).status_code in {200, 302}, link

    def test_other_methods_are_told_so(self, someone, dutch):
        for name in ("code", "erase", "restore"):
            assert someone.get(reverse(f"learners:{name}")).status_code == 405
        for name in ("my", "export"):
            assert someone.post(reverse(f"learners:{name}")).status_code == 405


class TestExport:
    def test_it_has_everything_that_is_kept_and_nothing_else(self, someone, language):
        learner = factory.learner(client=someone)
        today = timezone.localdate().isoformat()
        first, second = learner.attempts.order_by("number")
        assert exported(someone) == {
            "product": "Coachwerk",
            "exported": today,
            "learner": {"since": today, "kept_until": learner.kept_until.isoformat()},
            "selftest": [
                {
                    "number": 1,
                    "seed": first.seed,
                    "started": today,
                    "finished": today,
                    "answers": {str(step): value for step, value in factory.VARIED.items()},
                },
                {"number": 2, "seed": second.seed, "started": today, "finished": None, "answers": {"3": 4}},
            ],
            "talks": [{"talk": "dylan", "path": talks("dylan")[-1], "day": today}],
        }

    def test_no_other_model_hangs_on_a_learner_unexported(self):
        found = {relation.related_model for model in OWN for relation in model._meta.related_objects}
        assert found == set(OWN) - {Learner}

    def test_it_has_no_secret(self, someone, dutch):
        code = new_code(someone)
        text = someone.get(reverse("learners:export")).content.decode()
        token = someone.cookies["learner"].value
        for secret in (token, tokens.digest(token), code, tokens.clean_code(code)):
            assert secret not in text
            assert tokens.digest(secret) not in text

    def test_it_has_nothing_of_another(self, someone, dutch):
        other = Client()
        factory.begin(client=other)
        assert exported(other)["talks"] == []
        assert [len(one["answers"]) for one in exported(other)["selftest"]] == [0]

    def test_it_is_a_file(self, someone, dutch):
        response = someone.get(reverse("learners:export"))
        assert response.headers["Content-Type"] == "application/json"
        assert response.headers["Content-Disposition"] == 'attachment; filename="coachwerk.json"'

    def test_there_is_none_for_nobody(self, client, language):
        assert client.get(reverse("learners:export")).status_code == 404
        assert not any(rows().values())


class TestCode:
    def test_it_is_shown_once(self, someone, language):
        code = new_code(someone)
        assert tokens.clean_code(code)
        for name in ("my", "export"):
            text = someone.get(reverse(f"learners:{name}")).content.decode()
            assert code not in text
            assert tokens.clean_code(code) not in text

    def test_only_its_hash_is_kept(self, someone, dutch):
        code = new_code(someone)
        assert factory.learner(client=someone).code_hash == tokens.digest(tokens.clean_code(code))

    def test_another_browser_shows_the_same(self, someone, language):
        code, other = new_code(someone), Client()
        response = restore(other, code)
        assert response.status_code == 302
        assert response.url == reverse("learners:my")
        assert exported(other) == exported(someone)
        assert other.cookies["learner"].value != someone.cookies["learner"].value
        address = reverse("selftest:result", args=[1])
        assert other.get(address).status_code == someone.get(address).status_code == 200

    def test_both_go_on_with_the_same_attempt(self, someone, dutch):
        other = Client()
        restore(other, new_code(someone))
        factory.answer(client=other, number=2, step=1, value=2)
        factory.answer(client=someone, number=2, step=2, value=1)
        assert factory.kept(client=other, number=2) == {1: 2, 2: 1, 3: 4}

    @pytest.mark.parametrize(
        "typed",
        [str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code.replace('-', ' ')} ", str.title],
    )
    def test_it_may_be_typed_as_one_likes(self, someone, typed, dutch):
        other = Client()
        assert restore(other, typed(new_code(someone))).status_code == 302
        assert factory.learner(client=other) == factory.learner(client=someone)

    def test_a_new_one_makes_the_old_one_useless(self, someone, dutch):
        old, new = new_code(someone), new_code(someone)
        assert restore(Client(), old).status_code == 400
        assert restore(Client(), new).status_code == 302

    def test_loading_its_page_again_makes_no_other_one(self, someone, dutch):
        code = new_code(someone)
        response = someone.post(reverse("learners:code"), {"instead_of": ""})
        assert response.status_code == 302
        assert response.url == reverse("learners:my")
        assert restore(Client(), code).status_code == 302

    def test_it_works_more_than_once(self, someone, dutch):
        code = new_code(someone)
        assert [restore(Client(), code).status_code for _ in range(3)] == [302] * 3

    def test_the_cookie_it_sets_is_as_strict_as_the_first(self, someone, dutch):
        cookie = restore(Client(), new_code(someone)).cookies["learner"]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")

    def test_there_is_none_for_nobody(self, client, dutch):
        assert client.post(reverse("learners:code")).status_code == 404
        assert not any(rows().values())


class TestWrongCode:
    def test_all_are_answered_alike(self, someone, language):
        code = new_code(someone)
        replaced = code
        new_code(someone)
        pages = set()
        for typed in (replaced, WRONG, "x", "0" * 28, "AAAA", "٣" * 28, "\x00", "I" * 28):
            response = restore(Client(), typed)
            assert response.status_code == 400
            assert "learner" not in response.cookies
            text = factory.without_tokens(response=response)
            pages.add(re.sub(r'(<input id="code"[^>]* value=")[^"]*', r"\1", text))
        assert len(pages) == 1
        assert gettext("We do not know this code.") in pages.pop()

    def test_nothing_typed_is_answered_so_too(self, client, dutch):
        assert client.post(reverse("learners:restore")).status_code == 400
        assert not any(rows().values())

    def test_what_was_typed_is_still_there(self, client, dutch):
        assert 'value="k7qm &lt;x&gt;"' in restore(client, "k7qm <x>").text

    def test_it_makes_nobody_someone(self, client, dutch):
        restore(client, WRONG)
        assert client.get(reverse("learners:my")).context["learner"] is None
        assert not any(rows().values())

    def test_after_ten_one_has_to_wait(self, language):
        client = Client()
        for _ in range(10):
            assert restore(client, WRONG).status_code == 400
        response = restore(Client(), WRONG)
        assert response.status_code == 429
        assert 0 < int(response.headers["Retry-After"]) <= limits.SECONDS + 1
        assert gettext("We do not know this code.") not in response.text
        assert 'role="alert"' in response.text
        assert "learner" not in response.cookies

    def test_a_right_one_is_never_refused_for_what_others_behind_the_same_address_tried(self, someone, dutch):
        code = new_code(someone)
        for _ in range(12):
            restore(Client(), WRONG)
        assert restore(Client(), code).status_code == 302

    def test_other_callers_need_not_wait(self, dutch):
        for _ in range(11):
            restore(Client(), WRONG, address="203.0.113.7")
        assert restore(Client(), WRONG, address="203.0.113.7").status_code == 429
        assert restore(Client(), WRONG, address="203.0.113.8").status_code == 400

    def test_waiting_helps(self, dutch, monkeypatch):
        clock = SimpleNamespace(now=50.0)
        monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: clock.now))
        for _ in range(10):
            restore(Client(), WRONG)
        response = restore(Client(), WRONG)
        assert response.status_code == 429
        clock.now += int(response.headers["Retry-After"])
        assert restore(Client(), WRONG).status_code == 400

    def test_right_codes_are_not_counted(self, someone, dutch):
        code = new_code(someone)
        assert {restore(Client(), code).status_code for _ in range(15)} == {302}


class TestReplacing:
    def test_a_browser_that_keeps_something_else_is_asked_first(self, someone, client, language):
        code = new_code(someone)
        factory.begin(client=client)
        own = factory.learner(client=client)
        response = restore(client, code)
        assert response.status_code == 409
        assert 'name="replace"' in response.text
        assert f'value="{code}"' in response.text
        assert 'role="alert"' in response.text
        assert factory.learner(client=client) == own
        assert restore(client, code, replace="yes").status_code == 302
        assert factory.learner(client=client) == factory.learner(client=someone)
        assert Learner.objects.filter(pk=own.pk).exists()

    def test_its_own_code_asks_nothing(self, someone, dutch):
        before = Token.objects.count()
        assert restore(someone, new_code(someone)).status_code == 302
        assert Token.objects.count() == before

    def test_a_wrong_code_asks_nothing(self, someone, dutch):
        response = restore(someone, WRONG, replace="yes")
        assert response.status_code == 400
        assert 'name="replace"' not in response.text


class TestErase:
    def test_every_row_is_gone_and_nothing_of_another(self, someone, language):
        other = Client()
        factory.finished(client=other)
        Kept.objects.create(learner=factory.learner(client=other), scenario="dylan", path=talks("dylan")[-1])
        before = exported(other)
        response = someone.post(reverse("learners:erase"))
        assert response.status_code == 200
        assert gettext("Nothing is kept of you any more. The cookie is gone too.") in response.text
        assert rows() == {"Learner": 1, "Token": 1, "Attempt": 1, "Answer": 38, "Kept": 1}
        assert exported(other) == before

    def test_cookies_and_what_the_browser_kept_go_too(self, someone, dutch):
        someone.get(reverse("learners:my"))
        response = someone.post(reverse("learners:erase"))
        assert response.headers["Clear-Site-Data"] == '"cache"'
        for name in ("learner", "csrf"):
            cookie = response.cookies[name]
            assert (cookie.value, cookie["max-age"], cookie["path"], cookie["domain"]) == ("", 0, "/", "")
        assert "js/erase" in response.text

    def test_all_browsers_of_the_learner_are_nobody_afterwards(self, someone, dutch):
        other = Client()
        restore(other, new_code(someone))
        someone.post(reverse("learners:erase"))
        for client in (someone, other):
            assert client.get(reverse("learners:my")).context["learner"] is None
            assert client.get(reverse("selftest:result", args=[1])).status_code == 404
        assert not any(rows().values())

    def test_the_code_is_gone_as_well(self, someone, dutch):
        code = new_code(someone)
        someone.post(reverse("learners:erase"))
        assert restore(Client(), code).status_code == 400

    def test_erasing_twice_and_for_nobody_is_no_fault(self, someone, client, language):
        for one in (someone, someone, client):
            assert one.post(reverse("learners:erase")).status_code == 200
        assert not any(rows().values())

    def test_afterwards_one_begins_as_someone_new(self, someone, dutch):
        token = someone.cookies["learner"].value
        someone.post(reverse("learners:erase"))
        assert factory.begin(client=someone) == 1
        assert someone.cookies["learner"].value != token


class TestSeen:
    ADDRESSES = ("/mijn/", "/zelftest/", "/zelftest/2/vraag/1/", "/zelftest/uitslag/1/", "/en/my/data.json")

    def days_ago(self, client, days):
        Learner.objects.filter(pk=factory.learner(client=client).pk).update(seen=timezone.localdate() - timedelta(days))

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_the_first_visit_of_a_day_is_noted_and_renews_the_cookie(self, someone, address):
        token = someone.cookies["learner"].value
        self.days_ago(someone, 3)
        cookie = someone.get(address).cookies["learner"]
        assert factory.learner(client=someone).seen == timezone.localdate()
        assert cookie.value == token
        assert cookie["max-age"] >= 365 * 24 * 3600
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
        assert "learner" not in someone.get(address).cookies

    def test_the_library_notes_nothing(self, someone):
        self.days_ago(someone, 3)
        for address in ("/", "/technieken/", "/gesprekken/"):
            someone.get(address)
        assert factory.learner(client=someone).seen == timezone.localdate() - timedelta(3)

    def test_a_visit_keeps_one_from_being_forgotten(self, someone):
        self.days_ago(someone, 360)
        someone.get("/mijn/")
        Learner.objects.update(created=timezone.localdate() - timedelta(2000))
        call_command("forget_learners", verbosity=0)
        assert Learner.objects.count() == 1


class TestForgetLearners:
    @pytest.fixture
    def three(self, someone):
        """Seen a day too long ago, just not, and today."""
        limit = months_before(timezone.localdate(), 12)
        Learner.objects.update(seen=limit - timedelta(1))
        Learner.objects.create(seen=limit)
        return Learner.objects.create()

    def test_who_was_not_seen_for_a_year_goes_with_everything(self, three, capsys):
        call_command("forget_learners")
        assert rows() == {"Learner": 2, "Token": 0, "Attempt": 0, "Answer": 0, "Kept": 0}
        assert capsys.readouterr().out == "1 learners forgotten.\n"

    def test_the_number_of_months_can_be_set(self, three):
        call_command("forget_learners", "--months", "13", verbosity=0)
        assert Learner.objects.count() == 3
        call_command("forget_learners", "--months", "11", verbosity=0)
        assert list(Learner.objects.all()) == [three]

    @pytest.mark.parametrize("months", ["0", "-1", "x"])
    def test_a_number_that_makes_no_sense_forgets_nobody(self, three, months):
        with pytest.raises(CommandError):
            call_command("forget_learners", "--months", months)
        assert Learner.objects.count() == 3

    @pytest.mark.parametrize("months", ["1200", "99999"])
    def test_a_very_large_number_forgets_nobody(self, three, months):
        with contextlib.suppress(CommandError):
            call_command("forget_learners", "--months", months)
        assert Learner.objects.count() == 3
