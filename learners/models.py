"""Someone who uses the self-test or keeps a talk: a number and two dates, and no word about who it is.

A browser shows a token in its cookie, a hand-copied code brings the same learner to another browser. Only hashes of
both are kept, so whoever reads the database cannot become a learner, nor tell who one is.
"""

from calendar import monthrange
from datetime import date

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from learners import tokens


class LearnerQuerySet(models.QuerySet):
    def begin(self):
        """A new learner. Whoever begins also clears away who was not here for too long."""
        self.unused_for(settings.LEARNER_MONTHS).delete()
        return self.create()

    def locked(self, learner: "Learner") -> "Learner":
        """The learner, kept from being erased until the transaction ends. Raises Learner.DoesNotExist."""
        return self.select_for_update().get(pk=learner.pk)

    def unused_for(self, months: int):
        """Who was not here for that many months."""
        return self.filter(seen__lt=months_before(timezone.localdate(), months))


class Learner(models.Model):
    """`created` and `seen` are days: nothing needs to know the hour."""

    created = models.DateField(default=timezone.localdate)
    seen = models.DateField(default=timezone.localdate)
    code_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  # no code: no value to be unique

    objects = LearnerQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["seen"], name="learner_seen")]

    def __str__(self):
        return "learner"

    @property
    def kept_until(self) -> date:
        """When this learner is forgotten, if not seen again."""
        return months_before(self.seen, -settings.LEARNER_MONTHS)

    @property
    def code_mark(self) -> str:
        """Tells one code from the next, and nothing about it."""
        return tokens.digest(self.code_hash)[:12] if self.code_hash else ""

    @transaction.atomic
    def erase(self) -> None:
        """With everything that is kept. Waits for whatever is just being written, which locks the learner too."""
        Learner.objects.select_for_update().filter(pk=self.pk).first()
        self.delete()

    @transaction.atomic
    def new_token(self) -> str:
        """Let one more browser be this learner; returns what its cookie holds. Raises Learner.DoesNotExist where the
        learner was erased meanwhile."""
        token = tokens.new_token()
        Token.objects.create(learner=Learner.objects.locked(self), token_hash=tokens.digest(token))
        return token

    def new_code(self) -> str:
        """A code to take along, shown this once; an earlier one no longer works. Raises Learner.DoesNotExist."""
        code = tokens.new_code()
        self.code_hash = tokens.digest(tokens.clean_code(code))
        if not Learner.objects.filter(pk=self.pk).update(code_hash=self.code_hash):
            raise Learner.DoesNotExist
        return code


class Token(models.Model):
    """A browser of a learner."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="tokens")
    token_hash = models.CharField(max_length=64, unique=True)

    def __str__(self):
        return "token"


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier (later where negative), or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
