/* What stands beside the text: the page as visitors see it, and what a colleague would say. */

import { $, ask, copy, mend, on, say } from "./page.js";

const PAUSE = 150; // milliseconds without a key

/* `text()` is what to look at, `choose(finding)` shows her the words, `keep(rule, why)` lets them
   stand. What comes back: `look()`, for after a change, `look.now()`, and `sum()` in words. */
export function beside(area, text, choose, keep) {
  let [waiting, busy, again, findings, page] = [0, false, false, []];
  const [list, frame] = [$("#findings"), $("iframe")];
  const sum = () => mend(...[true, false].map((stops) => findings.filter((one) => one.stops === stops).length))
    || say("findings.nothing");

  /* The server keeps what it looks at, so that no crash takes it. */
  async function now(more) {
    clearTimeout(waiting);
    again = busy;
    if (busy) return;
    busy = true;
    const got = await ask("POST", "/api/look", text(), more).catch(() => null); // events say if it is gone
    busy = false;
    if (!area.isConnected) return;
    if (got && JSON.stringify(got.findings) !== JSON.stringify(findings)) fill((findings = got.findings));
    page = got?.page ?? page;
    follow();
    if (again) now();
  }

  /* The page is the newest, and shows the line of the cursor: follow.js is in it. */
  function follow() {
    const to = `${area.value}\n`.indexOf("\n", area.selectionStart);
    const lines = area.value.slice(0, to).split("\n");
    const line = (area.selectionStart && lines.findLast((each) => /\p{L}/u.test(each))) || "";
    if (page && !frame.src) frame.src = page;
    else if (page) frame.contentWindow.postMessage({ page, line }, new URL(page).origin);
  }

  function fill() {
    const inside = list.contains(document.activeElement);
    const shown = findings.map((one, number) => ({
      ...one,
      number,
      advice: !one.stops,
      where: one.key ?? say("findings.line", one),
      may_keep: one.rule && !one.stops,
    }));
    list.replaceChildren(copy("finding", { shown, none: !shown.length }));
    $("[data-count]").textContent = shown.length || "";
    $("[data-sum]").textContent = sum();
    if (inside) list.focus();
  }

  on(list, "click", ({ target }) => {
    const button = target.closest(".words");
    if (button) choose(findings[button.value]);
  });
  on(list, "submit", ({ target, submitter }) => keep(findings[submitter.value].rule, $("input", target).value));
  on(area, "selectionchange", follow);
  on(frame, "load", follow);
  const look = () => {
    clearTimeout(waiting);
    waiting = setTimeout(now, PAUSE);
  };
  return { sum, look: Object.assign(look, { now }) };
}
