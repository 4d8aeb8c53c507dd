import pytest
from django.apps import apps
from django.urls import reverse

from techniques import version
from techniques.models import Pair, Situation, Technique
from tests.admin import form_data

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", ["technique", "pitfall", "situation", "pair", "behaviour", "principle", "concept"])
def test_every_list_and_every_form_opens_in_both_languages_of_content(editor, model):
    assert editor.get(reverse(f"admin:techniques_{model}_changelist")).status_code == 200
    row = apps.get_model("techniques", model).objects.first()
    html = editor.get(reverse(f"admin:techniques_{model}_change", args=[row.pk])).text
    assert "_nl" in html
    assert "_en" in html


def test_levels_are_chosen_by_name_and_the_page_can_be_looked_at(editor):
    technique = Technique.objects.get(number=15)
    html = editor.get(reverse("admin:techniques_technique_change", args=[technique.pk])).text
    assert 'type="radio" name="connection"' in html
    assert 'href="/technieken/15-reflecties-geven/"' in html
    assert 'href="/en/techniques/15-giving-reflections/"' in html


def test_an_edit_shows_on_the_page_and_raises_the_version(editor):
    technique = Technique.objects.get(number=15)
    address = reverse("admin:techniques_technique_change", args=[technique.pk])
    data = form_data(editor.get(address)) | {"core_nl": "Een heel andere zin."}
    before = version.current()
    response = editor.post(address, data)
    assert response.status_code == 302, response.context_data["errors"]
    assert "Een heel andere zin." in editor.get(technique.get_absolute_url()).text
    assert version.current() != before


@pytest.mark.parametrize(
    "change",
    [{"core_en": ""}, {"connection": "4"}, {"lines-0-DELETE": "on", "lines-1-DELETE": "on", "lines-2-DELETE": "on"}],
)
def test_a_fault_comes_back_with_the_form_and_nothing_is_saved(editor, change):
    technique = Technique.objects.get(number=15)
    address = reverse("admin:techniques_technique_change", args=[technique.pk])
    response = editor.post(address, form_data(editor.get(address)) | change)
    assert response.status_code == 200
    assert response.context_data["errors"]
    technique.refresh_from_db()
    assert technique.core_en
    assert technique.lines.count() >= 3


def test_a_new_line_goes_behind_the_others(editor):
    technique = Technique.objects.get(number=15)
    address = reverse("admin:techniques_technique_change", args=[technique.pk])
    data = form_data(editor.get(address))
    count = int(data["lines-TOTAL_FORMS"])
    fields = [f"{name}_{language}" for name in ("moment", "say", "weaker", "why") for language in ("nl", "en")]
    data |= {f"lines-{count}-{field}": "Tekst." for field in fields}
    data |= {"lines-TOTAL_FORMS": count + 1, f"lines-{count}-technique": technique.pk}
    response = editor.post(address, data)
    assert response.status_code == 302, response.context_data["errors"]
    assert [line.position for line in technique.lines.all()] == list(range(1, count + 2))


@pytest.mark.parametrize("model", ["pitfall", "situation", "principle", "concept"])
def test_an_address_without_a_number_cannot_be_changed(editor, model):
    row = apps.get_model("techniques", model).objects.first()
    html = editor.get(reverse(f"admin:techniques_{model}_change", args=[row.pk])).text
    assert 'name="slug_nl"' not in html
    assert row.slug_nl in html


def test_the_zone_of_a_situation_is_nine_boxes(editor):
    situation = Situation.objects.get(key="stop-now")
    address = reverse("admin:techniques_situation_change", args=[situation.pk])
    response = editor.get(address)
    assert response.text.count('type="checkbox" name="zone"') == 9
    response = editor.post(address, form_data(response) | {"zone": ["13", "33"]})
    assert response.status_code == 302, response.context_data["errors"]
    situation.refresh_from_db()
    assert situation.zone == [[1, 3], [3, 3]]


def test_the_26_can_be_neither_added_to_nor_removed(editor):
    assert editor.get(reverse("admin:techniques_technique_add")).status_code == 403
    technique = Technique.objects.get(number=15)
    assert editor.get(reverse("admin:techniques_technique_delete", args=[technique.pk])).status_code == 403


def test_a_pair_can_be_added_once_only(editor):
    pair = Pair.objects.first()
    data = {"first": pair.second_id, "second": pair.first_id, "reason_nl": "Omgekeerd.", "reason_en": "Reversed."}
    response = editor.post(reverse("admin:techniques_pair_add"), data)
    assert response.status_code == 200
    assert response.context_data["errors"]


def test_whoever_is_not_logged_in_sees_only_the_door(client):
    response = client.get(reverse("admin:index"))
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/")
