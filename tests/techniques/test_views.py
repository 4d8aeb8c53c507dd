import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from conversations.models import Use
from selftest.models import Statement
from techniques import version
from techniques.library import pairs_of
from techniques.models import Concept, Line, Pair, Pitfall, Principle, Situation, Technique
from tests.pages import LANGUAGES, addresses, answer

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def tokens(html):
    return [int(number) for number in re.findall(r'id="token-(\d+)"', html)]


def cards(html):
    return [int(number) for number in re.findall(r'<li value="(\d+)">', html)]


@pytest.mark.parametrize("language", LANGUAGES)
class TestEveryPage:
    def test_it_answers_in_its_language_without_a_cookie(self, language):
        for address in addresses(language, every=True):
            response = answer(address)
            assert response.status_code == 200, address
            assert f'<html lang="{language}">' in response.text, address
            assert response.headers["Content-Language"] == language
            assert not response.cookies, address
            assert "Cookie" not in response.headers.get("Vary", ""), address

    def test_it_links_to_itself_in_the_other_language(self, language):
        other = "en" if language == "nl" else "nl"
        for address in addresses(language, every=True):
            html = answer(address).text
            (link,) = re.findall(r'class="language" href="([^"]+)"', html)
            found = answer(link.replace("&amp;", "&"))
            assert found.status_code == 200, link
            assert f'<html lang="{other}">' in found.text
            assert f'rel="alternate" hreflang="{other}"' in html

    def test_nothing_in_it_is_left_untranslated_or_unrendered(self, language):
        for address in addresses(language, every=True):
            html = answer(address).text
            assert "{{" not in html, address
            assert "{%" not in html, address
            assert "None" not in html, address

    def test_it_may_be_asked_for_its_head_but_not_written_to(self, language):
        client = Client(enforce_csrf_checks=True)
        for address in addresses(language):
            assert client.head(address).status_code == 200
            for method in (client.post, client.put, client.delete, client.patch):
                response = method(address)
                assert response.status_code == 405, (address, method)
                assert "GET" in response.headers["Allow"]

    def test_it_needs_at_most_five_queries(self, client, language, django_assert_max_num_queries):
        for address in addresses(language):
            with django_assert_max_num_queries(5, info=address):
                client.get(address)


def test_the_number_of_queries_does_not_grow_with_the_techniques(client, django_assert_num_queries):
    Use.objects.all().delete()
    Statement.objects.all().delete()
    Technique.objects.filter(number__gt=3).exclude(number__in=Pair.objects.values("first__number")).delete()
    few = Technique.objects.count()
    assert few < 26
    for address, queries in ((reverse("techniques:list"), 4), (reverse("home"), 5)):
        with django_assert_num_queries(queries):
            client.get(address)


class TestList:
    def test_all_26_stand_on_the_grid_and_in_the_list(self, client):
        html = client.get("/technieken/").text
        assert sorted(tokens(html)) == list(range(1, 27))
        assert cards(html) == list(range(1, 27))

    def test_choices_combine_and_dim_the_others_on_the_grid(self, client):
        html = client.get("/technieken/?verbinding=3&uitdaging=3&soort=basis").text
        assert cards(html) == [16]
        assert sorted(tokens(html)) == list(range(1, 27))
        assert len(re.findall(r'class="token [a-z]+ lit"', html)) == 1
        assert "1 techniek past bij je keuze." in html

    def test_the_box_of_a_choice_is_ticked_and_counts_what_it_would_show(self, client):
        html = client.get("/technieken/?verbinding=3").text
        assert re.search(r'name="verbinding" value="3" checked', html)
        assert re.search(r'id="soort-complex".*?aria-hidden="true">5<', html)

    def test_a_situation_draws_its_zone(self, client):
        situation = Situation.objects.get(key="stop-now")
        html = client.get("/technieken/?situatie=stop-now").text
        assert f'd="{situation.outline}"' in html
        assert cards(html) == [4, 22, 23, 26]

    def test_without_a_choice_nothing_is_drawn(self, client):
        assert "<path class=" not in client.get("/technieken/").text

    def test_an_empty_result_says_what_to_let_go_and_letting_go_helps(self, client):
        html = client.get("/technieken/?verbinding=1&uitdaging=1").text
        assert "Geen enkele techniek past bij deze keuze." in html
        links = re.findall(r'<a href="(/technieken/\?[^"]+)">Zonder keuze voor', html)
        assert len(links) == 2
        for link in links:
            assert cards(client.get(link.replace("&amp;", "&")).text)

    @pytest.mark.parametrize("query", ["verbinding=9", "soort=%3Cscript%3E", "situatie=%00", "uitdaging=" + "9" * 5000])
    def test_an_unknown_choice_gives_all_26_and_a_notice(self, client, query):
        response = client.get(f"/technieken/?{query}")
        assert response.status_code == 200
        assert "Deze keuze kennen we niet" in response.text
        assert "<script>" not in response.text
        assert len(cards(response.text)) == 26

    def test_htmx_gets_the_same_part_that_the_page_holds(self, client):
        part = client.get("/technieken/?verbinding=3", headers=HTMX | {"HX-Target": "explorer"})
        page = client.get("/technieken/?verbinding=3")
        assert part.text.strip().startswith('<div id="explorer"')
        assert part.text.strip() in page.text
        for response in (part, page):
            assert "HX-Request" in response.headers["Vary"]

    def test_a_restored_page_is_whole_even_when_htmx_asks(self, client):
        assert "<html" in client.get("/technieken/", headers=HTMX).text


