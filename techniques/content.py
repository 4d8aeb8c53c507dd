"""What every piece of content shares: a natural key that is never translated."""

from django.db import models


class KeyManager(models.Manager):
    """Finds a row by its natural key, whatever its model calls it."""

    def get_by_natural_key(self, *key):
        return self.get(**dict(zip(self.model.NATURAL_KEY, key, strict=True)))


class Content(models.Model):
    """A piece of content with a natural key: the fields that NATURAL_KEY names, followed through relations."""

    NATURAL_KEY: tuple[str, ...]
    objects = KeyManager()

    class Meta:
        abstract = True

    def natural_key(self):
        key = []
        for path in self.NATURAL_KEY:
            value = self
            for name in path.split("__"):
                value = getattr(value, name)
            key.append(value)
        return tuple(key)
