"""Show content: prose as safe HTML, a technique's glyph, the words for its levels."""

from functools import lru_cache

import nh3
import segno
from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext
from markdown_it import MarkdownIt

from techniques import grid
from techniques.levels import Level, step_word
from techniques.terms import glossary
from techniques.usages import usages_of

register = template.Library()

# What prose may contain. No links, no images, no attributes: an editor writes text.
ALLOWED_TAGS = {"h2", "h3", "p", "ul", "ol", "li", "em", "strong", "blockquote", "br"}
markdown = MarkdownIt("commonmark", {"html": False})


@lru_cache(maxsize=2048)  # the whole content is some 800 texts; rendering one costs up to a millisecond
def rendered(text: str) -> str:
    """Markdown as HTML, cleaned to the allowed tags."""
    return nh3.clean(markdown.render(text or ""), tags=ALLOWED_TAGS, attributes={})


@register.simple_tag(takes_context=True)
def prose(context, text):
    """Markdown as HTML, in which a term's first occurrence on the page explains itself."""
    return mark_safe(page_glossary(context).mark(rendered(text), terms_seen(context)))


@register.filter
def plain_prose(text):
    """Markdown as HTML without explained terms: on paper there is nothing to point at."""
    return mark_safe(rendered(text))


@register.simple_tag
@lru_cache(maxsize=256)
def qr(address):
    """An address as a QR code, an SVG drawing. Error correction M: readable with 15% of it dirty or torn off."""
    # Trying all eight masks makes it four times slower and no easier to scan.
    code = segno.make_qr(address, error="m", boost_error=False, mask=3)
    return mark_safe(code.svg_inline(border=0, omitsize=True, svgclass="qr", lineclass=None))


@register.simple_tag(takes_context=True)
def terms_of(context, technique):
    """The terms that a technique uses, for links of their own."""
    return page_glossary(context).of(technique.number)


@register.simple_tag(takes_context=True)
def used_in(context, key):
    """Where a technique (by number) or a pitfall (by key) is used, as (heading, uses)."""
    return usages_of(key, get_language(), str(context["content_version"])).items()


@register.simple_tag(takes_context=True)
def practised_in(context, key):
    """Where a technique, a pitfall or a situation can be practised, as (heading, uses)."""
    return usages_of(key, get_language(), str(context["content_version"]), practice=True).items()


@register.simple_tag(takes_context=True)
def explained_here(context, concept):
    """On a term's own page the term needs no explaining."""
    terms_seen(context).add(concept.key)
    return ""


def page_glossary(context):
    return glossary(get_language(), str(context["content_version"]))


def terms_seen(context) -> set[str]:
    """The keys of the terms that this page has explained so far; every rendering starts with none."""
    return context["terms_seen"]


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


@register.inclusion_tag("techniques/_map.html")
def route_map(route):
    """A small drawing of the grid with a way over it (grid.Route). Whoever shows it says the same in words."""
    return {"route": route, "squares": grid.squares()}


@register.inclusion_tag("techniques/_map.html")
def trail_map(trail):
    """The same drawing with a way that someone went (grid.Trail)."""
    return {"trail": trail, "squares": grid.squares()}


@register.inclusion_tag("techniques/_map.html")
def picture_map(picture):
    """The same drawing with many marks and their centre (grid.Picture)."""
    return {"picture": picture, "squares": grid.squares()}


@register.inclusion_tag("techniques/_map.html")
def way_map(points):
    """The same drawing with a way along points on the axes (0 to 3)."""
    return {"trail": grid.trail(points), "squares": grid.squares()}


@register.simple_tag
def way_words(points):
    """Where such a way began and ended, in words."""
    places = [tuple(gettext(step_word(value + 0.5)) for value in point) for point in (points[0], points[-1])]
    (begun, _), (connection, challenge) = places
    told = gettext("Connection went from %(begun)s to %(connection)s; at the end you asked: challenge %(challenge)s.")
    return told % {"begun": begun, "connection": connection, "challenge": challenge}