class TestTechnique:
    @pytest.mark.parametrize("number", range(1, 27))
    def test_it_shows_all_of_itself(self, client, number):
        technique = Technique.objects.get(number=number)
        html = client.get(technique.get_absolute_url()).text
        for heading in (
            "Wat het is",
            "Wanneer wel",
            "Wanneer niet",
            "Hoe je het doet",
            "Op de werkvloer",
            "Een stap verder",
        ):
            assert f">{heading}</h2>" in html
        for line in technique.lines.all():
            assert line.say in html
            assert line.weaker in html
        for other, reason in pairs_of(technique):
            assert other.get_absolute_url() in html
            assert reason in html
        assert technique.pitfall.get_absolute_url() in html
        for situation in technique.situations.all():
            assert situation.get_absolute_url() in html

    def test_its_title_and_description_say_what_it_is(self, client):
        html = client.get("/technieken/15-reflecties-geven/").text
        technique = Technique.objects.get(number=15)
        assert "<title>15. Reflecties geven – Coachwerk</title>" in html
        assert f'<meta name="description" content="{technique.core}">' in html

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("/technieken/15-oude-naam/", "/technieken/15-reflecties-geven/"),
            ("/technieken/15-giving-reflections/", "/technieken/15-reflecties-geven/"),
            ("/technieken/15/", "/technieken/15-reflecties-geven/"),
            ("/technieken/015-reflecties-geven/", "/technieken/15-reflecties-geven/"),
            ("/en/techniques/15-reflecties-geven/", "/en/techniques/15-giving-reflections/"),
        ],
    )
    def test_it_is_found_by_its_number_and_a_stale_name_redirects_for_good(self, client, asked, found):
        response = client.get(asked)
        assert response.status_code == 301
        assert response.headers["Location"] == found
        assert "max-age" in response.headers["Cache-Control"]

    @pytest.mark.parametrize("number", ["0", "27", "99999999999999999999999"])
    def test_an_unknown_number_is_not_found(self, client, number):
        assert client.get(f"/technieken/{number}-x/").status_code == 404
        assert client.get(f"/technieken/{number}/").status_code == 404

    def test_the_panel_is_the_page_without_what_surrounds_it(self, client):
        response = client.get("/technieken/22-negatieve-feedback/", headers=HTMX | {"HX-Target": "panel"})
        assert response.text.strip().startswith('<article id="technique"')
        assert "<html" not in response.text
        assert "<h1" not in response.text
        assert "data-close" in response.text
        assert "HX-Request" in response.headers["Vary"]

    def test_the_first_and_the_last_have_one_neighbour(self, client):
        first = client.get(Technique.objects.get(number=1).get_absolute_url()).text
        last = client.get(Technique.objects.get(number=26).get_absolute_url()).text
        assert 'rel="prev"' not in first
        assert 'rel="next"' in first
        assert 'rel="next"' not in last
        assert 'rel="prev"' in last

    def test_what_an_editor_writes_cannot_run(self, client):
        technique = Technique.objects.get(number=5)
        technique.what_nl = '<script>alert(1)</script> [klik](javascript:alert(1)) <b onclick="x()">vet</b>'
        technique.save()
        Line.objects.filter(technique=technique, position=1).update(say_nl="<img src=x onerror=alert(1)>")
        html = client.get(technique.get_absolute_url()).text
        assert "<script>alert" not in html
        assert 'href="javascript:' not in html
        assert "<b onclick" not in html
        assert "<img" not in html


