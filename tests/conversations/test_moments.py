"""Where in a talk something can be practised: every moment is one that a play comes to."""

import pytest

from conversations import moments, rehearsal
from conversations.models import Scenario, read_script
from conversations.rehearsal import Path, walk
from conversations.script_reader import parse
from techniques import fixtures
from tests.conversations.scripts import PITFALLS, TECHNIQUES, document

ROWS = [row for row in fixtures.read(fixtures.files())[0] if row.model is Scenario]
SCRIPTS = {row.key[0]: read_script(row.fields["script"])[0] for row in ROWS}
SCRIPTS["of the tests"] = parse(document(), TECHNIQUES, PITFALLS)[0]


@pytest.mark.parametrize("key", SCRIPTS)
class TestMoments:
    def test_each_way_leads_to_its_scene_with_its_connection(self, key):
        script = SCRIPTS[key]
        for name, moment in moments.moments(script).items():
            play = walk(script, Path(script.version, "0", moment.replies))
            assert play.scene.key == name == moment.scene.key
            assert play.state.connection == moment.connection
            assert len(play.turns) + 1 == moment.turn

    def test_a_technique_is_practised_where_it_lands_and_helps(self, key):
        found = moments.chances(moments.moments(SCRIPTS[key]))
        for of, chances in found.items():
            for chance in chances:
                assert of in {chance.reply.technique, chance.reply.pitfall}
                if isinstance(of, int):
                    assert rehearsal.worth(chance.reply, chance.moment.connection) > 0
            worths = [chance.worth for chance in chances]
            if isinstance(of, int):
                assert worths == sorted(worths, reverse=True)


def test_the_best_of_two_ways_is_taken():
    """Each scene of the tests' script is best come to by the warm and asking replies, never by the hard ones."""
    found = moments.moments(SCRIPTS["of the tests"])
    assert found["good0"].replies == ""
    assert found["good0"].connection == rehearsal.opening(SCRIPTS["of the tests"]).connection
    assert set(found["good5"].replies) <= {"a", "b"}
    assert "bad3" in found


def test_every_scene_of_a_shipped_talk_can_be_entered():
    for row in ROWS:
        script = SCRIPTS[row.key[0]]
        assert set(moments.moments(script)) == set(script.scenes), row.key
