/* What stands beside the text: the page as visitors see it, and what a colleague would say. */

import { $, on, queue } from "./page.js";

/* `see()` looks at the words, `choose()` shows her some, `keep(rule, why)` lets them stand; `look` ends once all is seen. */
export function beside(area, see, choose, keep) {
  let [newest, html, page, loaded] = [0, "", ""];
  const [list, frame, inTurn] = [$("#findings"), $("iframe"), queue()];

  async function look(wait = 0) {
    const mine = ++newest;
    await new Promise((done) => setTimeout(done, wait));
    return inTurn(async () => mine === newest && show(await see()));
  }

  function show(got) {
    page = got.page || page;
    follow();
    if (got.html === html) return;
    if (list.contains(document.activeElement)) list.focus();
    list.innerHTML = html = got.html;
    $("#count").textContent = got.findings.length || "";
  }

  /* The frame shows the newest page, at the line of the cursor: follow.js is in it. */
  function follow() {
    const to = `${area.value}\n`.indexOf("\n", area.selectionStart);
    const line = area.selectionStart && area.value.slice(0, to).split("\n").findLast((each) => /\p{L}/u.test(each));
    if (page && loaded) frame.contentWindow.postMessage({ page, line: line || "" }, new URL(frame.src).origin);
  }

  on(list, "click", ({ target }) => target.closest(".words") && choose(target.closest(".words").dataset));
  on(list, "submit", ({ target }) => keep(target.dataset.rule, target.elements[0].value));
  on(area, "selectionchange", follow);
  on($(".tabs"), "change", follow);
  on(frame, "load", () => follow((loaded = true)));
  [frame.sandbox, frame.src] = ["allow-scripts allow-same-origin", frame.dataset.src];
  return look;
}
