"""Keeping a finished talk: asked for by a form, once, for oneself."""

import html
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from conversations import rehearsal
from conversations.models import Kept, Scenario, read_script
from conversations.rehearsal import Path
from learners import registry
from learners.models import Learner
from techniques import version
from tests.pages import talks
from tests.selftest import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def scenario():
    return Scenario.objects.select_related("conversation").get(key="dylan")


@pytest.fixture
def path():
    return talks("dylan")[-1]


def keep(client, path, talk="dylan", **kwargs):
    return client.post(reverse("conversations:keep"), {"talk": talk, "path": str(path)}, **kwargs)


def nothing_is_kept():
    return not Kept.objects.exists() and not Learner.objects.exists()


class TestKeeping:
    def test_the_page_after_a_talk_offers_it(self, client, language, scenario, path):
        page = client.get(scenario.get_absolute_url(), {"pad": path})
        assert not page.cookies
        (form,) = re.findall(r'<form class="keep" method="post" action="([^"]+)">(.*?)</form>', page.text, re.DOTALL)
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html.unescape(form[1])))
        response = client.post(form[0], fields)
        assert response.status_code == 302
        assert response.url == reverse("learners:my")
        (kept,) = Kept.objects.all()
        assert (kept.scenario, kept.path) == ("dylan", path)

    def test_a_talk_that_goes_on_does_not_offer_it(self, client, language, scenario):
        for early in talks("dylan")[:-1]:
            assert 'class="keep"' not in client.get(scenario.get_absolute_url(), {"pad": early}).text

    def test_who_was_nobody_becomes_a_learner(self, client, language, path):
        cookie = keep(client, path).cookies["learner"]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
        assert factory.learner(client=client).kept_talks.count() == 1
        assert Learner.objects.count() == 1

    def test_who_was_someone_stays_so(self, client, language, path):
        factory.begin(client=client)
        response = keep(client, path)
        assert "learner" not in response.cookies
        assert factory.learner(client=client).kept_talks.count() == Learner.objects.count() == 1

    def test_twice_keeps_once(self, client, dutch, path):
        for _ in range(3):
            assert keep(client, path).status_code == 302
        assert Kept.objects.count() == Learner.objects.count() == 1

    def test_two_people_may_keep_the_same(self, client, dutch, path):
        for one in (client, Client()):
            keep(one, path)
        assert Kept.objects.count() == 2

    def test_any_end_of_any_talk_fits(self, client, dutch):
        for scenario in Scenario.objects.all():
            script, _ = read_script(scenario.script)
            for pick in (min, max):
                walked = Path(script.version, "999", "")
                while (play := rehearsal.walk(script, walked)).scene:
                    walked = walked.then(pick(play.scene.replies))
                assert keep(client, walked, talk=scenario.key).status_code == 302, scenario
                assert Kept.objects.filter(path=str(walked)).exists()


class TestNotKeeping:
    def test_what_is_not_over_is_not_kept(self, client, language):
        for early in talks("dylan")[:-1]:
            response = keep(client, early)
            assert response.status_code == 400
            assert gettext("Not kept") in response.text
        assert nothing_is_kept()

    @pytest.mark.parametrize("change", [lambda path: f"{path}a", lambda path: f"{path[:-1]}z", lambda path: path[5:]])
    def test_what_cannot_be_is_not_kept(self, client, change, path, dutch):
        assert keep(client, change(path)).status_code == 400
        assert nothing_is_kept()

    @pytest.mark.parametrize("wrong", ["", "x", "..", "\x00", "1.2.3", "a" * 10_000, "😀.7.abc", "²"])
    def test_what_is_no_path_is_not_kept(self, client, wrong, path, dutch):
        assert keep(client, wrong).status_code == 400
        assert keep(client, path, talk=wrong).status_code == 400
        assert nothing_is_kept()

    @pytest.mark.parametrize("seed", ["1" * 30, "0" * 200, "-1", "٣", " 7"])
    def test_an_order_that_no_page_gives_is_refused_or_fits(self, client, seed, path, dutch):
        version, _, replies = path.split(".")
        odd = f"{version}.{seed}.{replies}"
        status = keep(client, odd).status_code
        assert status in {302, 400}
        assert [len(one.path) <= 40 for one in Kept.objects.all()] == [True] * (status == 302)

    def test_what_was_changed_meanwhile_is_not_kept(self, client, path, dutch):
        assert keep(client, f"00000{path[5:]}").status_code == 400
        assert nothing_is_kept()

    def test_a_path_of_another_talk_is_not_kept(self, client, path, dutch):
        assert keep(client, path, talk="chantal").status_code == 400
        assert nothing_is_kept()

    def test_nothing_sent_is_nothing_kept(self, client, language):
        assert client.post(reverse("conversations:keep")).status_code == 400
        assert client.get(reverse("conversations:keep")).status_code == 405
        assert nothing_is_kept()

    def test_who_is_someone_loses_nothing_by_it(self, client, path, dutch):
        keep(client, path)
        assert keep(client, "x").status_code == 400
        assert Kept.objects.count() == 1


