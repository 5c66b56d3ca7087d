/* Writing: the header as a form, the text, what stands beside it; and that nothing is ever lost. */

import { $, $$, ask, asked, both, events, on, question, queue, say, show, tell, when } from "./page.js";
import { beside } from "./beside.js";
import { put, tools } from "./toolbar.js";

export async function writing(path) {
  const at = `/api/text/${path}`;
  await show(at);
  const [area, form, others, notice] = ["#body", ".text", "#others", ".notice"].map((one) => $(one));
  const [fields, away, got] = [$$("[name]", form), new AbortController(), JSON.parse(form.dataset.text)];
  const [field, inTurn] = [form.elements, queue()]; // what comes from the disk may be what was saved
  const mine = got.kept ?? got;
  let [mark, saved] = [mine.mark, ""];

  /* The text as it stands on the screen. */
  function text() {
    const header = fields.map(({ name, value }) => [name, value.replaceAll("\n", " ")]);
    for (const [, ...line] of others.value.matchAll(/^([^:\n]+):[^\S\n]*(.*)$/gm)) header.push(line);
    return { header, body: area.value };
  }
  const now = () => JSON.stringify(text());

  function fill(header) {
    const rest = [...header];
    for (const one of fields) {
      const place = rest.findIndex(([key]) => key.toLowerCase() === one.name.toLowerCase());
      const [, value] = place < 0 ? ["", ""] : rest.splice(place, 1)[0];
      if (one.type === "date" && !/^(\d{4}-\d\d-\d\d)?$/.test(value)) one.type = "text"; // with its hour
      if (one.options) one.add(new Option(value));
      one.value = value;
    }
    others.value = rest.map((line) => line.join(": ")).join("\n");
  }

  function changed() {
    const [tagged, day] = [field.Tags.value, field.Date.value && when(field.Date.value, { dateStyle: "long" })];
    const about = [field.Status.selectedOptions[0].text, day, field.Category.value, tagged];
    $("#gist").textContent = about.filter(Boolean).join(" · ");
    $("#Summary-hint").textContent = say("header.summary_hint", { n: field.Summary.value.length });
    for (const option of $$("#tags option")) option.value = /^.*,\s*|/.exec(tagged)[0] + option.label;
    $("#unsaved").hidden = now() === saved;
    look();
  }

  /* One Ctrl-Z brings the words back that stood here. */
  function take(other) {
    fill(other.header);
    put(area, 0, area.value.length, other.body);
    changed();
  }

  async function save() {
    const [sent, typed] = [text(), now()];
    const answer = await ask("PUT", at, { ...sent, mark });
    if (answer.status === 412) return meet("changed", answer).click();
    [mark, saved, notice.hidden, field.Slug.placeholder] = [answer.mark, typed, true, answer.slug];
    if (now() === typed) saved = now(fill(answer.header)); // with an old address, say
    changed();
    await lookNow(); // so that what is said is of what was saved
    const time = when(Date.now(), { timeStyle: "short" });
    tell(say("writing.saved", { time, findings: $(".sum")?.textContent ?? "" }));
  }

  /* Say above the text that there is another one; nothing is written before she has seen both. */
  function meet(name, other, facts) {
    notice.hidden = false;
    $("p", notice).textContent = say(`${name}.note`, facts);
    $("button", notice).onclick = async () => {
      const chosen = await both(name, text(), other);
      if (chosen) [mark, notice.hidden] = [other.mark, true];
      if (chosen === "mine") inTurn(save);
      if (chosen === "other") changed(take(other), (saved = now()));
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

  const seen = () => ({ path, mark: now() === saved ? null : mark, ...text() });
  const { look, now: lookNow } = beside(area, seen, choose, keep);
  fill(mine.header);
  area.value = mine.body;
  if (mine === got) saved = now();
  else meet("kept", got, { when: when(mine.when, { dateStyle: "long", timeStyle: "short" }) });
  area.setSelectionRange(0, 0);
  if ($("#to-text").checkVisibility()) $("#to-text").checked = true; // there is room for one thing only
  tools(area);
  changed();

  on(form, "input", changed);
  on(form, "submit", () => inTurn(save));
  on($("#versions-of"), "click", async () => {
    const id = await asked("GET", `/api/versions/${path}`, undefined);
    const then = id && (await ask("GET", `/api/versions/${path}?id=${encodeURIComponent(id)}`));
    if (!then || (await both("earlier", text(), then)) !== "other") return;
    // Its words come back, but not who sees them, and where: links lead there.
    const stays = [field.Status, field.Date, field.Slug, field.Aliases].map((one) => [one, one.value]);
    take(then);
    for (const [one, value] of stays) one.value = value;
    changed();
  });
  on($("#throw-away"), "click", async () => {
    const answer = (await question($("#throw"))) && (await ask("POST", "/api/throw", { path, mark }));
    if (answer && answer.status !== 412) location.hash = away.abort() ?? "#/posts";
  });
  on(events, "disk", ({ data }) => {
    const disk = JSON.parse(data);
    // Looked at before it waits its turn, too: then the news may be older than what was saved.
    const isNews = () => disk.path === path && disk.mark !== mark;
    const meetIt = async () => now() === saved ? dispatchEvent(new Event("hashchange")) : meet("changed", await ask("GET", at));
    if (isNews()) inTurn(() => isNews() && meetIt());
  }, away);
  return async () => {
    away.abort();
    if (now() !== saved) await lookNow();
  };
}
