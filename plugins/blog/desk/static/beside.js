/* What stands beside the text: the page as visitors see it, and what a colleague would say. */

import { $, ask, on, queue } from "./page.js";

/* `text()` is what to look at, `choose()` shows her the words, `keep(rule, why)` lets them stand. What
   comes back: `look()`, for after a change, and `now()`, which ends once all is seen. */
export function beside(area, text, choose, keep) {
  let [waiting, newest, html, page, loaded] = [0, 0, ""];
  const [list, frame, inTurn] = [$("#findings"), $("iframe"), queue()];

  function look() {
    clearTimeout(waiting);
    waiting = setTimeout(now, 150); // milliseconds without a key
  }

  /* The server keeps what it looks at, so that no crash takes it. */
  function now() {
    clearTimeout(waiting);
    const mine = ++newest;
    return inTurn(async () => {
      const got = mine === newest && (await ask("POST", "/api/look", text()));
      if (got && area.isConnected) seen(got);
    });
  }

  function seen(got) {
    page = got.page ?? page;
    follow();
    if (got.html === html) return;
    const inside = list.contains(document.activeElement);
    list.innerHTML = html = got.html;
    $("#count").textContent = got.findings.length || "";
    if (inside) list.focus();
  }

  /* The page is the newest, and shows the line of the cursor: follow.js is in it. */
  function follow() {
    const to = `${area.value}\n`.indexOf("\n", area.selectionStart);
    const lines = area.value.slice(0, to).split("\n");
    const line = (area.selectionStart && lines.findLast((each) => /\p{L}/u.test(each))) || "";
    if (page && !frame.src) [frame.sandbox, frame.src] = ["allow-scripts allow-same-origin", page];
    else if (loaded) frame.contentWindow.postMessage({ page, line }, new URL(page).origin);
  }

  on(list, "click", ({ target }) => {
    const words = target.closest(".words");
    if (words) choose(words.dataset);
  });
  on(list, "submit", ({ target }) => keep(target.dataset.rule, target.elements[0].value));
  on(area, "selectionchange", follow);
  on($(".tabs"), "change", follow);
  on(frame, "load", () => follow((loaded = frame.src)));
  return { look, now };
}
