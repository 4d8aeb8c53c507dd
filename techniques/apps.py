from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class TechniquesConfig(AppConfig):
    name = "techniques"
    verbose_name = _("Look up")

    def ready(self):
        from techniques import documents, models, version
        from techniques.checks import content_is_sound

        checks.register(content_is_sound)
        version.track(
            models.Technique,
            models.Line,
            models.Pair,
            models.Pitfall,
            models.Remedy,
            models.Behaviour,
            models.Situation,
            models.Advice,
            models.Concept,
            models.Principle,
            models.Synonyms,
        )
        documents.register()