class TestSituation:
    @pytest.mark.parametrize(
        "key", ["stop-now", "start-now", "long-willing", "long-not-yet", "hold-level", "atmosphere"]
    )
    def test_it_lights_its_techniques_in_its_zone(self, client, key):
        situation = Situation.objects.with_techniques().get(key=key)
        html = client.get(situation.get_absolute_url()).text
        assert len(re.findall(r'class="token [a-z]+ lit"', html)) == len(situation.numbers)
        assert f'd="{situation.outline}"' in html
        for advice in situation.advice.all():
            assert advice.reason in html

    def test_the_name_of_the_other_language_and_the_key_redirect(self, client):
        situation = Situation.objects.get(key="stop-now")
        for slug in (situation.slug_en, situation.key):
            response = client.get(f"/situaties/{slug}/")
            assert response.status_code == 301
            assert response.headers["Location"] == situation.get_absolute_url()

    def test_an_unknown_one_is_not_found(self, client):
        assert client.get("/situaties/nergens/").status_code == 404


class TestPitfalls:
    def test_the_list_holds_the_table_of_behaviour(self, client):
        html = client.get("/valkuilen/").text
        assert html.count("<tr>") == 9

    def test_a_pitfall_names_what_helps(self, client):
        html = client.get("/valkuilen/haastige-spoed/").text
        remedies = Pitfall.objects.get(key="haste").remedies.with_technique()
        assert remedies
        for remedy in remedies:
            assert remedy.reason in html
            assert remedy.technique.get_absolute_url() in html

    def test_an_unknown_one_is_not_found(self, client):
        assert client.get("/valkuilen/nergens/").status_code == 404


class TestHome:
    def test_choosing_a_situation_lights_its_zone_and_gives_reasons(self, client):
        situation = Situation.objects.with_techniques().get(key="hold-level")
        html = client.get("/?situatie=hold-level").text
        assert f'd="{situation.outline}"' in html
        assert situation.core in html
        for advice in situation.advice.all():
            assert advice.reason in html
        assert html.count('aria-current="true"') == 1

    @pytest.mark.parametrize("value", ["nope", "%00", "%F0%9F%98%80", "x" * 9000])
    def test_an_unknown_situation_shows_the_grid_as_it_is_with_a_notice(self, client, value):
        response = client.get(f"/?situatie={value}")
        assert response.status_code == 200
        assert 'aria-current="true"' not in response.text
        assert "Deze keuze kennen we niet" in response.text

    def test_htmx_gets_the_same_part_that_the_page_holds(self, client):
        part = client.get("/?situatie=stop-now", headers=HTMX | {"HX-Target": "finder"})
        assert part.text.strip().startswith('<div id="finder"')
        assert "HX-Request" in part.headers["Vary"]
        assert part.text.strip() in client.get("/?situatie=stop-now").text


@pytest.mark.parametrize("cookie", ["", "x", "a" * 8000, '"\\000"', "ü", "eyJ9:1:2", "'; drop table"])
def test_a_cookie_of_any_kind_changes_nothing(cookie):
    client = Client(headers={"Cookie": f"session={cookie}; csrf={cookie}; language=en"})
    response = client.get("/technieken/")
    assert response.status_code == 200
    assert not response.cookies


def test_a_browser_that_prefers_english_still_gets_the_language_of_the_address(client):
    response = client.get("/technieken/", headers={"Accept-Language": "en"})
    assert '<html lang="nl">' in response.text
    assert "Accept-Language" not in response.headers["Vary"]


class TestBasics:
    def test_every_page_stands_in_the_list_and_shows_all_of_itself(self, client):
        index = client.get("/basis/").text
        for principle in Principle.objects.all():
            assert principle.get_absolute_url() in index
            html = client.get(principle.get_absolute_url()).text
            for technique in principle.techniques.all():
                assert technique.get_absolute_url() in html
            assert ('class="zone"' in html) == bool(principle.zone), principle

    def test_an_unknown_one_is_not_found(self, client):
        assert client.get("/basis/nergens/").status_code == 404

    def test_the_name_of_the_other_language_redirects(self, client):
        principle = Principle.objects.get(key="balance")
        assert client.get(f"/basis/{principle.slug_en}/").headers["Location"] == principle.get_absolute_url()


