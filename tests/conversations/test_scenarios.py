"""The shipped rehearsals: bots play each of them, and the method has to win."""

import re
from collections import Counter

import pytest
from django.core.management import call_command

from conversations import bots, moments, portrait, rehearsal
from conversations.models import PITFALLS, Scenario, read_script
from conversations.script import ENDINGS, FEATURES, LANGUAGES, MOODS
from techniques import fixtures

PLAYS = 500  # a habit, of which there are six
ROWS = [row for row in fixtures.read(fixtures.files())[0] if row.model is Scenario]
SCRIPTS = {row.key[0]: read_script(row.fields["script"]) for row in ROWS}


@pytest.fixture(params=SCRIPTS, scope="module")
def played(request):
    """A script and what came of its plays, for each scenario once."""
    script, faults = SCRIPTS[request.param]
    assert faults == []
    return script, {name: bots.tally(script, habit, PLAYS) for name, habit in bots.HABITS.items()}


class TestAllTogether:
    def test_each_conversation_has_two_people_to_rehearse_with(self):
        found = Counter(row.fields["conversation"][0] for row in ROWS)
        assert found == dict.fromkeys(
            ("getting-acquainted", "addressing-behaviour", "development-plan", "progress", "absence"), 2
        )

    def test_every_technique_and_pitfall_is_met_in_two_talks_and_can_be_practised_in_two(self):
        used, practised = Counter(), Counter()
        for script, _ in SCRIPTS.values():
            replies = [reply for scene in script.scenes.values() for reply in scene.replies.values()]
            used.update({reply.technique or reply.pitfall for reply in replies})
            practised.update(set(moments.chances(moments.moments(script))))
        for wanted in (*range(1, 27), *PITFALLS):
            assert used[wanted] >= 2, wanted
            assert practised[wanted] >= 2, wanted

    def test_every_situation_of_the_finder_has_a_talk(self):
        situations = {tuple(key) for row in ROWS for key in row.fields["situations"]}
        assert len(situations) == 6

    def test_no_two_people_look_alike(self):
        looks = [tuple(script.persona.features.values()) for script, _ in SCRIPTS.values()]
        assert len(set(looks)) == len(looks)

    @pytest.mark.parametrize("key", ["jeroen", "fatma"])
    def test_asking_for_the_illness_tempts_moves_nobody_and_is_told_why(self, key):
        script, _ = SCRIPTS[key]
        asked = re.compile(r"wat had je|klachten|dokter|kun je alweer|aankunt|briefje|uitleg|het zelf graag kwijt")
        tempting = [
            reply
            for scene in script.scenes.values()
            for reply in scene.replies.values()
            if asked.search(reply.say["nl"].lower()) and reply.question
        ]
        assert len(tempting) >= 2
        for reply in tempting:
            assert reply.technique is None
            assert rehearsal.carried(reply, reply.needs - 0.1) == 0
            assert reply.warmth <= 0
            assert re.search(r"bedrijfsarts|mag (het|ook|jij|er) niet", reply.why["nl"]), reply.key


class TestBots:
    def test_balance_leads_to_movement_and_beats_every_other_habit(self, played):
        _script, tallies = played
        balanced = tallies["balanced"].share("movement")
        assert balanced >= 0.8
        for habit, tally in tallies.items():
            if habit != "balanced":
                assert balanced - tally.share("movement") >= 0.3, habit

    def test_comfort_is_pleasant_and_pushing_closes_or_angers(self, played):
        _script, tallies = played
        assert tallies["comforting"].share("pleasant") > 0.5
        assert tallies["pushing"].share("closed", "conflict") > 0.5

    def test_every_scene_and_every_reply_is_visited_and_every_ending(self, played):
        script, tallies = played
        every = {(scene.key, letter) for scene in script.scenes.values() for letter in scene.replies}
        assert every - frozenset().union(*(tally.seen for tally in tallies.values())) == set()
        assert set().union(*(tally.endings for tally in tallies.values())) == set(ENDINGS)

    def test_the_longest_reply_is_best_no_more_often_than_chance(self, played):
        best, chance = bots.longest_is_best(played[0])
        assert best <= chance


class TestScripts:
    @pytest.mark.parametrize("key", SCRIPTS)
    def test_every_pitfall_and_many_techniques_are_met(self, key):
        script, _ = SCRIPTS[key]
        replies = [reply for scene in script.scenes.values() for reply in scene.replies.values()]
        assert {reply.pitfall for reply in replies} >= {"haste", "own-right", "righting-reflex"}
        assert len({reply.technique for reply in replies} - {None}) >= 12
        assert any(reply.technique is None and reply.pitfall is None for reply in replies)

    @pytest.mark.parametrize("key", SCRIPTS)
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_scene_shows_or_offers_the_same_twice(self, key, language):
        script, _ = SCRIPTS[key]
        shows = [scene.shows[language] for scene in script.scenes.values()]
        assert len(set(shows)) == len(shows)
        for scene in script.scenes.values():
            said = [reply.say[language] for reply in scene.replies.values()]
            assert len(set(said)) == len(said), scene.key

    @pytest.mark.parametrize("key", SCRIPTS)
    def test_a_reply_leads_somewhere_of_its_own(self, key):
        """It matters what one says: most scenes lead to more than one other."""
        script, _ = SCRIPTS[key]
        forks = [
            len({way for reply in scene.replies.values() for way in (reply.to, reply.missed)}) > 1
            for scene in script.scenes.values()
        ]
        assert sum(forks) >= 0.6 * len(forks)


@pytest.mark.django_db
def test_the_command_prints_the_table(capsys):
    call_command("bots", plays=5)
    out = capsys.readouterr().out
    for key in SCRIPTS:
        assert f"{key}: " in out
    assert out.count("balanced") == len(SCRIPTS)


@pytest.mark.parametrize("mood", MOODS)
def test_every_mood_has_a_face_of_its_own(mood):
    features = {name: values[0] for name, values in FEATURES.items()}
    drawn = {other: portrait.draw(features, other) for other in MOODS}
    assert set(portrait.MOODS) == set(MOODS)
    mine = (drawn[mood].mouth, drawn[mood].eyes)
    assert all(mine != (face.mouth, face.eyes) for other, face in drawn.items() if other != mood)
    assert "," not in drawn[mood].mouth
