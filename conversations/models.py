"""The five core conversations, phase by phase. Every text is kept in Dutch and English (see translation.py).

The reader names the conversations; their content is ours (docs/method.md).
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from techniques.content import Content, KeyManager
from techniques.models import CUES_HELP, Pitfall, Technique, WithTechnique

COUNT = 5  # the method has five core conversations
PHASES = (5, 7)  # of one conversation: at least and at most
SAYINGS_AT_LEAST = 4  # lines to say of one phase
USES = (2, 4)  # techniques of one phase
QUESTIONS_AT_LEAST = 5  # on a preparation sheet
LINES_ON_AID = 2  # of each phase, on the page to hold during the talk
STEPS_HELP = _("A numbered list; each step begins with a few words in bold.")


class ConversationQuerySet(models.QuerySet):
    def brief(self):
        """What a tile or a link needs: everything but the prose."""
        return self.defer("purpose", "when", "setting", "prepare", "ending", "goes_wrong", "law", "cues")


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
    prepare = models.TextField(_("how to prepare"), help_text=STEPS_HELP)
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
        """Each phase with all that a page of it shows, in four queries."""
        return self.select_related("conversation", "pitfall").prefetch_related(
            "sayings", models.Prefetch("uses", Use.objects.with_technique())
        )

    def spoken(self):
        """Each phase with its lines only."""
        return self.select_related("conversation").prefetch_related("sayings")

    def placed(self):
        """Each phase with what its place on the grid comes from, without its prose."""
        return self.prefetch_related(models.Prefetch("uses", Use.objects.with_technique())).defer("do", "otherwise")


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
    do = models.TextField(_("what you do"), help_text=STEPS_HELP)
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
        constraints = [models.UniqueConstraint(fields=["conversation", "position"], name="phase_position_once")]

    def __str__(self):
        return f"{self.position}. {self.name}"

    def get_absolute_url(self):
        return reverse("conversations:phase", args=[self.conversation.slug, self.position, self.slug])

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
    technique = models.ForeignKey(Technique, models.CASCADE, related_name="uses", verbose_name=_("technique"))
    position = models.PositiveSmallIntegerField(_("position"))
    reason = models.CharField(_("why this one here"), max_length=240)

    objects = KeyManager.from_queryset(WithTechnique)()

    class Meta:
        ordering = ("position",)
        verbose_name = _("technique in a phase")
        verbose_name_plural = _("techniques in a phase")
        constraints = [models.UniqueConstraint(fields=["phase", "technique"], name="use_once")]

    def __str__(self):
        return f"{self.phase}: {self.technique}"


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
