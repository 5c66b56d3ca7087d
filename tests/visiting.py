"""How the tests visit a built site: in a real browser, at its own address, with no network."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

URL = "https://blog.example.com/"
PHONE, COMPUTER = {"width": 390, "height": 800}, {"width": 1280, "height": 900}
ARTICLES = {
    "article with everything": "post/everything/",
    "long article with contents": "post/long/",
    "torture": "post/torture/",
}
PAGES = {  # one of each sort
    "home": "",
    "home, page 2": "page/2/",
    **ARTICLES,
    "article with its standard box": "post/ai/",
    "page": "about/",
    "contact": "contact/",
    "archive": "archive/",
    "category": "category/series/",
    "tag": "tag/t1/",
    "search": "search/",
    "help": "getting-help-now/",
    "not found": "404.html",
}
# Those that the nearly empty site has otherwise; test_budget_quiet.py sees that these are all.
OTHERWISE = {"home", "article with everything", "article with its standard box", "contact", "help"}
CONTRAST = {"color-contrast": {"enabled": True}, "color-contrast-enhanced": {"enabled": True}}
ALL = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": CONTRAST,
}
COLOURS = {"runOnly": {"type": "rule", "values": list(CONTRAST)}}
FOCUS = "document.activeElement"


@dataclass(frozen=True)
class Heard:
    """What a browser asked for since it came to a page, and what it complained of."""

    asked: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def urls(self) -> list[str]:
        return [request.url for request in self.asked]


def file(address: str) -> str:
    """The file of the page at `address`, from the root of its site."""
    return f"{address}index.html" if address[-1:] in ("", "/") else address


class Windows:
    """A window for each set of options: to open one costs as much as three visits."""

    def __init__(self, open_page: Callable[..., Page]):
        self.open = open_page
        self.pages: dict[str, Page] = {}

    def visit(self, site, address: str = "", host: str = URL, **options) -> Page:
        """A page of `site`, whose files are at `host`; `page.heard` is what it asks and says."""
        page = self.pages.get(repr(options))
        if page is None:
            page = self.pages[repr(options)] = self.open(**options)
            page.on("console", lambda message: page.heard.complaints.append(message.text))
            page.on("pageerror", lambda error: page.heard.complaints.append(str(error)))
            page.heard = Heard()
        page.goto("about:blank")  # whatever the last visit was doing
        page.context.unroute_all()
        as_new(page, **options)
        page.heard = Heard()

        def answer(route):
            page.heard.asked.append(route.request)
            url = route.request.url.partition("#")[0]
            path = site.folder / file(url.removeprefix(host))
            known = url.startswith(host) and path.is_file()
            lost = {"status": 404, "body": "This page is not here."}
            route.fulfill(**{"path": path} if known else lost)

        page.context.route("**/*", answer)
        page.goto(host + address)
        return page


def as_new(page: Page, viewport=COMPUTER, color_scheme="light", **_) -> None:
    """The window as it was before a test looked at the page."""
    page.set_viewport_size(viewport)
    page.emulate_media(
        media="screen",
        color_scheme=color_scheme,
        forced_colors="none",
        reduced_motion="no-preference",
    )


def violations(page: Page, rules=ALL) -> list[str]:
    """What axe finds: the rule and the element."""
    if not page.evaluate("'axe' in window"):  # half a megabyte: once a page is enough
        page.evaluate(Axe().axe_script)
    found = page.evaluate("async rules => (await axe.run(rules)).violations", rules)
    return [f"{v['id']}: {node['html']}" for v in found for node in v["nodes"]]


def style(page: Page, element: str, name: str) -> str:
    return page.evaluate(f"getComputedStyle({element}).getPropertyValue('{name}')")


def sideways(page: Page) -> int:
    """By how many CSS pixels the page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def to_the_top(page: Page):
    """Begin again: the next Tab leads to the first stop."""
    page.evaluate(
        """() => {
            scrollTo(0, 0);
            document.body.tabIndex = -1;
            document.body.focus();
            document.body.removeAttribute("tabindex");
        }"""
    )


STOP = """it => {
    const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(it);
    const {width, height} = it.getBoundingClientRect();
    return {html: it.outerHTML.slice(0, 80), name: it.className, body: it === document.body,
            line: outlineStyle, wide: parseFloat(outlineWidth) >= 2, colour: outlineColor,
            seen: width > 0 && height > 0};
}"""


def stops(page: Page) -> list[dict]:
    """Each stop of the Tab key from the top of the page: what it is, and how it shows."""
    to_the_top(page)
    found = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(f"({STOP})({FOCUS})")
        if stop.pop("body"):
            return found
        found.append(stop)
    raise AssertionError("The Tab key does not get to the end of the page")


def stops_at_once(page: Page) -> list[dict]:
    """The same of all that takes the focus, without a key for each."""
    page.keyboard.press("Tab")  # from here on the browser shows the focus
    return page.evaluate(
        f"""() => [...document.querySelectorAll("a, button, input, summary, [tabindex='0']")]
            .filter(it => (it.focus(), it === {FOCUS})).map(it => (it.focus(), ({STOP})(it)))"""
    )


def unseen(found: list[dict]) -> list[str]:
    """The stops that a reader cannot see."""
    return [
        stop["html"]
        for stop in found
        if (stop["line"], stop["wide"], stop["seen"]) != ("solid", True, True)
        or (stop["colour"].startswith("rgba") and stop["colour"].endswith(", 0)"))
    ]


def sheets(page: Page) -> int:
    """How many of paper it takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
