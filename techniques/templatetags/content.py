"""Show content: prose as safe HTML, a technique's glyph, the words for its levels."""

from functools import lru_cache

import nh3
from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from markdown_it import MarkdownIt

from techniques import grid
from techniques.levels import Level

register = template.Library()

# What prose may contain. No links, no images, no attributes: an editor writes text.
ALLOWED_TAGS = {"p", "ul", "ol", "li", "em", "strong", "blockquote", "br"}
markdown = MarkdownIt("commonmark", {"html": False})


@register.filter
@lru_cache(maxsize=2048)  # the whole content is some 700 texts; rendering one costs up to a millisecond
def prose(text: str) -> str:
    """Markdown as HTML, cleaned to the allowed tags."""
    return mark_safe(nh3.clean(markdown.render(text or ""), tags=ALLOWED_TAGS, attributes={}))


@register.filter
def level_word(value: int) -> str:
    """1, 2, 3 as "low", "middle", "high" in the page's language."""
    return gettext(Level(value).word)


@register.filter
def translated(text: str) -> str:
    """A msgid of the pure modules in the page's language."""
    return gettext(text) if text else ""


@register.inclusion_tag("techniques/_glyph.html")
def glyph(place):
    """The nine-square glyph of anything with a connection and a challenge."""
    x, y = grid.glyph(place.connection, place.challenge)
    return {"x": x, "y": y}
