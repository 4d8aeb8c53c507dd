from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    name = "conversations"
    verbose_name = _("Conversations")

    def ready(self):
        from conversations import documents, kept, models, uses
        from conversations.checks import conversations_are_whole
        from techniques import version

        checks.register(conversations_are_whole)
        version.track(models.Conversation, models.Phase, models.Saying, models.Use, models.Question, models.Scenario)
        documents.register()
        uses.register()
        kept.register()
