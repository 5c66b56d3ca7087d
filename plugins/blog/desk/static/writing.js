/* Writing: the header as a form, the text, what stands beside it; and that nothing is ever lost. */

import { $, $$, ask, on, question, queue, say, tell, when } from "./page.js";
import { coming, tools } from "./toolbar.js";

export function writing() {
  const [area, form, others, note, compare] = ["#body", "#text", "#others", "#note", "#compare"].map((one) => $(one));
  const [got, field, inTurn] = [JSON.parse(form.dataset.text), form.elements, queue()];
  const [list, frame, looks] = [$("#findings"), $("iframe"), queue()];
  let [newest, html, page, loaded] = [0, "", ""], [mark, typed, looked] = [(got.kept ?? got).mark, got.kept?.typed];

  /* The text as it stands on the screen. A line that has no name gets one, or it would be lost. */
  function text() {
    const named = (line) => /^\s*([\w-]+)\s*:\s*(.*)/.exec(line)?.slice(1) ?? ["Line", line];
    return { header: [...new FormData(form), ...others.value.split("\n").map(named)], body: area.value };
  }
  const now = () => JSON.stringify(text());
  let [kept, saved] = [now(), got.kept ? "" : now()];

  /* The server keeps what it looks at, so that no crash takes it; `typed` is what this window has kept. */
  async function see() {
    const words = now();
    const seen = await (looked = ask("/look", { path: got.path, mark: words === saved ? null : mark, typed, ...text() }));
    [kept, typed] = [words, seen.typed];
    if (seen.other) meet("window", seen.other);
    return seen;
  }

  async function look(wait = 0) {
    const mine = ++newest;
    await new Promise((done) => setTimeout(done, wait));
    return looks(async () => mine === newest && show(await see()));
  }

  function show(seen) {
    page = seen.page || page;
    follow();
    if (seen.html === html || $("input:focus", list)) return;
    if (list.contains(document.activeElement)) list.focus();
    const reasons = $$("details", list).filter((each) => $("input", each).value); // half typed
    list.innerHTML = html = seen.html;
    for (const each of reasons) $$("details", list).find((it) => it.textContent === each.textContent)?.replaceWith(each);
    for (const each of $$("[name]", form)) each.ariaInvalid = $(`[data-key="${each.name}"] .wrong`, list) && true;
    $("#count").textContent = seen.findings.length || "";
  }

  /* The frame shows the newest page, at the line of the cursor: follow.js is in it. */
  function follow() {
    const to = `${area.value}\n`.indexOf("\n", area.selectionStart);
    const line = area.selectionStart && area.value.slice(0, to).split("\n").findLast((each) => /\p{L}/u.test(each));
    if (page && loaded) frame.contentWindow.postMessage({ page, line: line || "" }, new URL(frame.src).origin);
  }

  function changed() {
    $("#gist").textContent = field.Status.selectedOptions[0].text;
    $("#Summary-hint").textContent = say("header.summary_hint", { n: field.Summary.value.length });
    const [behind] = /^.*,\s*|/.exec(field.Tags.value);
    for (const option of $$("#tags option")) option.value = behind + option.label;
    $("#unsaved").hidden = now() === saved;
    document.title = document.title.replace(/^.*(?=– )/, () => `${field.Title.value.trim()} `);
    look(150);
  }

  /* In place of hers, which is kept as an earlier version; the screen shows it. */
  async function take(other) {
    await look(); // before it, and not behind it
    await ask("/look", { path: got.path, mark, ...other, typed: "" }); // as if another window had it
    location.reload();
  }

  async function save() {
    await looked?.catch(() => {}); // so that `typed` is what is kept now
    const words = now();
    const answer = await ask(location.pathname, { ...text(), mark, typed }, "PUT");
    if (answer.status === 412) return answer.mark ? meet("changed", answer).click() : gone();
    [mark, typed, saved, field.Slug.placeholder, note.parentElement.hidden] = [answer.mark, "", words, answer.slug, true];
    if (answer.other) meet("window", answer.other);
    if (now() === words) { field.Aliases.value = answer.aliases; saved = now(); } // with an old address, say
    history.replaceState(null, "", encodeURIComponent((got.path = answer.path).split("/").at(-1)));
    changed();
    await look(); // so that what is said is of what was saved
    tell(say("writing.saved", { time: when(Date.now()), findings: $(".sum")?.textContent ?? "" }));
  }

  /* Say above the text that there is another one; nothing is written before she has seen both. */
  function meet(name, other, facts) {
    [note.parentElement.hidden, compare.hidden] = [false, !other];
    tell((note.textContent = say(`${name}.note`, facts)));
    compare.onclick = async () => {
      const chosen = await question($("#asked"), "/both", { name, mine: text(), other });
      if (chosen === "other") inTurn(() => take(other));
      if (chosen === "mine") { mark = other.mark; area.focus(); inTurn(save); }
    };
    return compare;
  }

  const gone = () => { mark = saved = ""; meet("gone"); }; // what stands here stays; the next save makes the file again

  if (got.kept) meet(got.theirs ? "changed" : "kept", got, { when: when(got.kept.when, "long") });
  const narrow = matchMedia("(max-width: 63.99rem)"); // there is room for one thing only
  (narrow.onchange = () => (($(narrow.matches ? "#to-text" : "#to-findings:checked") ?? $("#to-look")).checked = true))();
  tools(area, inTurn);
  changed();

  on(list, "click", ({ target }) => {
    const { key, start, end } = target.closest(".words")?.dataset ?? {};
    if (!start) return;
    if (narrow.matches) $("#to-text").click();
    for (const details of key ? $$("details", form) : []) details.open = true;
    if (!key) area.setSelectionRange(start, end); // first: where it is, the focus scrolls
    (key ? (field[key] ?? others) : area).focus();
  });
  on(list, "submit", ({ target: reason }) => {
    others.value += `\nAllow: ${reason.dataset.rule} because ${reason.elements[0].value}`;
    reason.reset(); list.focus(); changed(); tell(say("findings.kept"));
  });
  on(area, "selectionchange", follow);
  on($(".writing"), "change", follow);
  on(frame, "load", () => { loaded = true; follow(); });
  for (const kind of ["blur", "focus"]) on(window, kind, () => frame.classList.toggle("here", document.activeElement === frame));
  [frame.sandbox, frame.src] = ["allow-scripts allow-same-origin", frame.dataset.src];

  on(form, "input", changed);
  on(form, "submit", () => inTurn(save));
  on($("#versions-of"), "click", async () => {
    const then = await question($("#asked"), location.pathname.replace("text", "versions"));
    if (then && (await question($("#asked"), then)) === "other") await take((await ask(then)).other);
  });
  on($("#throw-away"), "click", async () => {
    const thrown = (await question($("#throw"))) && (await inTurn(() => ask("/throw", { path: got.path, mark })));
    if (thrown?.status === 200) location.assign("/posts#thrown");
  });
  on(window, "disk", ({ detail }) => {
    if (now() !== kept) changed(); // what she typed while the desk was gone is kept now
    if (!detail) return mark && inTurn(async () => (await ask(`/mark${location.pathname}`)).mark || gone());
    const stays = () => now() !== saved || $("dialog[open]") || (document.hasFocus() && $(":is(#text, #findings) :focus"));
    const told = (it) => it.mark !== mark && (stays() ? meet(now() === saved ? "newer" : "changed", it) : location.reload());
    if (detail !== mark) inTurn(async () => told(await ask(location.pathname))); // or the news is older than a save
  });

  /* What leads away waits until all is kept; where it cannot, the browser asks. */
  on($(".menu"), "click", async (event) => {
    if (now() === kept && !coming) return;
    event.preventDefault(); event.stopPropagation();
    await inTurn(() => look()); // behind a paste, say
    if (now() !== kept) await look(); // a newer one took its place, and waits
    if (now() === kept) event.target.click();
  }, true);
  on(window, "beforeunload", (event) => { if (now() !== kept || coming) { event.preventDefault(); return see(); } });
}
