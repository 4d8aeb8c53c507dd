"""Reading a script: what is wrong is named by scene and field."""

import copy
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, strategies as st

from conversations.script_reader import parse
from tests.conversations.scripts import PITFALLS, TECHNIQUES, document, reply

DOCS = Path(__file__).parents[2] / "docs/scripts.md"


def faults(changed):
    return [str(fault) for fault in parse(changed, TECHNIQUES, PITFALLS)[1]]


def change(*path, to):
    """A sound script with one thing changed; `to` a function changes it in place."""
    changed = copy.deepcopy(document())
    place = changed
    for name in path[:-1]:
        place = place[name]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to(place[path[-1]]) if callable(to) else to
    return changed


def test_a_sound_script_has_no_fault():
    script, found = parse(document(), TECHNIQUES, PITFALLS)
    assert found == []
    assert script.persona.name == "Sanne"
    assert script.scenes["good3"].replies["b"].needs == 1.2
    assert script.scenes["good3"].replies["a"].missed == "good4"


GOOD = ("scenes", "good3")
A = (*GOOD, "replies", "a")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        (change(*A, "to", to="nergens"), "scene good3: reply a to: there is no scene 'nergens'"),
        (change(*GOOD, "replies", "b", "missed", to="kwijt"), "scene good3: reply b missed: there is no scene 'kwijt'"),
        (change("first", to="begin"), "first: there is no scene 'begin'"),
        (change("scenes", to=lambda found: found | {"los": found["good3"]}), "scene los: cannot be reached"),
        (change(*A, "to", to="good1"), "goes round without end: "),
        (change("scenes", "good12", "replies", "a", "to", to="good0"), "goes round without end"),
        (change(*A, "to", to="end"), "scenes: make plays of 4 to 13 turns; 8 to 14"),
        (change(*A, "say_en", to=None), "scene good3: reply a say_en: is missing"),
        (change(*A, "why_nl", to=""), "scene good3: reply a why_nl: must be text"),
        (change(*A, "why_nl", to=None), "scene good3: reply a why_nl: is missing"),
        (change(*A, "why_nl", to=lambda _old: None), "scene good3: reply a why_nl: must be text"),
        (change("setting_en", to=lambda _old: None), "setting_en: must be text"),
        (change("persona", "name", to="  "), "persona: name: must be text"),
        (change(*A, "technique", to=True), "scene good3: reply a technique: True does not exist"),
        (change(*A, "to", to=lambda _old: None), "scene good3: reply a to: is missing"),
        (change("scenes", to=lambda found: found | {"end": found["good3"]}), "must have a name of its own"),
        (change("scenes", to=lambda found: found | {3: found["good3"]}), "must have a name of its own"),
        (document(70), "scenes: are 139; at most 120"),
        (change(*A, "technique", to=27), "scene good3: reply a technique: 27 does not exist"),
        (change(*A, "technique", to=[]), "scene good3: reply a technique: [] does not exist"),
        (change(*A, "pitfall", to="haste"), "scene good3: reply a: has a technique or a pitfall, not both"),
        (change(*GOOD, "replies", "c", "pitfall", to="lui"), "scene good3: reply c pitfall: 'lui' does not exist"),
        (change(*A, "warmth", to=3), "scene good3: reply a warmth: must be a whole number from -2 to 2"),
        (change(*A, "challenge", to="2"), "scene good3: reply a challenge: must be a whole number from 0 to 3"),
        (change(*A, "challenge", to=True), "scene good3: reply a challenge: must be a whole number"),
        (change(*A, "needs", to=4), "scene good3: reply a needs: must be a number from 0 to 3"),
        (change(*A, "strain", to="bijt"), "scene good3: reply a strain: must be one of closes, angers"),
        (change(*A, "reflection", to="ja"), "scene good3: reply a reflection: must be true or false"),
        (change(*A, "tone", to="hard"), "scene good3: reply a tone: is not known here"),
        (change(*GOOD, "mood", to="blij"), "scene good3: mood: must be one of closed, guarded"),
        (change(*GOOD, "shows_nl", to=None), "scene good3: shows_nl: is missing"),
        (change(*GOOD, "replies", to=lambda found: {"a": found["a"]}), "scene good3: replies: are 1; 3 or 4"),
        (change(*GOOD, "replies", to=lambda found: found | {"ee": found["a"]}), "reply ee: must have one letter"),
        (change(*GOOD, "replies", to=[]), "scene good3: replies: must be replies by their letters"),
        (change(*GOOD, to="niks"), "scene good3: must be a list of names and values"),
        (change("scenes", to=7), "scenes: must be scenes by their names"),
        (change("persona", "connection", to=5), "persona: connection: must be a number from 0 to 3"),
        (change("persona", "name", to=5), "persona: name: must be text"),
        (change("persona", "features", "hair", to="punk"), "persona: features hair: must be one of short"),
        (change("persona", "unsaid_en", to=None), "persona: unsaid_en: is missing"),
        (change("endings", "closed", to=None), "endings closed: is missing"),
        (change("endings", "closed", "means_nl", to=None), "ending closed: means_nl: is missing"),
        (document() | {"title": "x"}, "title: is not known here"),
        ("geen script", "must be a list of names and values"),
        (None, "must be a list of names and values"),
    ],
)
def test_a_fault_is_named_by_scene_and_field(changed, fault):
    found = faults(changed)
    assert any(fault in one for one in found), found


