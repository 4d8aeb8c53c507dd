import re

import pytest

from techniques.models import Concept, Technique
from techniques.terms import Glossary, Term

TERM = Term(
    "ambivalence", "ambivalentie", "/a/", "Willen & niet willen.", frozenset({25}), ("ambivalentie", "ambivalente")
)
SMART = Term("smart", "SMART", "/s/", "Vijf letters.", frozenset(), ("SMART",))
LONG = Term("talk", "verandertaal", "/v/", "Taal.", frozenset(), ("verandertaal",))
GLOSSARY = Glossary([TERM, SMART, LONG])


def marked(html, seen=None):
    return GLOSSARY.mark(html, set() if seen is None else seen)


def test_a_term_links_to_its_meaning_and_says_it():
    html = marked("<p>Voel de ambivalentie.</p>")
    assert '<a href="/a/" aria-describedby="term-ambivalence">ambivalentie</a>' in html
    assert 'role="tooltip">Willen &amp; niet willen.</span>' in html


@pytest.mark.parametrize("text", ["Ambivalentie is gewoon.", "Een ambivalente medewerker."])
def test_inflected_and_at_the_start_of_a_sentence(text):
    assert 'class="term"' in marked(text)


def test_only_the_first_time_on_a_page():
    seen = set()
    first, second = marked("ambivalentie en ambivalentie", seen), marked("ambivalente", seen)
    assert first.count('class="term"') == 1
    assert second == "ambivalente"


@pytest.mark.parametrize(
    "html",
    [
        "<h2>ambivalentie</h2>",
        '<a href="/x/">ambivalentie</a>',
        "<li><strong>Voed ambivalentie.</strong></li>",
        "verandertaalkunde",
        "smart",
        '<p title="ambivalentie">x</p>',
    ],
)
def test_never_inside_a_link_a_heading_a_lead_or_another_word(html):
    assert marked(html) == html


def test_a_form_with_capitals_stands_as_it_is_written():
    assert 'class="term"' in marked("Maak het SMART.")


def test_without_terms_nothing_changes():
    assert Glossary([]).mark("<p>x</p>", set()) == "<p>x</p>"


@pytest.mark.django_db
class TestPages:
    def test_a_term_is_explained_once_a_page(self, client):
        html = client.get("/technieken/24-verandertaal-uitlokken/").text
        keys = re.findall(r'aria-describedby="term-([^"]+)"', html)
        assert len(keys) == len(set(keys)) > 1
        assert 'id="term-change-talk"' in html

    def test_a_concept_does_not_explain_itself(self, client):
        concept = Concept.objects.get(key="ambivalence")
        assert 'id="term-ambivalence"' not in client.get(concept.get_absolute_url()).text

    def test_a_technique_names_the_concepts_behind_it(self, client):
        technique = Technique.objects.get(number=25)
        html = client.get(technique.get_absolute_url()).text
        for concept in technique.concepts.all():
            assert f'class="chip" href="{concept.get_absolute_url()}"' in html

    def test_an_edited_meaning_shows_on_the_next_page(self, client):
        concept = Concept.objects.get(key="change-talk")
        client.get("/technieken/24-verandertaal-uitlokken/")
        concept.meaning_nl = "Heel iets anders."
        concept.save()
        assert "Heel iets anders." in client.get("/technieken/24-verandertaal-uitlokken/").text
