"""The conversations and their phases, for the search."""

from collections.abc import Iterator

from django.utils.translation import get_language, gettext_lazy as _

from conversations import talks
from conversations.models import Conversation, Phase
from techniques import registry, version
from techniques.documents import lines_of
from techniques.search import Document


def conversations() -> Iterator[Document]:
    for conversation in Conversation.objects.prefetch_related("questions"):
        texts = [("core", conversation.core), ("when", conversation.when)]
        prose = ("purpose", "setting", "duration", "prepare", "ending", "goes_wrong", "law")
        texts += [("body", getattr(conversation, name)) for name in prose]
        texts += [("body", question.question) for question in conversation.questions.all()]
        cues = lines_of(conversation.cues)
        yield Document("conversation", conversation.name, conversation.get_absolute_url(), texts, cues)


def phases() -> Iterator[Document]:
    for phase in Phase.objects.with_conversation().complete():
        said = [("line", text) for saying in phase.sayings.all() for text in (saying.say, saying.moment)]
        body = (phase.do, phase.otherwise, phase.equality, phase.equality_why, phase.lurks, phase.move_on)
        texts = [("core", phase.aim), *said, *(("body", text) for text in body)]
        texts += [("body", use.reason) for use in phase.uses.all()]
        title = f"{phase.conversation.name}: {phase.name}"
        yield Document("phase", title, phase.get_absolute_url(), texts)


def rehearsals() -> Iterator[Document]:
    language = get_language()
    for talk in talks.talks(version.current()).values():
        scenario, script = talk.scenario, talk.script
        texts = [("core", scenario.core), ("body", script.setting[language])]
        texts += [("body", text[language]) for text in (script.persona.work, script.persona.history)]
        yield Document("rehearsal", scenario.name, scenario.get_absolute_url(), texts)


def register() -> None:
    registry.provide_documents("conversation", _("Conversations"), conversations)
    registry.provide_documents("phase", _("Phases of a conversation"), phases)
    registry.provide_documents("rehearsal", _("Talks to rehearse"), rehearsals)
