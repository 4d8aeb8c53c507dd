import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given, strategies as st

from conversations.models import Conversation, Phase, Scenario
from techniques import documents, finder
from techniques.language import LONGEST_QUERY, plain, stem, telling, words
from techniques.management.commands import bench_search
from techniques.models import Concept, Pitfall, Principle, Situation, Technique
from techniques.search import Document, Index, passage, sentences

DOCUMENTS = [
    Document("technique", "Boos worden", "/23/", [("core", "Je trekt een grens.")], ["ik ben zo kwaad op hem"]),
    Document("technique", "Luisteren", "/2/", [("core", "Je hoort wat de ander zegt.")], ["ze zegt niks"]),
    Document("page", "Verzuimgesprek", "/v/", [("body", "Je belt. Je vraagt wanneer iemand terug is.")], []),
    Document("page", "Café en crème", "/c/", [("body", "Foto’s bij de koffie.")], []),
]
INDEX = Index(DOCUMENTS, "nl", synonyms=[["woedend", "kwaad"]])


def found(query, index=INDEX):
    return [hit.document.address for hit in index.find(query)]


class TestWords:
    def test_accents_capitals_and_apostrophes_do_not_matter(self):
        assert plain("Crème BRÛLÉE") == "creme brulee"
        assert words("foto’s en foto's: 6 G’s!") == ["fotos", "en", "fotos", "6", "gs"]

    def test_small_words_are_left_out_unless_nothing_else_is_there(self):
        assert telling("hij komt te laat", "nl") == ["komt", "laat"]
        assert telling("wat is het", "nl") == ["wat", "is", "het"]

    def test_stems_are_those_of_the_language(self):
        assert stem("luisteren", "nl") == stem("luister", "nl")
        assert stem("listening", "en") == stem("listen", "en")


class TestFinding:
    @pytest.mark.parametrize(
        ("query", "first"),
        [
            ("boos", "/23/"),
            ("BOOS!", "/23/"),
            ("luister", "/2/"),
            ("hij zegt niks", "/2/"),
            ("kwaad", "/23/"),
            ("woedend", "/23/"),  # a synonym
            ("verzuim", "/v/"),  # a part of a compound
            ("gesprek", "/v/"),
            ("verzuim gesprek", "/v/"),  # two words for one
            ("luistren", "/2/"),  # a typo
            ("verzuimgesprk", "/v/"),
            ("creme", "/c/"),
            ("fotos", "/c/"),
        ],
    )
    def test_what_one_types_comes_first(self, query, first):
        assert found(query)[0] == first

    @pytest.mark.parametrize("query", ["", " ", "?!", "🙂", "xqzvwk", "\0"])
    def test_what_is_no_word_finds_nothing(self, query):
        assert found(query) == []

    def test_the_more_telling_word_decides(self):
        assert found("je vraagt een grens")[0] in {"/23/", "/v/"}

    @given(st.text(max_size=400))
    def test_any_text_is_a_query(self, query):
        hits = INDEX.find(query)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert all(hit.score > 0 for hit in hits)

    @given(st.lists(st.sampled_from(["boos", "niks", "verzuim", "grens"]), min_size=1))
    def test_the_order_of_words_does_not_matter(self, query):
        assert found(" ".join(query)) == found(" ".join(reversed(query)))

    def test_an_empty_index_finds_nothing(self):
        assert Index([], "nl").find("boos") == []


class TestPassage:
    def test_it_is_the_sentence_that_tells_most(self):
        text = "Je belt.\n\n- **Vraag het.** Wanneer is iemand terug? Schrijf niets op."
        assert passage([text], {"wanneer": 1.0, "terug": 2.0, "belt": 2.5}) == "Wanneer is iemand terug?"

    def test_it_is_cut_at_a_word_when_it_is_long(self):
        assert passage(["woord " * 100], {"woord": 1.0}, longest=20) == "woord woord woord…"

    def test_there_is_none_that_tells_too_little(self):
        assert passage(["Je belt."], {"nee": 1.0}) == ""
        assert passage(["Je belt."], {"belt": 1.0}, least=2.0) == ""

    def test_a_quote_keeps_its_mark(self):
        assert [sentence for sentence, _ in sentences("Hij zegt: “Nee.” Dat mag.")] == ["Hij zegt: “Nee.”", "Dat mag."]


