import pytest
from django.urls import reverse

from conversations.models import Conversation, Phase
from tests.admin import form_data

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Conversation, Phase])
def test_every_list_and_every_form_opens_and_cannot_be_added_to(editor, model):
    name = model._meta.model_name
    assert editor.get(reverse(f"admin:conversations_{name}_changelist")).status_code == 200
    row = model.objects.get(
        **{"key": "absence"} if model is Conversation else {"conversation__key": "absence", "position": 2}
    )
    html = editor.get(reverse(f"admin:conversations_{name}_change", args=[row.pk])).text
    assert f'href="{row.get_absolute_url()}"' in html
    assert editor.get(reverse(f"admin:conversations_{name}_add")).status_code == 403


def test_an_edited_line_shows_on_the_page(editor):
    phase = Phase.objects.get(conversation__key="absence", position=2)
    address = reverse("admin:conversations_phase_change", args=[phase.pk])
    data = form_data(editor.get(address)) | {"sayings-0-say_nl": "Fijn dat je belt, zeg."}
    response = editor.post(address, data)
    assert response.status_code == 302, response.context_data["errors"]
    assert "Fijn dat je belt, zeg." in editor.get(phase.get_absolute_url()).text


def test_a_new_technique_goes_behind_the_others(editor):
    phase = Phase.objects.get(conversation__key="absence", position=2)
    uses = list(phase.uses.all())
    phase.uses.filter(pk__in=[use.pk for use in uses[2:]]).delete()
    address = reverse("admin:conversations_phase_change", args=[phase.pk])
    data = form_data(editor.get(address))
    data |= {
        "uses-TOTAL_FORMS": 3,
        "uses-2-technique": 23 if uses[0].technique_id != 23 else 22,
        "uses-2-phase": phase.pk,
    }
    data |= {"uses-2-reason_nl": "Daarom.", "uses-2-reason_en": "Because."}
    response = editor.post(address, data)
    assert response.status_code == 302, response.context_data["errors"]
    assert [use.position for use in phase.uses.all()][-1] == max(use.position for use in uses[:2]) + 1


@pytest.mark.parametrize(
    "change",
    [
        {"equality_en": ""},
        {"sayings-0-DELETE": "on", "sayings-1-DELETE": "on"}
        | {f"sayings-{number}-DELETE": "on" for number in range(2, 6)},
    ],
)
def test_a_fault_comes_back_with_the_form_and_nothing_is_saved(editor, change):
    phase = Phase.objects.get(conversation__key="absence", position=2)
    count = phase.sayings.count()
    address = reverse("admin:conversations_phase_change", args=[phase.pk])
    response = editor.post(address, form_data(editor.get(address)) | change)
    assert response.status_code == 200
    assert response.context_data["errors"]
    assert phase.sayings.count() == count
