"""An SVG is published clean, or refused."""

import pytest
from blog.images import drawings

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str = "", attributes: str = 'viewBox="0 0 64 32"') -> bytes:
    return f"<?xml version='1.0'?><!DOCTYPE svg>{HEAD} {attributes}>{inside}</svg>".encode()


def test_what_draws_stays():
    style = "@media (prefers-color-scheme: dark) { .a { fill: url(#g) } }"
    inside = f'<style>{style}</style><g id="c"><path class="a" d="M0 0"/></g><use xlink:href="#c"/>'
    clean, size = drawings.clean(svg(inside))
    assert size == (64, 32)
    assert style in clean.decode()
    assert b'<use href="#c" />' in clean
    assert b'<path class="a" d="M0 0" />' in clean


def test_what_an_editor_left_behind_goes():
    inside = """<!-- by Jane --><metadata>Jane</metadata><?jane?>
    <i:view xmlns:i="http://www.inkscape.org/namespaces/inkscape" jane="1"/>
    <path xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="jane" d="M0 0"/>"""
    clean, _ = drawings.clean(svg(inside))
    assert b"jane" not in clean.lower()
    assert b'<path d="M0 0" />' in clean


def test_entities_of_illustrator_do_no_harm():
    start = b'<!DOCTYPE svg [<!ENTITY ns "http://example.com/ai">]><svg xmlns:i="&ns;" '
    clean, _ = drawings.clean(
        svg('<path i:knockout="Off" d="M0 0"/>').split(b">", 2)[2].replace(b"<svg ", start)
    )
    assert b'<path d="M0 0" />' in clean
    assert b"example.com" not in clean


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="10" height="20px"', (10, 20)),
        ('width="100%" height="100%" viewBox="0 0 64 32"', (64, 32)),
        ('viewBox="-3.5,-2, 1e2 50.4"', (100, 50)),
        ('width="12.5mm" viewBox="0 0 8 4"', (8, 4)),
    ],
)
def test_the_size_is_known(attributes, size):
    clean, found = drawings.clean(svg("", attributes))
    assert found == size
    assert f'width="{size[0]}"' in clean.decode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (svg("<script>alert(1)</script>"), "has a <script> in it"),
        (svg("<foreignObject/>"), "has a <foreignObject> in it"),
        (svg('<path onload="alert(1)"/>'), r"has a script in it \(onload\)"),
        (svg('<a href="javascript:alert(1)"/>'), 'fetches "javascript'),
        (svg('<image href="https://example.com/x.png"/>'), 'fetches "https'),
        (svg('<image xlink:href="data:image/jpeg;base64,AA"/>'), "photo file of its own"),
        (svg('<use href="other.svg#a"/>'), 'fetches "other'),
        (svg('<path style="fill: url( https://example.com )"/>'), "fetches"),
        (svg("<style>@import 'https://example.com'</style>"), "fetches \"@import 'https"),
        (svg("<style>a { fill: url('//example.com') }</style>"), 'fetches "url'),
        (svg('<path style="fill: u\\72l(http://example.com)"/>'), 'has "\\\\72l'),
        (svg("<style>a {} @\\69mport 'http://example.com'</style>"), 'has "\\\\69mport'),
        (svg("<style>a { fill: image-set('//example.com' 1x) }</style>"), 'fetches "image-set'),
        (svg("""<path style="mask: -webkit-image-set('//example.com' 1x)"/>"""), "fetches"),
        (svg('<path><animate attributeName="d"/></path>'), "keeps still"),
        (svg('<a><set attributeName="href" to="javascript:x"/></a>'), "keeps still"),
        (svg("<g>"), "is no whole SVG"),
        (b"<html/>", "is no SVG"),
        (svg("", ""), "has no size"),
        (svg("", 'width="0" height="4"'), "has no size"),
    ],
)
def test_what_does_more_than_draw_is_refused(data, message):
    with pytest.raises(ValueError, match=message):
        drawings.clean(data)
