"""The pages of a rehearsal: the address tells how far the talk went, and any address is answered."""

import html
import random
import re

import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings, strategies as st

from conversations import bots, rehearsal
from conversations.models import Scenario, read_script
from conversations.rehearsal import Path
from tests.admin import form_data
from tests.pages import LANGUAGES

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "rehearsal"}


@pytest.fixture
def scenario():
    return Scenario.objects.select_related("conversation").get(key="dylan")


@pytest.fixture
def script(scenario):
    return read_script(scenario.script)[0]


def page(client, scenario, pad, **kwargs):
    return client.get(scenario.get_absolute_url(), {"pad": str(pad)}, **kwargs)


def best(script, turns=99):
    """The path of a balanced player who never slips."""
    path = Path(script.version, "7", "")
    while turns and (play := rehearsal.walk(script, path)).scene:
        replies = list(play.scene.replies.values())
        path = path.then(bots.balanced(play.state, replies, random.Random(0)).key)
        turns -= 1
    return path


def text_of(response):
    return html.unescape(response.text)


@pytest.mark.parametrize("language", LANGUAGES)
class TestTurn:
    def test_before_the_talk_one_meets_the_employee(self, client, language, scenario, script):
        with translation.override(language):
            response = client.get(scenario.get_absolute_url())
            text = text_of(response)
            assert script.persona.work[language] in text
            assert script.setting[language] in text
            assert script.persona.unsaid[language] not in text
            assert re.search(rf"\?pad={script.version}\.\d+\.\"", text)

    def test_a_turn_shows_what_the_employee_says_and_all_replies(self, client, language, scenario, script):
        with translation.override(language):
            text = text_of(page(client, scenario, best(script, 0)))
            scene = script.scenes[script.first]
            assert scene.says[language] in text
            assert scene.shows[language] in text
            order = [text.index(reply.say[language]) for reply in rehearsal.shuffled(scene, "7")]
            assert order == sorted(order)

    def test_a_choice_is_answered_at_once_with_its_feedback(self, client, language, scenario, script):
        with translation.override(language):
            path = best(script, 3)
            turn = rehearsal.walk(script, path).turns[-1]
            response = page(client, scenario, path)
            text = text_of(response)
            assert turn.reply.why[language] in text
            assert turn.reply.say[language] in text
            last = response.context["last"]
            if turn.reply.technique:
                assert f'href="{last.technique.get_absolute_url()}"' in text
            assert last.connection in text
            assert last.challenge in text

    def test_looking_back_shows_all_of_it(self, client, language, scenario, script):
        with translation.override(language):
            path = best(script)
            play = rehearsal.walk(script, path)
            text = text_of(page(client, scenario, path))
            assert play.ending == "movement"
            assert script.endings["movement"].means[language] in text
            assert script.persona.unsaid[language] in text
            for turn in play.turns:
                assert turn.scene.says[language] in text
                assert turn.reply.why[language] in text
                assert f'id="turn-{turn.number}"' in text
                assert f"?pad={path.until(turn.number - 1)}" in text

    def test_every_reply_links_to_a_page_that_exists(self, client, language, scenario, script):
        with translation.override(language):
            links = re.findall(r'class="choice" href="([^"]+)"', page(client, scenario, best(script, 2)).text)
            assert 3 <= len(links) <= 4
            for link in links:
                assert client.get(html.unescape(link)).status_code == 200

    def test_the_other_language_is_at_the_same_turn(self, client, language, scenario, script):
        with translation.override(language):
            path = best(script, 4)
            response = page(client, scenario, path)
            (link,) = re.findall(r'class="language" href="([^"]+)"', response.text)
            other = client.get(html.unescape(link))
            assert other.status_code == 200
            assert other.context["turn"] == 5


