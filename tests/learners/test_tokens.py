"""Tokens, codes, months and the limit on wrong codes."""

import calendar
import string
from datetime import date, timedelta
from math import log2
from types import SimpleNamespace

import pytest
from hypothesis import given, strategies as st

from learners import limits, tokens
from learners.models import months_before

days = st.dates(date(1990, 1, 1), date(2120, 12, 31))


class TestToken:
    def test_it_has_at_least_128_bits(self):
        assert tokens.TOKEN_BYTES * 8 >= 128
        assert {len(tokens.new_token()) for _ in range(50)} == {32}  # characters of 6 bits

    def test_no_two_are_alike_and_every_place_varies(self):
        made = [tokens.new_token() for _ in range(500)]
        assert len(set(made)) == 500
        assert all(len({token[place] for token in made}) > 40 for place in range(32))

    def test_each_has_the_form_of_one(self):
        assert all(tokens.is_token(tokens.new_token()) for _ in range(100))

    @pytest.mark.parametrize(
        "other", ["", "a", "a" * 31, "a" * 33, "a" * 31 + "\n", "a" * 32 + "\n", "a" * 31 + "é", "٣" * 32, "A" * 10**6]
    )
    def test_anything_else_has_not(self, other):
        assert not tokens.is_token(other)

    def test_only_a_hash_is_kept_of_it(self):
        token = tokens.new_token()
        kept = tokens.digest(token)
        assert len(kept) == 64
        assert set(kept) <= set(string.hexdigits)
        assert kept == tokens.digest(token) != tokens.digest(tokens.new_token())


class TestCode:
    def test_it_has_at_least_128_bits(self):
        assert len(set(tokens.LETTERS)) == len(tokens.LETTERS)
        assert tokens.GROUPS * tokens.GROUP * log2(len(tokens.LETTERS)) >= 128

    def test_it_stands_in_groups_of_four(self):
        for _ in range(50):
            groups = tokens.new_code().split("-")
            assert [len(group) for group in groups] == [4] * 7
            assert set("".join(groups)) <= set(tokens.LETTERS)

    def test_every_letter_is_used_and_no_two_codes_are_alike(self):
        made = [tokens.new_code() for _ in range(300)]
        assert len(set(made)) == 300
        assert set("".join(made)) == {*tokens.LETTERS, "-"}

    @pytest.mark.parametrize("alike", ["0O", "1IL", "2Z", "5S", "8B", "UV"])
    def test_of_what_looks_alike_by_hand_it_has_one_at_most(self, alike):
        assert len(set(alike) & set(tokens.LETTERS)) <= 1

    @given(
        st.data(),
        st.sampled_from(["", " ", "-", "–", " - ", ".", "\t", "\u00a0", "\n", "/"]),
        st.sampled_from([str.upper, str.lower, str.title]),
    )
    def test_case_and_marks_do_not_matter(self, data, mark, case):
        code = tokens.new_code()
        groups = [data.draw(st.sampled_from([case, str.lower]))(group) for group in code.split("-")]
        assert tokens.clean_code(f" {mark.join(groups)} ") == code.replace("-", "")

    @given(st.integers(0, 27), st.sampled_from("0OI1L2Z5S8BUÄéß٣²_"))
    def test_a_letter_that_no_code_has_is_refused(self, place, letter):
        if letter in tokens.LETTERS:
            return
        letters = tokens.new_code().replace("-", "")
        typed = letters[:place] + letter + letters[place + 1 :]
        assert tokens.clean_code(typed) == ""

    @pytest.mark.parametrize("typed", ["", " ", "-" * 34, "A" * 27, "A" * 29, "AAAA-AAAA", "\x00" * 28, "A" * 10**6])
    def test_what_is_too_short_or_too_long_is_none(self, typed):
        assert tokens.clean_code(typed) == ""

    @given(st.text(max_size=300))
    def test_whatever_is_typed_is_a_code_or_nothing(self, typed):
        letters = tokens.clean_code(typed)
        assert letters == "" or (len(letters) == 28 and set(letters) <= set(tokens.LETTERS))

    @given(st.text(tokens.LETTERS, min_size=28, max_size=28))
    def test_a_clean_code_stays_as_it_is(self, letters):
        assert tokens.clean_code(letters) == letters


class TestMonths:
    @given(days, st.integers(-400, 400))
    def test_it_is_the_same_day_or_that_months_last(self, day, months):
        found = months_before(day, months)
        assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == -months
        last = calendar.monthrange(found.year, found.month)[1]
        assert found.day == min(day.day, last)

    @pytest.mark.parametrize(
        ("day", "months", "found"),
        [
            ("2024-03-31", 1, "2024-02-29"),
            ("2023-03-31", 1, "2023-02-28"),
            ("2024-02-29", 12, "2023-02-28"),
            ("2024-12-31", -2, "2025-02-28"),
            ("2024-01-15", 1, "2023-12-15"),
            ("2024-12-15", -1, "2025-01-15"),
            ("2024-05-31", 0, "2024-05-31"),
        ],
    )
    def test_over_the_end_of_a_month_and_a_year(self, day, months, found):
        assert months_before(date.fromisoformat(day), months) == date.fromisoformat(found)

    @given(days, st.integers(1, 36), st.integers(0, 1200))
    def test_nobody_is_forgotten_before_the_day_that_was_promised(self, seen, months, later):
        today = seen + timedelta(later)
        if today <= months_before(seen, -months):
            assert seen >= months_before(today, months)

    @given(days, st.integers(1, 36))
    def test_somebody_is_forgotten_within_days_of_it(self, seen, months):
        today = months_before(seen, -months) + timedelta(4)
        assert seen < months_before(today, months)


class TestLimits:
    @pytest.fixture(autouse=True)
    def clock(self, monkeypatch):
        clock = SimpleNamespace(now=1000.0)
        monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: clock.now))
        limits.forget()
        yield clock
        limits.forget()

    def test_ten_may_be_wrong(self):
        for _ in range(limits.WRONG):
            assert limits.wait("203.0.113.7") == 0
            limits.wrong("203.0.113.7")
        assert 0 < limits.wait("203.0.113.7") <= limits.SECONDS + 1

    def test_others_are_not_touched(self):
        for _ in range(limits.WRONG + 5):
            limits.wrong("203.0.113.7")
        assert limits.wait("203.0.113.8") == 0

    def test_they_are_forgotten_one_by_one(self, clock):
        for _ in range(limits.WRONG):
            limits.wrong("203.0.113.7")
            clock.now += 10
        wait = limits.wait("203.0.113.7")
        clock.now += wait - 2
        assert limits.wait("203.0.113.7") > 0
        clock.now += 3
        assert limits.wait("203.0.113.7") == 0
        limits.wrong("203.0.113.7")
        assert limits.wait("203.0.113.7") > 0

    def test_asking_makes_no_wait_longer(self, clock):
        for _ in range(limits.WRONG):
            limits.wrong("203.0.113.7")
        for _ in range(50):
            limits.wait("203.0.113.7")
        clock.now += limits.SECONDS + 1
        assert limits.wait("203.0.113.7") == 0

    def test_what_is_remembered_is_bounded_and_has_no_address(self, monkeypatch):
        monkeypatch.setattr(limits, "CALLERS", 5)
        for number in range(50):
            limits.wrong(f"203.0.113.{number}")
            limits.wait(f"198.51.100.{number}")
        assert len(limits._tries) <= 5
        assert b"203.0.113" not in repr(limits._tries).encode()
        assert all(len(caller) == 32 for caller in limits._tries)
