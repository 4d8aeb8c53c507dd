"""The self-test: what it asks (content), and what someone answered (a learner's own).

Answers name what they answer by its key and not by a relation, so that nothing in the admin leads from the content to
anybody's answers. docs/scoring.md tells where the items come from.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.models import Learner
from selftest.scoring import ITEMS, STATEMENTS, USE_VALUES, Corner
from techniques.content import Content
from techniques.models import Situation, Technique

LETTERS = "abcd"  # of the four reactions, as an answer names them: 1 to 4
STEPS = ITEMS + STATEMENTS


class Item(Content):
    """A situation on the shop floor: "what would you do first?"."""

    NATURAL_KEY = ("number",)

    class Asked(models.TextChoices):
        WARM_LOW = Corner.WARM_LOW.value, _("connection, and little challenge")
        WARM_HIGH = Corner.WARM_HIGH.value, _("connection and challenge")

    number = models.PositiveSmallIntegerField(
        _("number"), unique=True, validators=[MinValueValidator(1), MaxValueValidator(ITEMS)]
    )
    situation = models.ForeignKey(Situation, models.PROTECT, related_name="items", verbose_name=_("situation"))
    asked = models.CharField(_("what the situation asks for"), max_length=10, choices=Asked.choices)
    text = models.CharField(_("the situation"), max_length=400)

    class Meta:
        ordering = ("number",)
        verbose_name = _("situation of the self-test")
        verbose_name_plural = _("situations of the self-test")
        constraints = [
            models.CheckConstraint(condition=models.Q(number__range=(1, ITEMS)), name="item_number_1_to_12"),
        ]

    def __str__(self):
        return f"{self.number}. {self.text}"


class Reaction(Content):
    """One of the four reactions to a situation, at a corner of the grid."""

    NATURAL_KEY = ("item__number", "letter")

    class Place(models.TextChoices):
        WARM_LOW = Corner.WARM_LOW.value, _("connection, little challenge")
        WARM_HIGH = Corner.WARM_HIGH.value, _("connection and challenge")
        COOL_HIGH = Corner.COOL_HIGH.value, _("challenge, little connection")
        COOL_LOW = Corner.COOL_LOW.value, _("little of both")

    item = models.ForeignKey(Item, models.CASCADE, related_name="reactions", verbose_name=_("situation"))
    letter = models.CharField(_("letter"), max_length=1, choices=[(letter, letter) for letter in LETTERS])
    corner = models.CharField(_("place on the grid"), max_length=10, choices=Place.choices)
    text = models.CharField(_("the reaction"), max_length=240)

    class Meta:
        ordering = ("letter",)
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = [
            models.UniqueConstraint(fields=["item", "letter"], name="reaction_letter_once"),
            models.UniqueConstraint(fields=["item", "corner"], name="reaction_corner_once"),
        ]

    def __str__(self):
        return self.text

    @property
    def value(self):
        """What an answer keeps of it: 1 to 4."""
        return LETTERS.index(self.letter) + 1


class Statement(Content):
    """What using a technique looks like, so that one can count it: "in the last two weeks I ..."."""

    NATURAL_KEY = ("technique__number",)

    technique = models.OneToOneField(Technique, models.PROTECT, related_name="statement", verbose_name=_("technique"))
    text = models.CharField(_("the statement"), max_length=240)

    class Meta:
        ordering = ("technique__number",)
        verbose_name = _("statement of the self-test")
        verbose_name_plural = _("statements of the self-test")

    def __str__(self):
        return self.text


class AttemptQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(finished=None)

    def done(self):
        """The finished ones, the oldest first, each with its answers."""
        return self.exclude(finished=None).order_by("number").prefetch_related("answers")


class Attempt(models.Model):
    """One run of a learner, counted from 1. `seed` shuffles the reactions; the dates are days."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    seed = models.PositiveSmallIntegerField()
    started = models.DateField(default=timezone.localdate)
    finished = models.DateField(null=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "number"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["learner"], condition=models.Q(finished=None), name="attempt_one_unfinished"
            ),
        ]

    def __str__(self):
        return f"attempt {self.number}"


class Answer(models.Model):
    """`step` is 1 to 12 for a situation, 13 to 38 for a statement; `value` is the reaction's (1 to 4), or how often
    (one of scoring.USE_VALUES)."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    step = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "step"], name="answer_once"),
            models.CheckConstraint(
                condition=models.Q(step__range=(1, ITEMS), value__range=(1, len(LETTERS)))
                | models.Q(step__range=(ITEMS + 1, STEPS), value__in=USE_VALUES),
                name="answer_in_range",
            ),
        ]

    def __str__(self):
        return f"answer to {self.step}"