class TestAnyAddress:
    def test_an_impossible_path_leads_back_to_the_last_possible_turn(self, client, scenario, script):
        path = best(script, 3)
        response = page(client, scenario, f"{path}z")
        assert response.status_code == 404
        assert f'href="{scenario.get_absolute_url()}?pad={path}"' in response.text

    def test_no_path_at_all_offers_a_fresh_start(self, client, scenario, script):
        for pad in ("x", "..", "%00", "1.2.3.4", "a" * 500, f"{script.version}.²³.a", "x.1.a"):
            response = page(client, scenario, pad)
            assert response.status_code == 404, pad
            assert "?pad=" in response.text

    def test_a_script_that_changed_says_so(self, client, scenario, script):
        response = page(client, scenario, f"00000.7.{best(script).replies}")
        assert response.status_code == 410
        assert "veranderd" in response.text
        assert f"?pad={script.version}." in response.text

    def test_a_talk_goes_no_further_than_its_end(self, client, scenario, script):
        response = page(client, scenario, f"{best(script)}a")
        assert response.status_code == 404
        assert f"?pad={best(script)}" in response.text

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(st.text(max_size=50))
    def test_any_text_gives_a_page(self, client, scenario, script, text):
        for pad in (text, f"{script.version}.1.{text}"):
            assert page(client, scenario, pad).status_code in {200, 404, 410}

    def test_a_stale_address_keeps_the_path(self, client, scenario, script):
        path = best(script, 2)
        stale = reverse("conversations:rehearsal", args=["absence", scenario.slug])
        response = client.get(stale, {"pad": str(path)})
        assert response.status_code == 301
        assert response.headers["Location"] == f"{scenario.get_absolute_url()}?pad={path}"

    def test_an_unknown_employee_is_not_found(self, client, scenario):
        assert client.get(reverse("conversations:rehearsal", args=["absence", "niemand"])).status_code == 404

    def test_the_talk_alone_comes_for_htmx(self, client, scenario, script):
        response = page(client, scenario, best(script, 1), headers=HTMX)
        assert response.text.startswith('<div id="rehearsal"')
        assert "<html" not in response.text

    def test_no_turn_needs_more_than_five_queries(self, client, scenario, script, django_assert_max_num_queries):
        client.get(scenario.get_absolute_url())
        for path in ("", best(script, 0), best(script, 5), best(script)):
            with django_assert_max_num_queries(5):
                client.get(scenario.get_absolute_url(), {"pad": str(path)} if path else {})

    def test_nothing_is_kept_by_the_server(self, client, scenario, script):
        response = page(client, scenario, best(script, 3))
        assert not response.cookies
        assert not client.cookies


class TestFindingIt:
    def test_the_conversation_and_the_start_page_lead_there(self, client, scenario):
        address = f'href="{scenario.get_absolute_url()}"'
        assert address in client.get(scenario.conversation.get_absolute_url()).text
        rehearsals = reverse("conversations:rehearsals")
        assert address in client.get(rehearsals).text
        assert f'href="{rehearsals}"' in client.get("/").text

    def test_search_finds_the_employee(self, client, scenario):
        assert f'href="{scenario.get_absolute_url()}"' in client.get("/zoeken/?q=dylan").text


class TestAdmin:
    def address(self, scenario):
        return reverse("admin:conversations_scenario_change", args=[scenario.pk])

    def test_a_script_is_shown_as_yaml_and_saved_as_it_was(self, editor, scenario, script):
        response = editor.get(self.address(scenario))
        data = form_data(response)
        assert data["script"].startswith("setting_nl: ")
        assert data["script"].index(f"  {script.first}:") == data["script"].index("scenes:\n") + len("scenes:\n")
        assert editor.post(self.address(scenario), data).status_code == 302
        before = scenario.script
        scenario.refresh_from_db()
        assert scenario.script == before

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            (lambda text: text.replace("warmth: 1", "warmth: 9", 1), "must be a whole number from -2 to 2"),
            (lambda text: text + "\n: : :", "Dit is geen YAML"),
            (lambda text: "a: &a [x]\nb: *a", "has an alias"),
            (lambda text: "- lijst", "Een script is een lijst van namen en waarden"),
            (lambda text: "[" * 2000, "Dit is geen YAML"),
            (lambda text: "- " * 50_000 + "x", "goes too deep"),
            (lambda text: "dag: 2020-13-45", "Dit is geen YAML"),
            (lambda text: f"getal: {'9' * 5000}", "Dit is geen YAML"),
            (lambda text: "x" * 300_001, "hoogstens"),
            (lambda text: "", "Een script is een lijst van namen en waarden"),
        ],
    )
    def test_a_fault_is_named_and_what_was_typed_stays(self, editor, scenario, wrong, said):
        data = form_data(editor.get(self.address(scenario)))
        data["script"] = wrong(data["script"])
        with translation.override("nl"):
            response = editor.post(self.address(scenario), data)
        assert response.status_code == 200
        assert said in html.unescape(response.text)
        assert data["script"][:40].strip() in html.unescape(response.text)

    @pytest.mark.parametrize("stored", [[], {"scenes": {"a": "b"}}, {"scenes": {"a": {"replies": [5]}}}, {"first": []}])
    def test_what_is_no_script_can_still_be_opened_and_mended(self, editor, scenario, stored):
        Scenario.objects.filter(pk=scenario.pk).update(script=stored)
        assert editor.get(self.address(scenario)).status_code == 200

    def test_an_edit_shows_on_the_next_turn(self, editor, scenario, script):
        editor.get(scenario.get_absolute_url())
        data = form_data(editor.get(self.address(scenario)))
        said = script.scenes[script.first].says["nl"]
        data["script"] = data["script"].replace(said, "Wapperdewap.", 1)
        assert "Wapperdewap." in data["script"]
        assert editor.post(self.address(scenario), data).status_code == 302
        assert "Wapperdewap." in page(editor, scenario, best(script, 0)).text
