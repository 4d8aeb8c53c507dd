"""Which fields are kept in Dutch and in English."""

from modeltranslation.translator import register

from conversations import models
from techniques.translation import Bilingual


@register(models.Conversation)
class ConversationTranslation(Bilingual):
    fields = (
        *("slug", "name", "core", "purpose", "when", "setting", "duration", "prepare"),
        *("ending", "goes_wrong", "law", "cues"),
    )
    required_languages = {
        "default": ("slug", "name", "core", "purpose", "when", "setting", "duration", "prepare", "ending", "goes_wrong")
    }


@register(models.Phase)
class PhaseTranslation(Bilingual):
    fields = ("slug", "name", "aim", "do", "lurks", "equality", "equality_why", "move_on", "otherwise")


@register(models.Saying)
class SayingTranslation(Bilingual):
    fields = ("moment", "say")


@register(models.Use)
class UseTranslation(Bilingual):
    fields = ("reason",)


@register(models.Question)
class QuestionTranslation(Bilingual):
    fields = ("question", "hint")


@register(models.Scenario)
class ScenarioTranslation(Bilingual):
    fields = ("slug", "name", "core")
