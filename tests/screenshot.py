"""Takes theme/screenshot.png, the picture in the README, of the site in output/.

Run by `make screenshot`: the home page on a computer, an article on a phone at night.
"""

import base64
import os
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
SHOTS = [  # page, colours, width and height in CSS pixels
    ("", "light", 1180, 860),
    ("post/carl-rogers-three-conditions-in-plain-words/", "dark", 390, 860),
]
FRAME = "<body style='margin:0;display:flex;gap:24px;padding:24px;background:#cfc6b8'>"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=ROOT / "output"))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("BROWSER_PATH") or None, args=["--no-sandbox"]
        )
        pictures = []
        for page, colours, width, height in SHOTS:
            size = {"width": width, "height": height}
            tab = browser.new_page(viewport=size, color_scheme=colours)
            tab.goto(f"http://127.0.0.1:{server.server_port}/{page}")
            drafts = tab.locator(".unpublished")  # visitors do not see them
            drafts.evaluate_all("them => them.forEach((each) => each.remove())")
            pictures.append(base64.b64encode(tab.screenshot()).decode())
        width = sum(shot[2] for shot in SHOTS) + 24 * (len(SHOTS) + 1)
        tab = browser.new_page(viewport={"width": width, "height": SHOTS[0][3] + 48})
        images = (f"<img src='data:image/png;base64,{picture}'>" for picture in pictures)
        tab.set_content(FRAME + "".join(images))
        tab.screenshot(path=ROOT / "theme" / "screenshot.png")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