@pytest.mark.django_db
class TestTheIndex:
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_everything_is_in_it(self, language):
        addresses = {document.address for document in documents.index(language).documents}
        kinds = (Technique, Situation, Pitfall, Concept, Principle, Conversation, Phase, Scenario)
        expected = sum(model.objects.count() for model in kinds)
        pages = {reverse("selftest:start"), reverse("learners:my")} if language == "nl" else set()
        assert pages <= addresses
        assert len(addresses) == expected + 2

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_every_name_finds_its_own(self, language):
        index = documents.index(language)
        for document in index.documents:
            found = self.of_kind(index.find(document.title), document.kind)
            # Phases have small words for names ("Wat wil je?"): the seven of their conversation come together.
            assert document.address in found[: 7 if document.kind == "phase" else 3], document.title

    def first(self, document):
        """Of the kinds that there are only a few of, the first two."""
        return 5 if document.kind == "technique" else 2

    def of_kind(self, hits, kind):
        return [hit.document.address for hit in hits if hit.document.kind == kind]

    def test_every_cue_finds_its_own_among_the_first_five(self):
        for language in ("nl", "en"):
            index = documents.index(language)
            missed = [
                (cue, document.title)
                for document in index.documents
                for cue in document.cues
                if document.address not in self.of_kind(index.find(cue), document.kind)[: self.first(document)]
            ]
            assert len(missed) <= 0.03 * len(index.cues), missed

    def test_an_edit_is_found_on_the_next_search(self):
        assert "Wapperdewap" not in str(finder.answer("wapperdewap", "nl").groups)
        technique = Technique.objects.get(number=5)
        technique.core_nl = "Wapperdewap is een mooi woord."
        technique.save()
        answer = finder.answer("wapperdewap", "nl")
        assert answer.groups[0].results[0].document.item == technique
        assert "<mark>Wapperdewap</mark> is een mooi woord." in answer.groups[0].results[0].passage


@pytest.mark.django_db
def test_the_benchmark_tells_what_a_query_takes(monkeypatch, capsys):
    monkeypatch.setattr(bench_search, "ROUNDS", 1)
    monkeypatch.setattr(bench_search, "TIMES", 2)
    call_command("bench_search")
    lines = capsys.readouterr().out.splitlines()
    assert [line[:2] for line in lines] == ["nl", "nl", "en", "en"]
    assert all("ms CPU a query" in line for line in lines)


@pytest.mark.django_db
class TestThePage:
    def test_results_stand_by_kind_with_the_words_marked(self, client):
        html = client.get("/zoeken/?q=verandertaal").text
        assert "<h2>Technieken</h2>" in html
        assert "<h2>Begrippen</h2>" in html
        assert "<mark>Verandertaal</mark>" in html
        assert 'href="/technieken/24-verandertaal-uitlokken/"' in html
        assert 'value="verandertaal"' in html

    def test_htmx_gets_the_results_alone(self, client):
        headers = {"HX-Request": "true", "HX-Target": "find-results"}
        response = client.get("/zoeken/?q=boos", headers=headers)
        assert response.text.strip().startswith('<div class="answer"')
        assert "HX-Request" in response.headers["Vary"]

    def test_what_only_the_other_language_knows_is_shown_with_a_notice(self, client):
        html = client.get("/en/search/?q=goudklompje").text
        assert "Nothing found in English" in html
        assert 'hreflang="nl"' in html
        assert 'href="/technieken/7-goudklompjes-zoeken-en-benoemen/"' in html

    @pytest.mark.parametrize(
        "query",
        [
            "",
            "a",
            "%20",
            "%00",
            "%F0%9F%98%80",
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "'; DROP TABLE techniques--",
            "%FF%FE",
        ],
    )
    def test_odd_questions_get_a_page_that_says_what_to_do(self, client, query):
        response = client.get(f"/zoeken/?q={query}")
        assert response.status_code == 200
        assert "<script>alert" not in response.text
        assert (
            "Typ in een paar woorden" in response.text
            or "Niets gevonden" in response.text
            or "resulta" in response.text
        )

    def test_a_very_long_question_is_cut_and_answered_quickly(self, client):
        client.get("/zoeken/?q=boos")
        answer = finder.answer("hij komt te laat " * 1000, "nl")
        assert len(answer.query) <= LONGEST_QUERY
        assert client.get(reverse("techniques:search"), {"q": "hij komt te laat " * 600}).status_code == 200

    def test_it_needs_few_queries_once_the_index_is_there(self, client, django_assert_max_num_queries):
        client.get("/zoeken/?q=boos")
        with django_assert_max_num_queries(3):
            client.get("/zoeken/?q=te+laat")

    def test_no_cue_is_ever_shown(self, client):
        cues = [cue for technique in Technique.objects.all() for cue in documents.lines_of(technique.cues_nl)]
        html = client.get("/zoeken/?q=hij+weigert+gewoon").text
        shown = html.partition('id="answer"')[2]
        assert not [cue for cue in cues if len(cue.split()) > 4 and f">{cue}<" in shown]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/technieken/", "/technieken/15-reflecties-geven/", "/begrippen/"])
def test_every_page_has_a_box_to_search_from(address):
    html = Client().get(address).text
    assert html.count("<search ") == 1
    assert 'action="/zoeken/"' in html
