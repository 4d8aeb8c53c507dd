"""The content that people look up. Every text is kept in Dutch and English (see translation.py).

Rows are found by a natural key that is never translated (`number` or `key`), so fixtures need no pks and addresses
outlive a changed slug. Prose is Markdown.
"""

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Greatest, Least
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from techniques import grid
from techniques.content import Content, KeyManager
from techniques.levels import CELLS, Level
from techniques.validators import STEPS_HELP, validate_steps, validate_zone

COUNT = 26  # the method has 26 techniques, numbered from 1
LINES_AT_LEAST = 3  # lines to say of each technique
LEVEL_CHOICES = [(level.value, _(level.word)) for level in Level]
LONG_FIELDS = ("what", "when", "when_not", "how", "floor", "advanced", "watch_out", "cues")
CUES_HELP = _("What a supervisor would say or type, one a line. Only the search reads them.")


class Pitfall(Content):
    NATURAL_KEY = ("key",)

    key = models.SlugField(_("key"), unique=True, editable=False)
    letter = models.CharField(_("letter"), max_length=1, unique=True)
    slug = models.SlugField(_("word in the address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60)
    core = models.CharField(_("in one sentence"), max_length=140)
    what = models.TextField(_("what it is"))
    risk = models.TextField(_("the risk"))
    signs = models.TextField(_("how you notice it"))
    prone = models.TextField(_("when you are prone to it"))
    prevent = models.TextField(_("how to prevent it"))
    example = models.TextField(_("on the shop floor"))
    cues = models.TextField(_("spoken cues"), help_text=CUES_HELP)

    class Meta:
        ordering = ("letter",)
        verbose_name = _("pitfall")
        verbose_name_plural = _("pitfalls")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("techniques:pitfall", args=[self.slug])


class TechniqueQuerySet(models.QuerySet):
    def brief(self):
        """What a list, a token or a link needs: everything but the prose."""
        return self.defer(*LONG_FIELDS)


class Technique(Content):
    NATURAL_KEY = ("number",)

    class Tier(models.TextChoices):
        """Read off the reader's headings: "De basis" (1-17) and "De kern" (18-26)."""

        BASIC = "basic", _("basic")
        COMPLEX = "complex", _("complex")

    number = models.PositiveSmallIntegerField(
        _("number"), unique=True, validators=[MinValueValidator(1), MaxValueValidator(COUNT)]
    )
    slug = models.SlugField(_("words in the address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=80)
    short_name = models.CharField(_("short name for the grid"), max_length=22)
    tier = models.CharField(_("tier"), max_length=7, choices=Tier.choices)
    connection = models.PositiveSmallIntegerField(_("connection"), choices=LEVEL_CHOICES)
    challenge = models.PositiveSmallIntegerField(_("challenge"), choices=LEVEL_CHOICES)
    core = models.CharField(_("in one sentence"), max_length=140)
    what = models.TextField(_("what it is"))
    when = models.TextField(_("when"), validators=[MaxLengthValidator(800)])
    when_not = models.TextField(_("when not"), validators=[MaxLengthValidator(600)])  # both on the back of a card
    how = models.TextField(_("how"), help_text=STEPS_HELP, validators=[validate_steps])
    floor = models.TextField(_("on the shop floor"))
    advanced = models.TextField(_("one step further"))
    watch_out = models.TextField(_("watch out"))
    cues = models.TextField(_("spoken cues"), help_text=CUES_HELP)
    pitfall = models.ForeignKey(Pitfall, models.PROTECT, related_name="lurks_in", verbose_name=_("pitfall"))

    objects = KeyManager.from_queryset(TechniqueQuerySet)()

    class Meta:
        ordering = ("number",)
        verbose_name = _("technique")
        verbose_name_plural = _("techniques")
        constraints = [
            models.CheckConstraint(condition=models.Q(number__range=(1, COUNT)), name="technique_number_1_to_26"),
            models.CheckConstraint(condition=models.Q(connection__range=(1, 3)), name="technique_connection_1_to_3"),
            models.CheckConstraint(condition=models.Q(challenge__range=(1, 3)), name="technique_challenge_1_to_3"),
            models.CheckConstraint(condition=models.Q(tier__in=["basic", "complex"]), name="technique_tier_known"),
        ]

    def __str__(self):
        return f"{self.number}. {self.name}"

    def get_absolute_url(self):
        return reverse("techniques:technique", args=[self.number, self.slug])

    @property
    def cell(self):
        return CELLS[self.connection, self.challenge]


class Line(Content):
    """A line one can say, in its moment, beside the weaker line that tempts."""

    NATURAL_KEY = ("technique__number", "position")

    technique = models.ForeignKey(Technique, models.CASCADE, related_name="lines", verbose_name=_("technique"))
    position = models.PositiveSmallIntegerField(_("position"))
    moment = models.CharField(_("the moment"), max_length=200)
    say = models.CharField(_("the line"), max_length=150)
    weaker = models.CharField(_("the weaker line"), max_length=300)
    why = models.CharField(_("what the difference does"), max_length=400)

    class Meta:
        ordering = ("position",)
        verbose_name = _("line to say")
        verbose_name_plural = _("lines to say")
        constraints = [models.UniqueConstraint(fields=["technique", "position"], name="line_position_once")]

    def __str__(self):
        return self.say


class Pair(Content):
    """Two techniques that go well together. Unordered: who reads either one finds the other."""

    NATURAL_KEY = ("first__number", "second__number")

    first = models.ForeignKey(Technique, models.CASCADE, related_name="+", verbose_name=_("technique"))
    second = models.ForeignKey(Technique, models.CASCADE, related_name="+", verbose_name=_("goes well with"))
    reason = models.CharField(_("why"), max_length=300)

    class Meta:
        ordering = ("first__number", "second__number")
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")
        constraints = [
            models.CheckConstraint(condition=~models.Q(first=models.F("second")), name="pair_of_two"),
            models.UniqueConstraint(Least("first", "second"), Greatest("first", "second"), name="pair_once"),
        ]

    def __str__(self):
        return f"{self.first} + {self.second}"


class WithTechnique(models.QuerySet):
    """Rows that give a reason for a technique."""

    def with_technique(self):
        return self.select_related("technique").defer(*(f"technique__{name}" for name in LONG_FIELDS))


class Remedy(Content):
    """A technique that helps against a pitfall, and why."""

    NATURAL_KEY = ("pitfall__key", "technique__number")

    pitfall = models.ForeignKey(Pitfall, models.CASCADE, related_name="remedies", verbose_name=_("pitfall"))
    technique = models.ForeignKey(Technique, models.CASCADE, related_name="remedies", verbose_name=_("technique"))
    reason = models.CharField(_("why"), max_length=300)

    objects = KeyManager.from_queryset(WithTechnique)()

    class Meta:
        ordering = ("technique__number",)
        verbose_name = _("what helps against a pitfall")
        verbose_name_plural = _("what helps against pitfalls")
        constraints = [models.UniqueConstraint(fields=["pitfall", "technique"], name="remedy_once")]

    def __str__(self):
        return f"{self.pitfall}: {self.technique}"


class BehaviourQuerySet(models.QuerySet):
    def with_techniques(self):
        return self.prefetch_related(models.Prefetch("techniques", Technique.objects.brief()))


class Behaviour(Content):
    """One row of the table of behaviour that helps and behaviour that does not."""

    NATURAL_KEY = ("position",)

    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    helpful = models.CharField(_("helps"), max_length=120)
    unhelpful = models.CharField(_("does not help"), max_length=120)
    note = models.CharField(_("what the difference does"), max_length=400)
    techniques = models.ManyToManyField(Technique, verbose_name=_("techniques"), related_name="+")

    objects = KeyManager.from_queryset(BehaviourQuerySet)()

    class Meta:
        ordering = ("position",)
        verbose_name = _("helpful and unhelpful behaviour")
        verbose_name_plural = _("helpful and unhelpful behaviour")

    def __str__(self):
        return f"{self.helpful} / {self.unhelpful}"


class SituationQuerySet(models.QuerySet):
    def with_techniques(self):
        """Each situation with its advice, and each advice with its technique, in two queries."""
        return self.prefetch_related(models.Prefetch("advice", Advice.objects.with_technique()))

    def brief(self):
        """What a chip, a card or a link needs: everything but the prose."""
        return self.defer("what", "how", "example", "not_this", "cues")


class Situation(Content):
    """One of the six situations of "when to do what": the finder."""

    NATURAL_KEY = ("key",)

    class Goal(models.TextChoices):
        SHORT_TERM = "short-term", _("Different behaviour, now")
        LONG_TERM = "long-term", _("Different behaviour, in the long run")
        NO_CHANGE = "no-change", _("Nothing has to change")

    key = models.SlugField(_("key"), unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    goal = models.CharField(_("goal"), max_length=10, choices=Goal.choices)
    slug = models.SlugField(_("words in the address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=40)
    core = models.CharField(_("in one sentence"), max_length=140)
    what = models.TextField(_("how to recognise it"))
    how = models.TextField(_("what to do"))
    example = models.TextField(_("on the shop floor"))
    not_this = models.TextField(_("what does not help"))
    cues = models.TextField(_("spoken cues"), help_text=CUES_HELP)
    zone = models.JSONField(_("zone on the grid"), validators=[validate_zone])
    techniques = models.ManyToManyField(Technique, through="Advice", related_name="situations")

    objects = KeyManager.from_queryset(SituationQuerySet)()

    class Meta:
        ordering = ("position",)
        verbose_name = _("situation")
        verbose_name_plural = _("situations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(goal__in=["short-term", "long-term", "no-change"]), name="situation_goal_known"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("techniques:situation", args=[self.slug])

    @property
    def outline(self):
        """The zone as an SVG path over the grid."""
        return grid.zone(map(tuple, self.zone))

    @property
    def numbers(self):
        """Of its techniques. One query a technique unless the situation comes from `with_techniques`."""
        return frozenset(advice.technique.number for advice in self.advice.all())


class Advice(Content):
    """A technique for a situation, and why this one here."""

    NATURAL_KEY = ("situation__key", "technique__number")

    situation = models.ForeignKey(Situation, models.CASCADE, related_name="advice", verbose_name=_("situation"))
    technique = models.ForeignKey(Technique, models.CASCADE, related_name="advice", verbose_name=_("technique"))
    position = models.PositiveSmallIntegerField(_("position"))
    reason = models.CharField(_("why this one here"), max_length=300)

    objects = KeyManager.from_queryset(WithTechnique)()

    class Meta:
        ordering = ("situation__position", "position")
        verbose_name = _("technique for a situation")
        verbose_name_plural = _("techniques for situations")
        constraints = [models.UniqueConstraint(fields=["situation", "technique"], name="advice_once")]

    def __str__(self):
        return f"{self.situation}: {self.technique}"


class Concept(Content):
    """A term of the method or of the theory under it. Its forms are marked in running text."""

    NATURAL_KEY = ("key",)

    class Kind(models.TextChoices):
        CORE = "core", _("core concept")
        THEORY = "theory", _("theory")

    key = models.SlugField(_("key"), unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    slug = models.SlugField(_("words in the address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60)
    forms = models.TextField(
        _("forms"), help_text=_("Every form in which it stands in a text, one a line: singular, plural, adjective.")
    )
    meaning = models.CharField(_("meaning"), max_length=320)
    detail = models.TextField(_("more about it"))
    example = models.TextField(_("on the shop floor"))
    caution = models.TextField(_("be careful"), blank=True)
    techniques = models.ManyToManyField(Technique, verbose_name=_("techniques"), related_name="concepts")

    class Meta:
        ordering = ("position",)
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=["core", "theory"]), name="concept_kind_known"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("techniques:concept", args=[self.slug])


class Principle(Content):
    """A short page of the basics."""

    NATURAL_KEY = ("key",)

    key = models.SlugField(_("key"), unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    slug = models.SlugField(_("words in the address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    core = models.CharField(_("in one sentence"), max_length=140)
    body = models.TextField(_("text"))
    example = models.TextField(_("on the shop floor"))
    zone = models.JSONField(_("zone on the grid"), validators=[validate_zone], null=True, blank=True)
    techniques = models.ManyToManyField(Technique, verbose_name=_("techniques"), related_name="principles")

    class Meta:
        ordering = ("position",)
        verbose_name = _("basic")
        verbose_name_plural = _("basics")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("techniques:principle", args=[self.slug])


class Synonyms(Content):
    """Words that people use for the same thing: a search for one finds texts with another."""

    NATURAL_KEY = ("key",)

    key = models.SlugField(_("key"), unique=True)
    words = models.TextField(_("words"), help_text=_("Single words, one a line."))

    class Meta:
        ordering = ("key",)
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self):
        return ", ".join(self.words.split())


class ContentVersion(models.Model):
    """One row: which fixtures were loaded, and how many edits were saved since (see version.py)."""

    loaded = models.CharField(max_length=16)
    edits = models.PositiveIntegerField(default=0)
    since = models.DateField(null=True)

    def __str__(self):
        return f"{self.loaded}.{self.edits}"