class TestConcepts:
    def test_the_name_of_the_other_language_redirects(self, client):
        concept = Concept.objects.get(key="change-talk")
        assert client.get(f"/begrippen/{concept.slug_en}/").headers["Location"] == concept.get_absolute_url()

    def test_every_concept_stands_in_the_list_with_its_meaning(self, client):
        html = client.get("/begrippen/").text
        for concept in Concept.objects.all():
            assert concept.get_absolute_url() in html
            assert concept.meaning in html

    def test_the_nine_core_concepts_come_first(self, client):
        assert Concept.objects.filter(kind="core").count() == 9
        assert set(Concept.objects.values_list("kind", flat=True)[:9]) == {"core"}

    def test_a_concept_shows_all_of_itself_and_its_techniques(self, client):
        for concept in Concept.objects.all():
            html = client.get(concept.get_absolute_url()).text
            assert ("Wees voorzichtig" in html) == bool(concept.caution)
            for technique in concept.techniques.all():
                assert technique.get_absolute_url() in html

    def test_an_unknown_one_is_not_found(self, client):
        assert client.get("/begrippen/nergens/").status_code == 404


class TestCards:
    def test_a_card_tells_how_in_front_and_when_on_the_back(self, client):
        technique = Technique.objects.get(number=15)
        html = client.get(f"{reverse('techniques:cards')}?n=15").text
        front, back = re.findall(r'<article class="face (?:front|back).*?</article>', html, re.S)
        said = [line.say for line in technique.lines.all()]
        assert technique.name in front
        assert technique.core in front
        assert said[0] in front
        assert said[1] in front
        assert said[2] not in front
        assert len(re.findall(r'class="lead-number"', front)) == len(re.findall(r"^\d+\. ", technique.how, re.M))
        assert "Wees stil en geef aandacht" in front
        assert "Iemand vraagt gewoon iets. Geef dan antwoord." in back
        assert technique.pitfall.name in back
        assert all(other.short_name in back for other, _ in pairs_of(technique))
        assert "http://testserver/technieken/15/" in back
        assert 'class="qr"' in back
        assert str(version.current()) in back
        assert date_format(version.row().since, "j F Y") in back

    def test_its_code_leads_to_the_technique(self, client):
        response = client.get("/technieken/15/", follow=True)
        assert response.status_code == 200
        assert response.context["technique"].number == 15

    def test_a_base_url_stands_on_the_card(self, client, settings):
        settings.BASE_URL = "https://coachwerk.example"
        assert "https://coachwerk.example/en/techniques/15/" in client.get("/en/techniques/cards/?n=15").text

    def test_unknown_numbers_are_named_and_the_rest_prints(self, client):
        response = client.get("/technieken/kaarten/?n=5,99,<b>")
        assert response.status_code == 200
        assert [card.technique.number for card in response.context["cards"]] == [5]
        assert "<code>99</code>" in response.text
        assert "<code>&lt;b&gt;</code>" in response.text

    @pytest.mark.parametrize("query", ["n=99", "n=abc", "situatie=nope"])
    def test_nothing_left_is_not_found_with_a_way_back(self, client, query):
        response = client.get(f"/technieken/kaarten/?{query}")
        assert response.status_code == 404
        assert 'href="/technieken/"' in response.text
        assert "face" not in response.text

    def test_a_situation_brings_its_set_in_its_order(self, client):
        response = client.get("/technieken/kaarten/?situatie=stop-now")
        assert [card.technique.number for card in response.context["cards"]] == [23, 22, 26, 4]
        assert 'href="/technieken/kaarten/?situatie=stop-now"' in client.get("/situaties/dit-moet-nu-stoppen/").text

    def test_all_26_without_a_choice(self, client, django_assert_max_num_queries):
        with django_assert_max_num_queries(5):
            response = client.get("/technieken/kaarten/")
        assert [card.technique.number for card in response.context["cards"]] == list(range(1, 27))
        assert len(response.context["faces"]) == 14

    def test_a_card_can_be_left_out_but_not_the_last(self, client):
        html = client.get("/technieken/kaarten/?n=1,5,9&papier=a6").text
        assert 'href="/technieken/kaarten/?n=1,9&amp;papier=a6&amp;zijden=beide"' in html
        assert "data-deck-drop" not in client.get("/technieken/kaarten/?n=1").text

    def test_the_choices_come_without_a_page(self, client):
        html = client.get("/technieken/kaarten/?n=1", headers=HTMX | {"HX-Target": "cards"}).text
        assert html.startswith('<div id="cards">')
        assert "<html" not in html
