"""Editing the conversations: both languages side by side, a phase with its lines and techniques on one page."""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from conversations.forms import ScenarioForm
from conversations.models import (
    QUESTIONS_AT_LEAST,
    SAYINGS_AT_LEAST,
    USES,
    Conversation,
    Phase,
    Question,
    Saying,
    Scenario,
    Use,
)
from techniques.admin import SLUGS, Fixed, NextPositionFormSet, preview


class QuestionInline(TranslationStackedInline):
    model = Question
    formset = NextPositionFormSet
    exclude = ("position",)
    extra = 0
    min_num = QUESTIONS_AT_LEAST

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, validate_min=True, **kwargs)


class SayingInline(TranslationStackedInline):
    model = Saying
    formset = NextPositionFormSet
    exclude = ("position",)
    extra = 0
    min_num = SAYINGS_AT_LEAST

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, validate_min=True, **kwargs)


class UseInline(TranslationStackedInline):
    model = Use
    formset = NextPositionFormSet
    exclude = ("position",)
    extra = 0
    min_num, max_num = USES

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, validate_min=True, validate_max=True, **kwargs)


@admin.register(Conversation)
class ConversationAdmin(Fixed):
    list_display = ("position", "name", preview)
    list_display_links = ("position", "name")
    readonly_fields = ("position", *SLUGS, preview)
    inlines = (QuestionInline,)


@admin.register(Phase)
class PhaseAdmin(Fixed):
    list_display = ("conversation", "position", "name", preview)
    list_display_links = ("position", "name")
    list_filter = ("conversation",)
    list_select_related = ("conversation",)
    readonly_fields = ("conversation", "position", preview)
    inlines = (SayingInline, UseInline)


@admin.register(Scenario)
class ScenarioAdmin(TranslationAdmin):
    form = ScenarioForm
    list_display = ("conversation", "position", "name", preview)
    list_display_links = ("position", "name")
    list_filter = ("conversation",)
    list_select_related = ("conversation",)
    readonly_fields = (preview,)

    def save_model(self, request, obj, form, change):
        obj.key = obj.key or obj.slug_en
        super().save_model(request, obj, form, change)

    def get_readonly_fields(self, request, obj=None):
        """Print and bookmarks carry the address."""
        return (*SLUGS, preview) if obj else ()
