"""The five core conversations, phase by phase. Every text is kept in Dutch and English (see translation.py).

The reader names the conversations; their content is ours (docs/method.md).
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conversations.rehearsal import reachable
from conversations.script import ENDINGS, Problem
from conversations.script_reader import parse
from learners.models import Learner
from techniques.content import Content, KeyManager
from techniques.models import COUNT as TECHNIQUES, CUES_HELP, Pitfall, Situation, Technique, WithTechnique
from techniques.validators import STEPS_HELP, validate_steps

COUNT = 5  # the method has five core conversations
PHASES = (5, 7)  # of one conversation: at least and at most
SAYINGS_AT_LEAST = 4  # lines to say of one phase
USES = (2, 4)  # techniques of one phase
QUESTIONS_AT_LEAST = 5  # on a preparation sheet
LINES_ON_AID = 2  # of each phase, on the page to hold during the talk
PITFALLS = ("haste", "own-right", "righting-reflex")
CONVERSATION_PROSE = ("purpose", "when", "setting", "prepare", "ending", "goes_wrong", "law", "cues")


class ConversationQuerySet(models.QuerySet):
    def brief(self):
        """What a tile or a link needs: everything but the prose."""
        return self.defer(*CONVERSATION_PROSE)


class Conversation(Content):
    NATURAL_KEY = ("key",)

    key = models.SlugField(_("key"), unique=True, editable=False)
    position = models.PositiveSmallIntegerField(
        _("position"), unique=True, validators=[MinValueValidator(1), MaxValueValidator(COUNT)]
    )
    slug = models.SlugField(_("words in the address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60)
    core = models.CharField(_("in one sentence"), max_length=140)
    purpose = models.TextField(_("what it is for"))
    when = models.TextField(_("when"))
    setting = models.TextField(_("setting"))
    duration = models.CharField(_("how long"), max_length=140)
    prepare = models.TextField(_("how to prepare"), help_text=STEPS_HELP, validators=[validate_steps])
    ending = models.TextField(_("how to end"))
    goes_wrong = models.TextField(_("what often goes wrong"))
    law = models.TextField(_("what the law asks"), blank=True)
    cues = models.TextField(_("spoken cues"), help_text=CUES_HELP)

    objects = KeyManager.from_queryset(ConversationQuerySet)()

    class Meta:
        ordering = ("position",)
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = [
            models.CheckConstraint(condition=models.Q(position__range=(1, COUNT)), name="conversation_position_1_to_5"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("conversations:conversation", args=[self.slug])


class PhaseQuerySet(models.QuerySet):
    def complete(self):
        """Each phase with all that a page of it shows, in three queries."""
        return self.select_related("pitfall").prefetch_related("sayings").with_techniques()

    def with_techniques(self):
        """Each phase with its techniques, from which its place on the grid comes."""
        return self.prefetch_related(models.Prefetch("uses", Use.objects.with_technique()))

    def with_conversation(self):
        """Each phase with the name and address of its conversation."""
        return self.select_related("conversation").defer(*(f"conversation__{name}" for name in CONVERSATION_PROSE))


class Phase(Content):
    NATURAL_KEY = ("conversation__key", "position")

    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="phases", verbose_name=_("conversation")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), validators=[MinValueValidator(1), MaxValueValidator(PHASES[1])]
    )
    slug = models.SlugField(_("words in the address"), max_length=60)
    name = models.CharField(_("name"), max_length=60)
    aim = models.CharField(_("aim"), max_length=160)
    do = models.TextField(_("what you do"), help_text=STEPS_HELP, validators=[validate_steps])
    pitfall = models.ForeignKey(Pitfall, models.PROTECT, related_name="phases", verbose_name=_("pitfall"))
    lurks = models.CharField(_("how the pitfall lurks here"), max_length=300)
    equality = models.CharField(_("check on equality"), max_length=180, help_text=_("A question for this moment."))
    equality_why = models.CharField(_("why this question"), max_length=300)
    move_on = models.CharField(_("a sign that you can move on"), max_length=240)
    otherwise = models.TextField(_("when it goes otherwise"))

    objects = KeyManager.from_queryset(PhaseQuerySet)()

    class Meta:
        ordering = ("conversation__position", "position")
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = [
            models.UniqueConstraint(fields=["conversation", "position"], name="phase_position_once"),
            models.CheckConstraint(condition=models.Q(position__range=(1, PHASES[1])), name="phase_position_1_to_7"),
        ]

    def __str__(self):
        return f"{self.position}. {self.name}"

    def get_absolute_url(self):
        return reverse("conversations:phase", args=[self.conversation.slug, self.position, self.slug])

    @property
    def place(self):
        """The key under which the registry of uses has it; needs the conversation."""
        return f"{self.conversation.key}/{self.position}"

    @property
    def aid(self):
        """The lines on the page to hold during the talk."""
        return self.sayings.all()[:LINES_ON_AID]


class Saying(Content):
    """A line one can say in a phase."""

    NATURAL_KEY = ("phase__conversation__key", "phase__position", "position")

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="sayings", verbose_name=_("phase"))
    position = models.PositiveSmallIntegerField(_("position"))
    moment = models.CharField(_("the moment"), max_length=90)
    say = models.CharField(_("the line"), max_length=200)

    class Meta:
        ordering = ("position",)
        verbose_name = _("line to say")
        verbose_name_plural = _("lines to say")
        constraints = [models.UniqueConstraint(fields=["phase", "position"], name="saying_position_once")]

    def __str__(self):
        return self.say


class Use(Content):
    """A technique in a phase, and why this one here."""

    NATURAL_KEY = ("phase__conversation__key", "phase__position", "technique__number")

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="uses", verbose_name=_("phase"))
    technique = models.ForeignKey(Technique, models.PROTECT, related_name="uses", verbose_name=_("technique"))
    position = models.PositiveSmallIntegerField(_("position"))
    reason = models.CharField(_("why this one here"), max_length=240)

    objects = KeyManager.from_queryset(WithTechnique)()

    class Meta:
        ordering = ("position",)
        verbose_name = _("technique in a phase")
        verbose_name_plural = _("techniques in a phase")
        constraints = [
            models.UniqueConstraint(fields=["phase", "technique"], name="use_once"),
            models.UniqueConstraint(fields=["phase", "position"], name="use_position_once"),
        ]

    def __str__(self):
        return f"{self.phase}: {self.technique}"


def validate_script(value):
    """Every fault of a script, each named by scene and field."""
    script, faults = read_script(value)
    if not faults:
        faults = [Problem("", "endings", f"{key} is out of reach") for key in ENDINGS if key not in reachable(script)]
    if faults:
        raise ValidationError([ValidationError("%(fault)s", params={"fault": str(fault)}) for fault in faults])


def read_script(document):
    """A script from its document, and what is wrong with it."""
    return parse(document, range(1, TECHNIQUES + 1), PITFALLS)


class ScenarioQuerySet(models.QuerySet):
    def brief(self):
        """What a tile or a link needs: everything but the script, with the conversation's name and address."""
        names = [f"conversation__{name}" for name in CONVERSATION_PROSE]
        return self.select_related("conversation").defer("script", *names)

    def complete(self):
        """With its situations as well, in two queries."""
        return self.brief().prefetch_related(models.Prefetch("situations", Situation.objects.brief()))


