"""How the tests visit a built site: in a real browser, at its own address, with no network."""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

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
CONTRAST = {"color-contrast": {"enabled": True}, "color-contrast-enhanced": {"enabled": True}}
ALL = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": CONTRAST,
}
COLOURS = {"runOnly": {"type": "rule", "values": list(CONTRAST)}}
FOCUS = "document.activeElement"


@dataclass(frozen=True)
class Heard:
    """What a browser asked for, and what it complained of."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def serve(context: BrowserContext, site) -> Heard:
    """Answer all that `context` asks for from the files of `site`; else, there is nothing."""
    heard = Heard()

    def answer(route):
        address = route.request.url
        heard.asked.append(address)
        name = address.removeprefix(URL).partition("#")[0]
        name += "index.html" if name.endswith("/") or not name else ""
        if address.startswith(URL) and (site.folder / name).is_file():
            route.fulfill(path=site.folder / name)
        else:
            route.fulfill(status=404)

    context.route("**/*", answer)
    context.on("console", lambda message: heard.complaints.append(message.text))
    context.on("weberror", lambda error: heard.complaints.append(str(error.error)))
    return heard


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


def stops(page: Page) -> list[dict]:
    """Each stop of the Tab key from the top of the page: what it is, and how it shows."""
    to_the_top(page)
    found = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            f"""() => {{
                const {{outlineStyle, outlineWidth, outlineColor}} = getComputedStyle({FOCUS});
                const {{width, height}} = {FOCUS}.getBoundingClientRect();
                return {{html: {FOCUS}.outerHTML.slice(0, 80), name: {FOCUS}.className,
                         body: {FOCUS} === document.body, line: outlineStyle,
                         wide: parseFloat(outlineWidth) >= 2, colour: outlineColor,
                         seen: width > 0 && height > 0}};
            }}"""
        )
        if stop.pop("body"):
            return found
        found.append(stop)
    raise AssertionError("The Tab key does not get to the end of the page")


def unseen(found: list[dict]) -> list[str]:
    """The stops that a reader cannot see."""
    return [
        stop["html"]
        for stop in found
        if (stop["line"], stop["wide"], stop["seen"]) != ("solid", True, True)
        or (stop["colour"].startswith("rgba") and stop["colour"].endswith(", 0)"))
    ]
