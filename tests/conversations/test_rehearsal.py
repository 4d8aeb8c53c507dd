"""The rule: what a reply does, and how a talk ends."""

import pytest
from hypothesis import given, settings, strategies as st

from conversations import rehearsal
from conversations.rehearsal import ChangedError, ImpossibleError, Path, State, ending, lands, respond, walk
from conversations.script import ENDINGS
from conversations.script_reader import parse
from tests.conversations.scripts import PITFALLS, TECHNIQUES, document

SCRIPT, _ = parse(document(), TECHNIQUES, PITFALLS)
REPLIES = SCRIPT.scenes["good0"].replies  # a warm, b asks and is warm, c a pitfall, d strict
letters = st.text("abcd", max_size=13)


def play(replies):
    return walk(SCRIPT, Path(SCRIPT.version, "7", replies))


class TestRule:
    @pytest.mark.parametrize(
        ("letter", "connection", "after", "movement", "strain"),
        [
            ("a", 1.0, 1.6, 0, 0),  # connection without challenge: pleasant
            ("b", 1.2, 1.5, 2, 0),  # challenge that connection carries: movement
            ("b", 1.1, 0.7, 0, 2),  # challenge that it does not carry: no warmth is felt, and it costs
            ("d", 1.8, 1.5, 3, 0),
            ("d", 1.0, 0.1, 0, 3),
            ("c", 2.4, 1.8, 0, 0),  # a pitfall moves nobody
            ("c", 0.3, 0.0, 0, 3),  # never below nothing
            ("a", 2.9, 3.0, 0, 0),  # nor above the top
        ],
    )
    def test_what_a_reply_does(self, letter, connection, after, movement, strain):
        state = respond(State(connection), REPLIES[letter])
        assert state.connection == pytest.approx(after)
        assert state.movement == movement
        assert state.strained == strain

    def test_what_is_needed_exactly_is_enough(self):
        assert lands(REPLIES["b"], 0.9 + 0.3)
        assert lands(REPLIES["b"], 0.3 * 4)

    @pytest.mark.parametrize(
        ("state", "expected"),
        [
            (State(2.0, 0, 8, {}), "movement"),
            (State(2.0, 0, 7, {}), "pleasant"),
            (State(1.0, 0, 0, {}), "pleasant"),
            (State(0.9, 0, 9, {}), "closed"),
            (State(2.0, 0, 12, {"closes": 5}), "movement"),
            (State(2.0, 0, 10, {"closes": 5}), "closed"),
            (State(2.0, 0, 2, {"closes": 2, "angers": 3}), "conflict"),
            (State(2.0, 0, 2, {"closes": 3, "angers": 3}), "closed"),
        ],
    )
    def test_how_a_talk_ends(self, state, expected):
        assert ending(state) == expected

    @pytest.mark.parametrize(
        ("replies", "expected"),
        [
            ("aa" + "b" * 11, "movement"),
            ("a" * 13, "pleasant"),
            ("d" * 13, "closed"),
            ("c" * 13, "conflict"),
        ],
    )
    def test_the_rule_of_the_method(self, replies, expected):
        assert play(replies).ending == expected


class TestWalk:
    def test_a_missed_reply_leads_elsewhere(self):
        assert play("a").scene.key == "good1"
        assert play("d").scene.key == "bad1"

    def test_a_talk_that_is_over_has_an_ending_and_no_scene(self):
        over = play("a" * 13)
        assert over.scene is None
        assert over.ending == "pleasant"
        assert len(over.trail) == 14

    @pytest.mark.parametrize(("replies", "possible"), [("z", ""), ("aaz", "aa"), ("a" * 15, "a" * 13), ("aA", "a")])
    def test_an_impossible_path_says_how_far_it_went(self, replies, possible):
        with pytest.raises(ImpossibleError) as raised:
            play(replies)
        assert raised.value.possible.replies == possible
        walk(SCRIPT, raised.value.possible)

    def test_another_version_is_another_script(self):
        with pytest.raises(ChangedError):
            walk(SCRIPT, Path("00000", "7", "a"))

    @pytest.mark.parametrize(
        "text", ["", "a", "a.b", "a.b.c.d", "0a1b2..a", "0a1b2.1234567.a", "0a1b2.²³.a", "x.1.a", "x" * 41]
    )
    def test_what_is_no_path_is_impossible(self, text):
        with pytest.raises(ImpossibleError) as raised:
            rehearsal.read(text)
        assert raised.value.possible is None

    @given(letters)
    def test_a_path_can_be_written_and_read(self, replies):
        path = Path(SCRIPT.version, "42", replies)
        assert rehearsal.read(str(path)) == path

    @given(st.text(max_size=60))
    def test_any_text_is_a_play_or_is_refused(self, text):
        try:
            walk(SCRIPT, rehearsal.read(text))
        except (ChangedError, ImpossibleError):
            return

    @given(letters)
    def test_it_is_deterministic_and_stays_within_range(self, replies):
        one, other = play(replies), play(replies)
        assert one == other
        for connection, challenge in one.trail:
            assert 0 <= connection <= 3
            assert 0 <= challenge <= 3
        assert (one.ending in ENDINGS) == (one.scene is None)

    @given(letters, st.text("0123456789", min_size=1, max_size=3))
    def test_the_same_link_shows_the_same_order(self, replies, seed):
        if scene := play(replies).scene:
            orders = [[reply.key for reply in rehearsal.shuffled(scene, seed)] for _ in range(2)]
            assert orders[0] == orders[1]
            assert sorted(orders[0]) == sorted(scene.replies)

    def test_seeds_bring_each_reply_to_each_place(self):
        scene = SCRIPT.scenes["good0"]
        places = {
            (place, reply.key)
            for seed in range(100)
            for place, reply in enumerate(rehearsal.shuffled(scene, str(seed)))
        }
        assert len(places) == 16


class TestLookingBack:
    def test_the_turn_that_mattered_most(self):
        assert rehearsal.turning_point(play("aabaa").turns).number == 3
        assert rehearsal.turning_point(play("acaaa").turns).number == 2

    def test_the_line_to_try_is_the_one_that_gains_most(self):
        turn, better = rehearsal.to_try(play("aac").turns)
        assert (turn.number, better.key) == (3, "b")

    def test_the_best_play_leaves_nothing_to_try(self):
        state, replies = rehearsal.opening(SCRIPT), ""
        for _ in range(13):
            scene = play(replies).scene
            best = max(scene.replies.values(), key=lambda reply: rehearsal.worth(reply, state.connection))
            replies += best.key
            state = play(replies).state
        assert rehearsal.to_try(play(replies).turns) is None

    @settings(max_examples=30)
    @given(letters.filter(bool))
    def test_a_line_to_try_is_better_than_what_was_said(self, replies):
        if found := rehearsal.to_try(play(replies).turns):
            turn, better = found
            assert rehearsal.worth(better, turn.before.connection) > rehearsal.worth(turn.reply, turn.before.connection)


class TestReachable:
    def test_all_four_endings_can_be_reached(self):
        assert rehearsal.reachable(SCRIPT) == set(ENDINGS)

    def test_an_ending_out_of_reach_is_missing(self):
        tame = document()
        for scene in tame["scenes"].values():
            for reply in scene["replies"].values():
                reply |= {"challenge": 0, "warmth": 1}
        script, _ = parse(tame, TECHNIQUES, PITFALLS)
        assert rehearsal.reachable(script) == {"pleasant"}
