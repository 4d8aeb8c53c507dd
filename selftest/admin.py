"""Editing what the self-test asks. Nobody's answers are here, and nothing here leads to them."""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from selftest.models import Item, Reaction, Statement


class FixedContent(TranslationAdmin):
    """The test fixes the number of its questions: they are edited, not added or removed."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ReactionInline(TranslationStackedInline):
    model = Reaction
    readonly_fields = ("letter", "corner")
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Item)
class ItemAdmin(FixedContent):
    list_display = ("number", "situation", "asked", "text")
    list_display_links = ("number", "text")
    list_select_related = ("situation",)
    readonly_fields = ("number", "situation", "asked")
    inlines = (ReactionInline,)


@admin.register(Statement)
class StatementAdmin(FixedContent):
    list_display = ("technique", "text")
    list_select_related = ("technique",)
    readonly_fields = ("technique",)