class Scenario(Content):
    """A rehearsal: an employee to talk with, in one of the conversations. docs/scripts.md explains its script."""

    NATURAL_KEY = ("key",)

    key = models.SlugField(_("key"), unique=True, editable=False)
    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="scenarios", verbose_name=_("conversation")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    situations = models.ManyToManyField(Situation, related_name="scenarios", verbose_name=_("situations"))
    slug = models.SlugField(_("words in the address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60)
    core = models.CharField(_("in one sentence"), max_length=140)
    script = models.JSONField(_("script"), validators=[validate_script])

    objects = KeyManager.from_queryset(ScenarioQuerySet)()

    class Meta:
        ordering = ("conversation__position", "position")
        verbose_name = _("rehearsal")
        verbose_name_plural = _("rehearsals")
        constraints = [models.UniqueConstraint(fields=["conversation", "position"], name="scenario_position_once")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("conversations:rehearsal", args=[self.conversation.slug, self.slug])


class Question(Content):
    """A question on the preparation sheet, that the supervisor answers alone."""

    NATURAL_KEY = ("conversation__key", "position")

    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="questions", verbose_name=_("conversation")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    question = models.CharField(_("question"), max_length=160)
    hint = models.CharField(_("hint"), max_length=200)

    class Meta:
        ordering = ("position",)
        verbose_name = _("question to prepare with")
        verbose_name_plural = _("questions to prepare with")
        constraints = [models.UniqueConstraint(fields=["conversation", "position"], name="question_position_once")]

    def __str__(self):
        return self.question


class Kept(models.Model):
    """A talk that a learner kept: which one, what was chosen (as in its address), and the day."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="kept_talks")
    scenario = models.SlugField()
    path = models.CharField(max_length=40)
    day = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ("-day", "-pk")
        constraints = [models.UniqueConstraint(fields=["learner", "scenario", "path"], name="kept_once")]

    def __str__(self):
        return "kept talk"
