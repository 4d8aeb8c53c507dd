"""Which fields are kept in Dutch and in English."""

from modeltranslation.translator import TranslationOptions, register

from techniques import models


class Bilingual(TranslationOptions):
    required_languages = ("nl", "en")


@register(models.Technique)
class TechniqueTranslation(Bilingual):
    fields = ("slug", "name", "short_name", "core", *models.LONG_FIELDS)


@register(models.Line)
class LineTranslation(Bilingual):
    fields = ("moment", "say", "weaker", "why")


@register([models.Pair, models.Remedy, models.Advice])
class ReasonTranslation(Bilingual):
    fields = ("reason",)


@register(models.Pitfall)
class PitfallTranslation(Bilingual):
    fields = ("slug", "name", "core", "what", "risk", "signs", "prone", "prevent", "example", "cues")


@register(models.Behaviour)
class BehaviourTranslation(Bilingual):
    fields = ("helpful", "unhelpful", "note")


@register(models.Situation)
class SituationTranslation(Bilingual):
    fields = ("slug", "name", "core", "what", "how", "example", "not_this", "cues")


@register(models.Concept)
class ConceptTranslation(Bilingual):
    fields = ("slug", "name", "forms", "meaning", "detail", "example", "caution")
    required_languages = {"default": ("slug", "name", "forms", "meaning", "detail", "example")}


@register(models.Synonyms)
class SynonymsTranslation(Bilingual):
    fields = ("words",)


@register(models.Principle)
class PrincipleTranslation(Bilingual):
    fields = ("slug", "name", "core", "body", "example")
