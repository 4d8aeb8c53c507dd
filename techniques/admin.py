"""Editing the content: both languages side by side, levels as words, a link to how it looks."""

from django import forms
from django.contrib import admin
from django.db.models import Max
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.translation import gettext, gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from techniques.levels import CELLS
from techniques.models import (
    LINES_AT_LEAST,
    Advice,
    Behaviour,
    Concept,
    Line,
    Pair,
    Pitfall,
    Principle,
    Remedy,
    Situation,
    Synonyms,
    Technique,
)

SLUGS = ("slug_nl", "slug_en")  # an address without a number in it stays as it is: print and bookmarks carry it


@admin.display(description=_("look at it"))
def preview(item):
    """Links to the item's page in both languages, in another tab."""
    if item.pk is None:
        return ""
    links = []
    for language, name in (("nl", "Nederlands"), ("en", "English")):
        with translation.override(language):
            links.append((item.get_absolute_url(), name))
    return format_html_join(" · ", '<a href="{}" target="_blank">{}</a>', links)


class NextPositionFormSet(forms.BaseInlineFormSet):
    """New rows go behind the others; a position is a row's key and never changes."""

    def save_new(self, form, commit=True):
        last = self.model.objects.filter(**{self.fk.name: self.instance}).aggregate(last=Max("position"))
        form.instance.position = (last["last"] or 0) + 1
        return super().save_new(form, commit)


class LineInline(TranslationStackedInline):
    model = Line
    formset = NextPositionFormSet
    exclude = ("position",)
    extra = 0
    min_num = LINES_AT_LEAST

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, validate_min=True, **kwargs)


class RemedyInline(TranslationStackedInline):
    model = Remedy
    extra = 0


class AdviceInline(TranslationStackedInline):
    model = Advice
    extra = 0


class Fixed(TranslationAdmin):
    """Content of which the method fixes the number: it is edited, not added or removed."""

    readonly_fields = (preview,)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Technique)
class TechniqueAdmin(Fixed):
    list_display = ("number", "name", "tier", "connection", "challenge", preview)
    list_display_links = ("number", "name")
    list_filter = ("tier", "connection", "challenge")
    search_fields = ("name_nl", "name_en", "core_nl", "core_en")
    readonly_fields = ("number", preview)
    radio_fields = {"tier": admin.HORIZONTAL, "connection": admin.HORIZONTAL, "challenge": admin.HORIZONTAL}
    inlines = (LineInline,)


@admin.register(Pitfall)
class PitfallAdmin(Fixed):
    list_display = ("letter", "name", preview)
    list_display_links = ("letter", "name")
    readonly_fields = ("letter", *SLUGS, preview)
    inlines = (RemedyInline,)


class ZoneForm(forms.ModelForm):
    """The zone as nine boxes to tick."""

    zone = forms.MultipleChoiceField(label=_("zone on the grid"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].required = not self._meta.model._meta.get_field("zone").blank
        self.fields["zone"].choices = [(cell.key, gettext(cell.name)) for cell in CELLS.values()]
        self.initial["zone"] = [f"{connection}{challenge}" for connection, challenge in self.instance.zone or []]

    def clean_zone(self):
        return [[int(level) for level in key] for key in self.cleaned_data["zone"]] or None


@admin.register(Situation)
class SituationAdmin(Fixed):
    form = ZoneForm
    list_display = ("position", "name", "goal", preview)
    list_display_links = ("position", "name")
    readonly_fields = ("position", *SLUGS, preview)
    inlines = (AdviceInline,)


@admin.register(Pair)
class PairAdmin(TranslationAdmin):
    list_display = ("first", "second", "reason")
    list_select_related = ("first", "second")
    search_fields = ("first__name_nl", "second__name_nl", "reason_nl", "reason_en")


@admin.register(Behaviour)
class BehaviourAdmin(Fixed):
    list_display = ("position", "helpful", "unhelpful")
    readonly_fields = ("position",)
    filter_horizontal = ("techniques",)


@admin.register(Principle)
class PrincipleAdmin(Fixed):
    form = ZoneForm
    list_display = ("position", "name", preview)
    list_display_links = ("position", "name")
    readonly_fields = ("position", *SLUGS, preview)
    filter_horizontal = ("techniques",)


@admin.register(Concept)
class ConceptAdmin(Fixed):
    list_display = ("position", "name", "kind", preview)
    list_display_links = ("position", "name")
    list_filter = ("kind",)
    readonly_fields = ("position", *SLUGS, preview)
    filter_horizontal = ("techniques",)


@admin.register(Synonyms)
class SynonymsAdmin(TranslationAdmin):
    list_display = ("key", "words_nl", "words_en")
    search_fields = ("key", "words_nl", "words_en")
