"""The five conversations as shipped, their pages, and how the rest of the product finds them."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from conversations import checks, walk
from conversations.models import Conversation, Phase, Question, Saying, Use
from conversations.walk import Part
from techniques import documents, fixtures
from techniques.checks import content_is_sound
from techniques.finder import MOST_OF_A_KIND
from techniques.models import Pitfall, Technique
from tests.pages import LANGUAGES

pytestmark = pytest.mark.django_db
ROWS, _ = fixtures.read(fixtures.files())
NAMES = [
    ("getting-acquainted", "Kennismakingsgesprek"),
    ("addressing-behaviour", "Aanspreken op gedrag"),
    ("development-plan", "Gesprek over het ontwikkelplan (IOP)"),
    ("progress", "Voortgangsgesprek"),
    ("absence", "Verzuimgesprek"),
]
# What a supervisor may not ask in an absence talk: the nature or cause of an illness, and what someone can (not) do.
FORBIDDEN = (
    r"wat heb je (precies )?\?",
    r"wat is er (met je )?aan de hand",
    r"waardoor (komt|kwam)",
    r"welke (klachten|ziekte|behandeling|medicijnen)",
    r"ben je (al )?bij de (huis)?(arts|dokter)",
    r"wat kun je nog",
    r"wat (is|zegt) (de|je) (diagnose|dokter)",
    r"gaat het al beter",
)


def get(client, address):
    return client.get(address).text


class TestContent:
    def test_the_five_of_the_method_in_its_order(self):
        assert list(Conversation.objects.values_list("key", "name_nl")) == NAMES

    def test_every_phase_has_all_of_its_parts(self):
        for phase in Phase.objects.complete():
            assert len(phase.sayings.all()) >= 4, phase
            assert 2 <= len(phase.uses.all()) <= 4, phase
            for language in LANGUAGES:
                for name in ("aim", "do", "lurks", "equality", "equality_why", "move_on", "otherwise"):
                    assert getattr(phase, f"{name}_{language}").strip(), (phase, name, language)

    def test_every_technique_and_every_pitfall_has_a_place(self):
        assert set(Use.objects.values_list("technique__number", flat=True)) == set(range(1, 27))
        assert set(Phase.objects.values_list("pitfall__letter", flat=True)) == {"A", "B", "C"}

    def test_no_equality_question_and_no_line_returns(self):
        for language in LANGUAGES:
            for model, name in ((Phase, "equality"), (Saying, "say")):
                values = [
                    text.lower().strip(" .?!") for text in model.objects.values_list(f"{name}_{language}", flat=True)
                ]
                assert sorted(values) == sorted(set(values)), name

    def test_steps_begin_with_a_few_bold_words(self):
        for row in ROWS:
            for name in ("do_nl", "do_en", "prepare_nl", "prepare_en"):
                for step in re.findall(r"^\d+\. (.*)", row.fields.get(name) or "", re.M):
                    assert re.match(r"\*\*[^*]{3,60}\*\*", step), (row.item, step)

    def test_no_line_asks_what_the_law_forbids(self):
        asked = ("say_nl", "question_nl", "hint_nl", "equality_nl")
        for row in ROWS:
            if row.model in (Saying, Question, Phase):
                for text in (row.fields[name] for name in asked if name in row.fields):
                    assert not any(re.search(pattern, text, re.I) for pattern in FORBIDDEN), text

    def test_the_law_is_stated_with_the_words_to_have_it_checked(self):
        law = Conversation.objects.get(key="absence").law_nl
        assert "aat dit toetsen" in law
        for week in ("6", "8", "42", "52", "93", "104"):
            assert re.search(rf"[Ww]eek {week}\b", law), week


class TestChecks:
    def test_the_shipped_conversations_are_whole(self):
        assert list(checks.conversation_faults(ROWS)) == []
        assert checks.conversations_are_whole(None) == []

    @pytest.mark.parametrize(
        ("broken", "fault"),
        [
            (
                lambda row: row.model is Saying and row.key[:2] == ("absence", 2),
                "phase absence/2: sayings: are 0; at least 4",
            ),
            (lambda row: row.item.startswith("use absence/2/"), "phase absence/2: uses: are 0; 2 to 4"),
            (
                lambda row: row.model is Saying and row.key[:2] == ("absence", 2) and row.key[2] > 3,
                "sayings: are 3; at",
            ),
            (lambda row: row.item == "phase absence/2", "conversation absence: phases: are [1, 3"),
            (lambda row: row.item.startswith("question absence/"), "conversation absence: questions: are 0"),
            (lambda row: row.item == "conversation absence", "there are 4; the method has 5"),
            (lambda row: row.model is Use and row.key[2] == 23, "technique 23: is used in no conversation"),
        ],
    )
    def test_what_is_missing_is_named(self, broken, fault):
        left = [row for row in ROWS if not broken(row)]
        if fault.endswith("sayings"):  # one line fewer only matters at the minimum
            left = [
                row for row in left if not (row.model is Saying and row.key[:2] == ("absence", 2) and row.key[2] > 4)
            ]
        assert any(fault in str(found) for found in checks.conversation_faults(left)), fault

    def test_a_slogan_is_no_question(self):
        (phase,) = [row for row in ROWS if row.item == "phase absence/2"]
        asked = phase.fields["equality_nl"]
        try:
            phase.fields["equality_nl"] = "Wees gelijkwaardig."
            assert any("must be a question" in str(fault) for fault in checks.conversation_faults(ROWS))
        finally:
            phase.fields["equality_nl"] = asked

    def test_another_app_is_none_of_its_business(self):
        assert checks.conversations_are_whole([]) == []

    @pytest.mark.parametrize(
        ("line", "wrong"),
        [
            ("    position: 2\n    slug_nl", '    position: "2"\n    slug_nl'),
            ("    position: 2\n    slug_nl", "    slug_nl"),
            ("    phase: [absence, 2]\n", ""),
            ("    pitfall: [haste]", "    pitfall: 5"),
            ("    slug_nl: contact", "    slug_nl: [a, b]"),
        ],
    )
    def test_what_is_misspelt_is_named_and_never_a_crash(self, settings, tmp_path, line, wrong):
        (file,) = [path for path in fixtures.files() if "conversation-5" in path.name]
        text = file.read_text(encoding="utf-8")
        assert line in text
        (tmp_path / file.name).write_text(text.replace(line, wrong, 1), encoding="utf-8")
        settings.FIXTURE_DIRS = [tmp_path]
        faults = [*checks.conversations_are_whole(None), *content_is_sound(None)]
        assert any(file.name in fault.msg for fault in faults)


@pytest.mark.parametrize("language", LANGUAGES)
class TestPages:
    def test_a_phase_shows_all_of_it(self, client, language):
        with translation.override(language):
            for phase in Phase.objects.with_conversation().complete().filter(conversation__key="progress"):
                html = get(client, phase.get_absolute_url())
                text = re.sub(r"&#x27;|&#39;", "'", html)
                for saying in phase.sayings.all():
                    assert saying.say in text
                for use in phase.uses.all():
                    assert use.reason in text
                    assert use.technique.get_absolute_url() in text
                for part in (phase.aim, phase.equality, phase.equality_why, phase.lurks, phase.move_on):
                    assert part in text
                assert phase.pitfall.get_absolute_url() in text

    def test_the_steps_lead_through_all_phases_and_out(self, client, language):
        with translation.override(language):
            for conversation in Conversation.objects.all():
                phases = list(conversation.phases.all())
                address = phases[0].get_absolute_url()
                for phase in phases:
                    html = get(client, address)
                    assert html.count('aria-current="step"') == 1
                    assert f'href="{phase.get_absolute_url()}" aria-current="step"' in html
                    (address,) = re.findall(r'rel="next" href="([^"]+)"', html)
                assert address == f"{conversation.get_absolute_url()}#ending"

    def test_the_whole_is_all_phases_on_one_page(self, client, language):
        with translation.override(language):
            conversation = Conversation.objects.get(key="development-plan")
            html = get(client, Part("whole", conversation).get_absolute_url())
            for phase in conversation.phases.all():
                assert f'id="phase-{phase.position}"' in html
            assert html.count('class="phase prose-column"') == conversation.phases.count()

    def test_the_aid_holds_two_lines_of_each_phase_with_their_moment(self, client, language):
        with translation.override(language):
            for conversation in Conversation.objects.all():
                html = get(client, Part("aid", conversation).get_absolute_url())
                for phase in conversation.phases.prefetch_related("sayings"):
                    said = list(phase.sayings.all())
                    assert all(f"“{saying.say}”" in html and saying.moment in html for saying in said[:2]), phase
                    assert f"“{said[2].say}”" not in html

    def test_the_sheet_asks_and_can_send_nothing(self, client, language):
        with translation.override(language):
            for conversation in Conversation.objects.all():
                html = get(client, Part("sheet", conversation).get_absolute_url())
                main = html[html.index("<main") : html.index("</main")]
                for question in conversation.questions.all():
                    assert question.question in main
                fields = re.findall(r"<textarea[^>]*>", main)
                assert len(fields) == conversation.questions.count() >= 5
                assert all(" name=" not in field and 'spellcheck="false"' in field for field in fields)
                assert "<form" not in main

    def test_stale_words_lead_to_the_address(self, client, language):
        with translation.override(language):
            phase = Phase.objects.select_related("conversation").get(conversation__key="absence", position=2)
            base = phase.conversation.get_absolute_url()
            for stale in (
                f"{base}2/",
                f"{base}2-oud/",
                phase.get_absolute_url().replace(phase.conversation.slug, "absence"),
            ):
                if stale != phase.get_absolute_url():
                    assert client.get(stale).headers["Location"] == phase.get_absolute_url()
            key = reverse("conversations:aid", args=["getting-acquainted"])
            if key != (found := Part("aid", Conversation.objects.get(position=1)).get_absolute_url()):
                assert client.get(key).headers["Location"] == found

    @pytest.mark.parametrize("rest", ["0-x/", "8-x/", "99999999999999999999/", "nee/", "2-/"])
    def test_what_does_not_exist_is_not_found(self, client, language, rest):
        with translation.override(language):
            base = Conversation.objects.get(key="absence").get_absolute_url()
        assert client.get(base + rest).status_code == 404


class TestLinksBack:
    def test_a_technique_shows_the_phases_that_use_it(self, client):
        for number in (23, 2):
            technique = Technique.objects.get(number=number)
            html = get(client, technique.get_absolute_url())
            uses = list(Use.objects.filter(technique=technique).select_related("phase__conversation"))
            assert uses
            for use in uses:
                assert f'href="{use.phase.get_absolute_url()}"' in html
                assert use.reason in html

    def test_a_pitfall_shows_where_it_lurks(self, client):
        pitfall = Pitfall.objects.get(letter="C")
        html = get(client, pitfall.get_absolute_url())
        for phase in Phase.objects.filter(pitfall=pitfall).select_related("conversation"):
            assert f'href="{phase.get_absolute_url()}"' in html

    def test_an_edit_shows_on_the_technique(self, client):
        use = Use.objects.filter(technique__number=23).first()
        get(client, use.technique.get_absolute_url())
        use.reason_nl = "Omdat het vandaag moet."
        use.save()
        assert "Omdat het vandaag moet." in get(client, use.technique.get_absolute_url())

    def test_the_start_page_leads_to_all_five(self, client):
        html = get(client, "/")
        for conversation in Conversation.objects.all():
            assert f'href="{conversation.get_absolute_url()}"' in html


class TestSearch:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_line_finds_its_phase(self, language):
        with translation.override(language):
            index = documents.index(language)
            missed = []
            sayings = Saying.objects.select_related("phase__conversation").filter(position=3)
            for saying in sayings:
                found = [hit.document.address for hit in index.find(saying.say) if hit.document.kind == "phase"]
                if saying.phase.get_absolute_url() not in found[:MOST_OF_A_KIND]:
                    missed.append(saying.say)
            assert len(missed) <= 0.1 * len(sayings), missed

    @pytest.mark.parametrize(
        ("typed", "key"),
        [
            ("verzuimgesprek", "absence"),
            ("hij meldt zich weer ziek", "absence"),
            ("eerste gesprek met een nieuwe medewerker", "getting-acquainted"),
            ("iop gesprek", "development-plan"),
            ("voortgang bespreken", "progress"),
            ("hoe spreek ik iemand aan", "addressing-behaviour"),
        ],
    )
    def test_spoken_dutch_finds_the_conversation(self, client, typed, key):
        html = client.get("/zoeken/", {"q": typed}).text
        assert f'href="{Conversation.objects.get(key=key).get_absolute_url()}"' in html


class TestPlace:
    def test_a_phase_stands_in_the_middle_of_its_techniques(self):
        phase = Phase.objects.with_techniques().get(conversation__key="absence", position=2)
        levels = [(use.technique.connection, use.technique.challenge) for use in phase.uses.all()]
        x, y = walk.place(phase)
        assert x == pytest.approx(sum(level for level, _ in levels) / len(levels) - 0.5)
        assert y == pytest.approx(sum(level for _, level in levels) / len(levels) - 0.5)
