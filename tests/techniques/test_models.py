import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import translation

from techniques import fixtures, version
from techniques.library import pairs_of
from techniques.models import ContentVersion, Pair, Situation, Technique

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value"),
    [("connection", 0), ("connection", 4), ("challenge", 0), ("challenge", 4), ("number", 27), ("tier", "hard")],
)
def test_the_database_refuses_what_is_out_of_range(field, value):
    with pytest.raises(IntegrityError), transaction.atomic():
        Technique.objects.filter(number=5).update(**{field: value})


def test_the_same_pair_cannot_exist_twice_not_even_the_other_way_round():
    pair = Pair.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.create(first=pair.second, second=pair.first, reason_nl="Nog eens.", reason_en="Again.")


def test_a_technique_makes_no_pair_with_itself():
    technique = Technique.objects.get(number=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.create(first=technique, second=technique, reason_nl="Ik.", reason_en="Me.")


def test_both_ends_of_a_pair_find_each_other():
    pair = Pair.objects.first()
    assert (pair.second, pair.reason) in pairs_of(pair.first)
    assert (pair.first, pair.reason) in pairs_of(pair.second)


def test_a_zone_outside_the_grid_is_refused():
    situation = Situation.objects.get(key="stop-now")
    for zone in ([], [[0, 1]], [[1]], "x", [[1, 3], [1, 3]], None, 5):
        situation.zone = zone
        with pytest.raises(ValidationError):
            situation.full_clean()


def test_an_address_has_the_words_of_its_language():
    technique = Technique.objects.get(number=15)
    with translation.override("nl"):
        assert technique.get_absolute_url() == "/technieken/15-reflecties-geven/"
    with translation.override("en"):
        assert technique.get_absolute_url() == "/en/techniques/15-giving-reflections/"


class TestContentVersion:
    def test_loading_the_fixtures_counts_as_no_edit(self):
        assert version.current() == f"{version.shipped()}.0"

    def test_every_saved_edit_raises_it(self):
        technique = Technique.objects.get(number=5)
        technique.save()
        technique.lines.first().delete()
        assert version.current() == f"{version.shipped()}.2"
        assert ContentVersion.objects.count() == 1

    def test_a_newer_release_is_not_claimed_before_its_content_is_loaded(self, monkeypatch):
        before = version.current()
        monkeypatch.setattr(version, "shipped", lambda: "newer00")
        assert version.current() == before
        call_command("loaddata", str(fixtures.files()[0]), verbosity=0)
        assert version.current() == "newer00.0"

    def test_the_hash_is_short_and_plain(self):
        assert len(version.shipped()) == 7
        assert version.shipped().isalnum()
