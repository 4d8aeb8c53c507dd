"""Choosing a talk: by conversation, by situation, by what one wants to practise; and links right into a talk."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import translation

from conversations import talks
from conversations.models import Conversation, Phase, Scenario
from techniques import version
from techniques.models import Pitfall, Situation, Technique
from tests.pages import LANGUAGES

pytestmark = pytest.mark.django_db


def shown(response):
    return [tile.scenario.key for tile in response.context["tiles"]]


@pytest.fixture
def address():
    return reverse("conversations:rehearsals")


class TestChoosing:
    def test_without_a_choice_all_talks_are_there_with_a_face(self, client, address):
        response = client.get(address)
        assert shown(response) == [one.key for one in Scenario.objects.all()]
        assert response.text.count("<svg") >= Scenario.objects.count()

    def test_by_conversation(self, client, address):
        for conversation in Conversation.objects.all():
            response = client.get(address, {"gesprek": conversation.key})
            assert shown(response) == [one.key for one in conversation.scenarios.all()]

    def test_by_situation(self, client, address):
        for situation in Situation.objects.all():
            response = client.get(address, {"situatie": situation.key})
            assert set(shown(response)) == {one.key for one in situation.scenarios.all()}

    def test_by_technique_each_talk_links_to_a_turn_that_offers_it(self, client, address):
        for number in (9, 15, 19, 22):
            response = client.get(address, {"n": number})
            assert response.context["tiles"]
            for tile in response.context["tiles"]:
                assert tile.chance.reply.technique == number
                turn = client.get(tile.address)
                assert turn.status_code == 200
                say = tile.chance.reply.say["nl"]
                assert say in html.unescape(turn.text)
                assert f'href="{html.escape(tile.address)}"' in response.text

    def test_choices_combine_and_count(self, client, address):
        response = client.get(address, {"gesprek": "addressing-behaviour", "situatie": "stop-now"})
        keys = set(shown(response))
        assert keys == {"dylan", "wilma"}
        (group,) = [group for group in response.context["groups"] if group.name == "situatie"]
        for option in group.options:
            wanted = {"gesprek": "addressing-behaviour", "situatie": option.value}
            assert len(shown(client.get(address, wanted))) == option.count

    def test_nothing_fits_says_which_choice_to_let_go(self, client, address):
        wanted = {"gesprek": "addressing-behaviour", "situatie": "hold-level"}
        response = client.get(address, wanted)
        assert shown(response) == []
        assert f'href="{address}?gesprek=addressing-behaviour"' in response.text
        assert f'href="{address}?situatie=hold-level"' in response.text

    @pytest.mark.parametrize(
        "query", ["n=27", "n=abc", "gesprek=x", "situatie=%00", "n=%C2%B2", "n=0009", "gesprek=" + "a" * 5000]
    )
    def test_what_is_unknown_is_named_and_left_out(self, client, address, query):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 200
        assert len(shown(response)) == Scenario.objects.count()
        assert response.context["selection"].unknown

    def test_the_talks_alone_come_for_htmx(self, client, address):
        response = client.get(address, {"n": 19}, headers={"HX-Request": "true", "HX-Target": "talks"})
        assert response.text.startswith('<div id="talks"')

    def test_it_needs_at_most_five_queries(self, client, address, django_assert_max_num_queries):
        client.get(address)
        with django_assert_max_num_queries(5):
            client.get(address, {"n": 19})

    def test_a_talk_that_cannot_be_read_is_left_out(self, client, address):
        one = Scenario.objects.get(key="dylan")
        one.script = {"broken": True}
        one.save()
        assert "dylan" not in shown(client.get(address))
        assert client.get(one.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
class TestRightIntoATalk:
    def links(self, client, address, part):
        text = client.get(address).text
        section = text[text.index(f'id="{part}"') :]
        return [
            html.unescape(link) for link in re.findall(r'<dd><a href="([^"]+)"', section[: section.index("</section>")])
        ]

    def test_a_technique_leads_to_turns_that_offer_it(self, client, language):
        with translation.override(language):
            every = talks.talks(version.current())
            for number in (1, 9, 19):
                technique = Technique.objects.get(number=number)
                links = self.links(client, technique.get_absolute_url(), "practise")
                assert links
                for link in links:
                    response = client.get(link)
                    assert response.status_code == 200
                    if "pad=" in link:
                        scene = response.context["play"].scene
                        assert number in {reply.technique for reply in scene.replies.values()}
                having = sum(number in talk.chances for talk in every.values())
                assert len([link for link in links if "pad=" in link]) == min(3, having)

    def test_a_phase_leads_to_the_turn_where_the_talk_comes_to_it(self, client, language):
        with translation.override(language):
            phase = Phase.objects.get(conversation__key="addressing-behaviour", position=5)
            links = self.links(client, phase.get_absolute_url(), "practise")
            assert len(links) == phase.conversation.scenarios.count()
            for link in links:
                assert client.get(link).context["phase"] == phase

    def test_a_pitfall_and_a_situation_lead_to_talks(self, client, language):
        with translation.override(language):
            text = client.get(Pitfall.objects.get(key="haste").get_absolute_url()).text
            assert "?pad=" in text
            situation = Situation.objects.get(key="stop-now")
            text = client.get(situation.get_absolute_url()).text
            for scenario in situation.scenarios.all():
                assert f'href="{scenario.get_absolute_url()}"' in text


def test_what_happens_first_is_told_before_the_line(client):
    """An event of a scene, in its turn and in the transcript."""
    one = Scenario.objects.get(key="dylan")
    first = one.script["first"]
    one.script["scenes"][first] |= {"event_nl": "De toeter gaat.", "event_en": "The horn sounds."}
    one.save()
    script = talks.talks(version.current())["dylan"].script
    letter = next(iter(script.scenes[first].replies))
    with translation.override("nl"):
        address = one.get_absolute_url()
        turn = client.get(address, {"pad": f"{script.version}.1."}).text
        assert turn.index("De toeter gaat.") < turn.index(html.escape(script.scenes[first].shows["nl"]))
        assert "De toeter gaat." in client.get(address, {"pad": f"{script.version}.1.{letter}"}).text
