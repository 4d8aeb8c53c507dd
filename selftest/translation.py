"""Which fields are kept in Dutch and in English."""

from modeltranslation.translator import register

from selftest import models
from techniques.translation import Bilingual


@register(models.Item)
class ItemTranslation(Bilingual):
    fields = ("text",)


@register(models.Reaction)
class ReactionTranslation(Bilingual):
    fields = ("text",)


@register(models.Statement)
class StatementTranslation(Bilingual):
    fields = ("text",)
