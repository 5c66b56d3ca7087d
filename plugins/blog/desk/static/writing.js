/* Writing: the header as a form, the text, what stands beside it; and that nothing is ever lost. */

import { $, $$, ask, asked, on, question, queue, say, show, tell, when } from "./page.js";
import { beside } from "./beside.js";
import { tools } from "./toolbar.js";

export async function writing(path) {
  const at = `/api/text/${path}`;
  await show(at);
  const [area, form, others, notice] = ["#body", "#text", "#others", ".notice"].map((one) => $(one));
  const [got, field] = [JSON.parse(form.dataset.text), form.elements];
  const [away, inTurn] = [new AbortController(), queue()]; // what comes from the disk may be what was saved
  let [mark, typed, saved, kept] = [(got.kept ?? got).mark, got.kept?.typed, ""];

  /* The text as it stands on the screen. A line that has no name gets one, or it would be lost. */
  function text() {
    const lines = others.value.split("\n").filter((line) => line.trim());
    const named = lines.map((line) => /^\s*([\w-]+)\s*:(.*)/.exec(line)?.slice(1) ?? ["Line", line]);
    return { header: [...new FormData(form), ...named], body: area.value };
  }
  const now = () => JSON.stringify(text());

  /* The server keeps what it looks at, so that no crash takes it; `typed` is what this window has kept. */
  async function see() {
    const words = now();
    const about = { path, mark: words === saved ? null : mark, typed };
    const seen = await ask("/api/look", { ...about, ...text() });
    [kept, typed] = [words, seen.typed];
    if (seen.other) meet("window", seen.other);
    return seen;
  }
  const isSafe = () => [kept, saved].includes(now());

  function changed() {
    $("#gist").textContent = field.Status.selectedOptions[0].text;
    $("#Summary-hint").textContent = say("header.summary_hint", { n: field.Summary.value.length });
    const [behind] = /^.*,\s*|/.exec(field.Tags.value);
    for (const option of $$("#tags option")) option.value = behind + option.label;
    $("#unsaved").hidden = now() === saved;
    look(150);
  }

  /* In place of hers, which is kept as an earlier version; the screen shows it. */
  async function take(other) {
    await look(); // before it, and not behind it
    await ask("/api/take", { path, mark, mine: text(), other });
    saved = now(); // nothing here is left to keep
    dispatchEvent(new Event("hashchange"));
  }

  async function save() {
    const words = now();
    const answer = await ask(at, { ...text(), mark }, "PUT");
    if (answer.status === 412) return meet("changed", answer).click();
    [mark, saved, notice.hidden, field.Slug.placeholder] = [answer.mark, words, true, answer.slug];
    if (now() === words) saved = now((field.Aliases.value = answer.aliases)); // with an old address, say
    changed();
    await look(); // so that what is said is of what was saved
    const time = when(Date.now(), { timeStyle: "short" });
    tell(say("writing.saved", { time, findings: $(".sum")?.textContent ?? "" }));
  }

  /* Which of the two she wants: "mine", "other", or "" if she leaves it. */
  const both = (name, other) => asked("/api/both", { name, mine: text(), other });

  /* Say above the text that there is another one; nothing is written before she has seen both. */
  function meet(name, other, facts) {
    notice.hidden = false;
    $("p", notice).textContent = say(`${name}.note`, facts);
    $("button", notice).onclick = async () => {
      const chosen = await both(name, other);
      if (chosen === "other") inTurn(() => take(other));
      if (chosen === "mine") inTurn(save, (mark = other.mark));
    };
    return $("button", notice);
  }

  function choose({ key, start, end }) {
    if ($("#to-text").checkVisibility()) $("#to-text").click();
    for (const details of key ? $$("details", form) : []) details.open = true;
    (key ? (field[key] ?? others) : area).focus();
    if (!key) area.setSelectionRange(start, end);
  }

  function keep(rule, why) {
    others.value += `\nAllow: ${rule} because ${why}`;
    tell(say("findings.kept", changed()));
  }

  const look = beside(area, see, choose, keep);
  if (got.kept) meet("kept", got, { when: when(got.kept.when, { dateStyle: "long", timeStyle: "short" }) });
  else saved = now();
  area.setSelectionRange(0, 0);
  if ($("#to-text").checkVisibility()) $("#to-text").checked = true; // there is room for one thing only
  tools(area);
  changed();

  on(form, "input", changed);
  on(form, "submit", () => inTurn(save));
  on($("#versions-of"), "click", async () => {
    const id = await asked(`/api/versions/${path}`);
    const then = id && (await ask(`/api/versions/${path}?id=${encodeURIComponent(id)}`));
    if (then && (await both("earlier", then)) === "other") await take(then);
  });
  on($("#throw-away"), "click", async () => {
    if (!(await question($("#throw")))) return;
    inTurn(async () => {
      const answer = await ask("/api/throw", { path, mark });
      if (answer.status !== 412) location.hash = away.abort() ?? "#/posts";
    });
  });
  on(window, "disk", ({ detail }) => {
    // Looked at before it waits its turn, too: then the news may be older than what was saved.
    const isNews = () => !away.signal.aborted && detail.path === path && detail.mark !== mark;
    const shown = () => now() === saved && dispatchEvent(new Event("hashchange"));
    if (isNews()) inTurn(async () => isNews() && (shown() || meet("changed", await ask(at))));
  }, away);
  on(window, "beforeunload", (event) => isSafe() || event.preventDefault(), away);
  return async () => {
    if (now() !== saved) await look();
    if (!isSafe()) throw new Error(say("desk.gone"));
    away.abort();
  };
}
