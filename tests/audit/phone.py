"""Opens pages as a phone does, each time with nothing kept, and measures what the browser says."""

from dataclasses import dataclass
from statistics import median

from axe_playwright_python.sync_playwright import Axe

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AAA = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}
# All that the browser has noted so far; what each means:
# https://www.w3.org/TR/paint-timing/, /largest-contentful-paint/ and /layout-instability/.
NOTED = """async () => {
    const noted = type => new Promise(tell => {
        const entries = [];
        new PerformanceObserver(list => entries.push(...list.getEntries()))
            .observe({type, buffered: true});
        setTimeout(() => tell(entries), 200);
    });
    const [paints, largest, shifts] = await Promise.all(
        ["paint", "largest-contentful-paint", "layout-shift"].map(noted));
    return {
        paint: paints.find(each => each.name === "first-contentful-paint").startTime,
        largest: largest.at(-1).startTime,
        shift: shifts.reduce((sum, each) => sum + each.value, 0),
    };
}"""


@dataclass(frozen=True)
class Visit:
    """One opening of a page: paints in milliseconds from the start of the navigation."""

    paint: float
    largest: float
    shift: float
    requests: int
    pictures: int
    console: int


def visit(browser, url: str) -> Visit:
    context = browser.new_context(**PHONE)
    asked, said = [], []
    context.on("request", lambda request: asked.append(request.resource_type))
    context.on("console", lambda message: said.append(message.text))
    context.on("weberror", lambda error: said.append(str(error.error)))
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    noted = page.evaluate(NOTED)
    context.close()
    pictures = asked.count("image")
    return Visit(**noted, requests=len(asked) - pictures, pictures=pictures, console=len(said))


def visits(browser, urls: list[str], times: int) -> dict[str, Visit]:
    """The middle one of `times` visits to each; all are visited in turn.

    So a busy moment of this computer hits all pages alike. Of shift, requests and messages
    the worst counts.
    """
    seen = {url: [] for url in urls}
    for _ in range(times):
        for url in urls:
            seen[url].append(visit(browser, url))
    return {url: summary(all_) for url, all_ in seen.items()}


def summary(all_: list[Visit]) -> Visit:
    middle = {name: median(getattr(each, name) for each in all_) for name in ("paint", "largest")}
    others = ("shift", "requests", "pictures", "console")
    worst = {name: max(getattr(each, name) for each in all_) for name in others}
    return Visit(**middle, **worst)


def access(browser, url: str) -> dict[str, int]:
    """How many elements axe complains of; of contrast, by AAA, in light and in dark."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    found = {"axe": complaints(page, {"runOnly": RULES})}
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        found[colours] = complaints(page, AAA)
    context.close()
    return found


def complaints(page, rules: dict) -> int:
    return sum(len(each["nodes"]) for each in Axe().run(page, options=rules).response["violations"])
