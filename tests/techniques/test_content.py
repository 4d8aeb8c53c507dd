"""The shipped content against the method: facts, completeness, and the words that stay out."""

import re

import pytest

from techniques import fixtures
from techniques.library import pairs_of
from techniques.models import Behaviour, Line, Pitfall, Situation, Technique

# number, connection, challenge (1 low, 2 middle, 3 high), tier: as the reader places them.
EXPECTED = [
    (1, 2, 1, "basic"),
    (2, 3, 1, "basic"),
    (3, 2, 1, "basic"),
    (4, 3, 1, "basic"),
    (5, 2, 1, "basic"),
    (6, 3, 1, "basic"),
    (7, 2, 1, "basic"),
    (8, 3, 1, "basic"),
    (9, 2, 2, "basic"),
    (10, 3, 2, "basic"),
    (11, 2, 2, "basic"),
    (12, 3, 2, "basic"),
    (13, 2, 2, "basic"),
    (14, 3, 2, "basic"),
    (15, 2, 3, "basic"),
    (16, 3, 3, "basic"),
    (17, 2, 3, "basic"),
    (18, 3, 3, "complex"),
    (19, 2, 3, "complex"),
    (20, 3, 3, "complex"),
    (21, 2, 3, "complex"),
    (22, 3, 3, "complex"),
    (23, 1, 3, "complex"),
    (24, 3, 3, "complex"),
    (25, 2, 3, "complex"),
    (26, 3, 3, "complex"),
]
NAMES = [
    "Samenvatten en structuur bieden",
    "Luisteren",
    "Iets van jezelf laten zien",
    "Empathie en compassie",
    "Complimenten geven",
    "Onverdeelde aandacht en (oog)contact",
    "Goudklompjes zoeken en benoemen",
    "Vertrouwen uitspreken en uitstralen",
    "Reageren op non-verbale signalen",
    "Vragen stellen om verbinding/veiligheid te voeden",
    "Specifieke positieve feedback geven",
    "Medewerkers helpen elkaar te helpen",
    "Humor inzetten",
    "Ontlokken – aanbieden – ontlokken",
    "Reflecties geven",
    "Perspectiefwisseling",
    "Een plan maken",
    "Helpen volhouden",
    "Stiltes laten vallen",
    "Beslisbalans maken: voor- en nadelen op een rij zetten",
    "Vragen stellen die de medewerker uitdagen",
    "Negatieve feedback",
    "Boos worden",
    "Verandertaal uitlokken",
    "Ambivalentie voeden",
    "Confronteren",
]
ADVICE = {
    "stop-now": [23, 22, 26, 4],
    "start-now": [21, 16],
    "long-willing": [17, 18, 13, 14],
    "long-not-yet": [24, 25, 26],
    "hold-level": [5, 11, 12],
    "atmosphere": [13, 5, 12],
}
# Words that make people small, or that this method leaves to others.
AVOIDED = (
    *("cliënt", "doelgroep", "onze mensen", "jongens en meisjes", "beperkt", "probleemgeval", "ongemotiveerd"),
    *("weerstandig", "afstand tot de arbeidsmarkt", "zelfredzaam", "traject doorlopen", "interventie"),
    *("discrepantie", "self-disclosure"),
)

FILES = fixtures.files()
ROWS, UNREAD = fixtures.read(FILES)
FAULTS = [*UNREAD, *fixtures.faults_of(ROWS)]


@pytest.mark.django_db
class TestFacts:
    def test_the_26_techniques_and_their_levels(self):
        assert list(Technique.objects.values_list("number", "connection", "challenge", "tier")) == EXPECTED

    def test_their_names(self):
        assert list(Technique.objects.values_list("name_nl", flat=True)) == NAMES

    def test_the_six_situations_name_the_techniques_of_the_reader_in_its_order(self):
        situations = Situation.objects.with_techniques()
        assert {s.key: [a.technique.number for a in s.advice.all()] for s in situations} == ADVICE

    def test_two_situations_for_each_of_three_goals(self):
        goals = list(Situation.objects.values_list("goal", flat=True))
        assert goals == ["short-term"] * 2 + ["long-term"] * 2 + ["no-change"] * 2

    def test_three_pitfalls_each_with_techniques_that_help(self):
        assert list(Pitfall.objects.values_list("letter", "key")) == [
            ("A", "haste"),
            ("B", "own-right"),
            ("C", "righting-reflex"),
        ]
        assert all(pitfall.remedies.count() >= 3 for pitfall in Pitfall.objects.all())

    def test_eight_ways_that_help_beside_eight_that_do_not(self):
        assert Behaviour.objects.count() == 8
        assert all(row.techniques.exists() for row in Behaviour.objects.all())


@pytest.mark.django_db
class TestCompleteness:
    def test_every_technique_has_at_least_three_lines_and_they_differ(self):
        for technique in Technique.objects.prefetch_related("lines"):
            lines = [line.say for line in technique.lines.all()]
            assert len(lines) >= 3, technique
            assert len(set(lines)) == len(lines), technique

    def test_a_line_and_its_weaker_line_differ(self):
        for line in Line.objects.all():
            assert line.say_nl != line.weaker_nl
            assert line.say_en != line.weaker_en

    def test_every_technique_goes_well_with_at_least_two_others(self):
        for technique in Technique.objects.all():
            assert len(pairs_of(technique)) >= 2, technique

    def test_the_steps_of_every_technique_begin_with_a_few_bold_words(self):
        for technique in Technique.objects.all():
            for text in (technique.how_nl, technique.how_en):
                steps = re.findall(r"^\d+\. (.*)", text, re.M)
                assert 3 <= len(steps) <= 8, technique
                assert all(re.match(r"\*\*[^*]{3,60}\*\*", step) for step in steps), technique

    def test_short_names_and_addresses_are_unique_in_both_languages(self):
        for field in ("short_name_nl", "short_name_en", "slug_nl", "slug_en"):
            values = list(Technique.objects.values_list(field, flat=True))
            assert len(set(values)) == 26, field


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
class TestEveryFixture:
    def test_it_has_no_fault(self, path):
        assert [str(fault) for fault in FAULTS if fault.file == path.name] == []

    def test_it_holds_no_pk_and_no_name_of_the_old_days(self, path):
        text = path.read_text(encoding="utf-8")
        assert "pk:" not in text
        assert [word for word in AVOIDED if re.search(rf"\b{word}\b", text, re.I)] == []

    def test_its_quotation_marks_are_typographic(self, path):
        for row in ROWS:
            if row.file == path.name:
                for name, value in row.fields.items():
                    if isinstance(value, str):
                        assert '"' not in value, f"{row.item} {name}"