def test_too_few_scenes_are_named():
    assert any("scenes: are 17; at least 25" in fault for fault in faults(document(9)))


def test_a_reflection_is_no_question():
    asked = reply("good4", say="Wat wil je?", reflection=True, technique=15)
    assert any("a reflection has no question mark" in fault for fault in faults(change(*A, to=asked)))


def test_a_changed_word_keeps_the_version_and_a_changed_number_does_not():
    def version(changed):
        return parse(changed, TECHNIQUES, PITFALLS)[0].version

    assert version(change(*A, "say_nl", to="Iets anders.")) == version(document())
    assert version(change(*A, "warmth", to=1)) != version(document())
    assert version(change(*A, "to", to="bad4")) != version(document())
    assert version(change("persona", "connection", to=1.0)) != version(document())
    assert version(change(*GOOD, "replies", "c", "pitfall", to=None)) != version(document())


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.integers(), inner, max_size=3),
    max_leaves=12,
)


@given(
    junk, st.sampled_from([(), ("persona",), ("scenes",), GOOD, A, ("endings",), ("persona", "features"), ("first",)])
)
def test_nothing_that_is_written_there_is_a_crash(value, path):
    changed = change(*path, to=lambda _old: value) if path else value
    parse(changed, TECHNIQUES, PITFALLS)


def test_the_example_in_the_docs_is_as_the_reader_wants_it():
    (written,) = yaml.safe_load(re.search(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)[1])
    found = faults(written["fields"]["script"])
    assert found == ["scenes: are 1; at least 25", "scenes: make plays of 1 to 1 turns; 8 to 14"]


class TestEventsAndPhases:
    def test_an_event_stands_in_both_languages_or_not_at_all(self):
        told = document()
        told["scenes"]["good0"] |= {"event_nl": "De bel gaat.", "event_en": "The bell rings."}
        script, faults = parse(told, TECHNIQUES, PITFALLS)
        assert faults == []
        assert script.scenes["good0"].event == {"nl": "De bel gaat.", "en": "The bell rings."}
        assert script.scenes["good1"].event["nl"] == ""
        del told["scenes"]["good0"]["event_en"]
        assert [str(fault) for fault in parse(told, TECHNIQUES, PITFALLS)[1]] == ["scene good0: event_en: is missing"]

    @pytest.mark.parametrize("phase", [0, 8, "2", 1.5, True, None])
    def test_a_phase_is_a_whole_number_from_one_to_seven(self, phase):
        told = document()
        told["scenes"]["good0"]["phase"] = phase
        (fault,) = parse(told, TECHNIQUES, PITFALLS)[1]
        assert (fault.scene, fault.field) == ("scene good0", "phase")

    def test_words_leave_old_links_alive(self):
        told = document()
        before = parse(told, TECHNIQUES, PITFALLS)[0].version
        told["scenes"]["good0"] |= {"event_nl": "De bel gaat.", "event_en": "The bell rings.", "phase": 3}
        assert parse(told, TECHNIQUES, PITFALLS)[0].version == before