class TestFromWhere:
    """The page has no cookie and so no token: the browser says where a form comes from."""

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
            {"Origin": "https://example.org"},
            {"Origin": "http://testserver.example.org"},
            {"Origin": "http://testserver:81"},
            {"Origin": "https://testserver"},
            {"Origin": "null"},
        ],
    )
    def test_another_site_is_refused_with_a_page(self, client, language, path, headers):
        response = keep(client, path, headers=headers)
        assert response.status_code == 403
        assert gettext("This is not allowed") in response.text
        assert nothing_is_kept()

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Sec-Fetch-Site": "same-origin"},
            {"Origin": "http://testserver"},
            {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        ],
    )
    def test_our_own_page_is_accepted_without_a_token(self, path, headers, dutch):
        assert keep(Client(enforce_csrf_checks=True), path, headers=headers).status_code == 302

    def test_the_answer_may_not_be_kept_by_a_cache(self, client, path, dutch):
        for response in (keep(client, path), keep(client, "x")):
            assert "no-store" in response.headers["Cache-Control"]
            assert "Cookie" in response.headers["Vary"]


class TestKept:
    def test_it_is_in_my_data_with_its_end_its_day_and_a_link(self, client, language, scenario, path):
        keep(client, path)
        text = html.unescape(client.get(reverse("learners:my")).text)
        address = f"{scenario.get_absolute_url()}?pad={path}"
        assert f'<a href="{address}">{scenario.name}</a>' in text
        assert date_format(Kept.objects.get().day, "j F Y") in text
        page = client.get(address)
        assert page.status_code == 200
        assert str(page.context["ending_name"]) in text

    def test_it_is_in_the_export(self, client, dutch, path):
        keep(client, path)
        day = Kept.objects.get().day.isoformat()
        found = json.loads(client.get(reverse("learners:export")).content)
        assert found["talks"] == [{"talk": "dylan", "path": path, "day": day}]

    def test_its_way_can_stand_beside_a_self_image(self, client, language, scenario, path):
        keep(client, path)
        (way,) = registry.ways(factory.learner(client=client), version.current())
        script, _ = read_script(scenario.script)
        play = rehearsal.walk(script, rehearsal.read(path))
        assert list(way.points) == play.trail
        assert (way.label, way.day) == (scenario.name, Kept.objects.get().day)
        assert way.address == f"{scenario.get_absolute_url()}?pad={path}"

    def test_nobody_elses_is_there(self, client, dutch, path):
        keep(Client(), path)
        factory.begin(client=client)
        assert registry.ways(factory.learner(client=client), version.current()) == []
        assert path not in client.get(reverse("learners:my")).text

    def test_after_the_talk_was_changed_it_says_so_and_has_no_way(self, client, language, scenario, path):
        keep(client, path)
        Kept.objects.update(path=f"00000{path[5:]}")
        text = html.unescape(client.get(reverse("learners:my")).text)
        assert gettext("The talk was changed since; only your choices are kept.") in text
        assert "?pad=" not in text
        assert registry.ways(factory.learner(client=client), version.current()) == []

    def test_a_talk_that_is_gone_is_no_fault(self, client, language, path):
        keep(client, path)
        Kept.objects.update(scenario="nobody")
        assert client.get(reverse("learners:my")).status_code == 200
        found = json.loads(client.get(reverse("learners:export")).content)
        assert found["talks"][0]["talk"] == "nobody"

    def test_what_is_kept_is_shown_even_when_its_talk_is_gone(self, client, language, path):
        """My data promises to show everything that is kept."""
        keep(client, path)
        Kept.objects.update(scenario="nobody")
        assert gettext("No talk is kept.") not in client.get(reverse("learners:my")).text
