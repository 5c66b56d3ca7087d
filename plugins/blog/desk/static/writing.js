/* Writing: the header as a form, the text, what stands beside it; and that nothing is ever lost. */

import { $, $$, ask, on, say, show, tell, when } from "./page.js";
import { beside } from "./beside.js";
import { both, earlier } from "./both.js";
import { put } from "./text.js";
import { tools } from "./toolbar.js";

const [DAY, LINE] = [/^(\d{4}-\d\d-\d\d)?$/, /^([^:]+):\s*(.*)$/];
export const events = new EventSource("/events"); // what happens on disk

export async function writing(path, isNew) {
  const at = `/api/text/${path}`;
  const [got, { tags, categories }] = await Promise.all([ask("GET", at), ask("GET", "/api/posts")]);
  show("writing", { tags, categories, [path.split("/")[0]]: true });
  const [area, form, others, notice] = ["#body", ".text", "#others", ".notice"].map((one) => $(one));
  const [fields, away] = [$$("[name]", form), new AbortController()];
  let [header, mark, saved, turn] = [got.header, got.mark, "", Promise.resolve()];

  const named = (name) => ([key]) => key.toLowerCase() === name.toLowerCase();
  const isOther = ([key]) => !fields.some(({ name }) => named(name)([key]));
  const place = ([key]) => header.findIndex(named(key)) >>> 0; // that of a new line is the last

  /* The text as it stands on the screen, the lines of its header in the order they had. */
  function text() {
    const lines = others.value.split("\n").map((line) => LINE.exec(line)?.slice(1)).filter(Boolean);
    for (const { name, type, checked, value } of fields) {
      const [key, was] = header.find(named(name)) ?? [name];
      const words = type !== "checkbox" ? value.replaceAll("\n", " ") : checked ? "yes" : "";
      if (words || was === "") lines.push([key, words]);
    }
    return { header: lines.sort((one, other) => place(one) - place(other)), body: area.value };
  }
  const now = () => JSON.stringify(text());

  function fill(lines) {
    header = lines;
    for (const field of fields) {
      const value = header.find(named(field.name))?.[1] ?? "";
      if (field.type === "date" && !DAY.test(value)) field.type = "text"; // a day with its hour, say
      if (field.options) field.add(new Option(value));
      if (field.type === "checkbox") field.checked = value.toLowerCase() === "yes";
      else field.value = value;
    }
    others.value = header.filter(isOther).map((line) => line.join(": ")).join("\n");
  }

  function changed() {
    const [date, topic, tagged] = ["Date", "Category", "Tags"].map((name) => form.elements[name].value);
    const about = [$("#Status").selectedOptions[0].text, date, topic, tagged];
    $("[data-gist]").textContent = about.filter(Boolean).join(" · ");
    $("#Summary-hint").textContent = say("header.summary_hint", { n: $("#Summary").value.length });
    for (const option of $$("#tags option")) option.value = /^.*,\s*|/.exec(tagged)[0] + option.label;
    $("[data-unsaved]").hidden = now() === saved;
    look();
  }

  async function save() {
    const sent = text();
    const answer = await ask("PUT", at, { ...sent, mark });
    if (answer.status === 412) return meet("changed", answer).click();
    mark = answer.mark;
    if (answer.header) fill((sent.header = answer.header)); // an old address was added
    saved = JSON.stringify(sent);
    notice.hidden = true;
    changed();
    tell(say("writing.saved", { time: when(Date.now(), { timeStyle: "short" }), findings: sum() }));
  }

  /* Say above the text that there is another one; nothing is written before she has seen both. */
  function meet(name, other, facts) {
    notice.hidden = false;
    $("p", notice).textContent = say(`${name}.note`, facts);
    $("button", notice).onclick = async () => {
      const chosen = await both(name, text(), other);
      if (chosen) [mark, notice.hidden] = [other.mark, true];
      if (chosen === "mine") await inTurn(save);
      if (chosen === "other") take(other, true);
    };
    return $("button", notice);
  }

  /* One Ctrl-Z brings the words back that stood here. */
  function take(other, isSaved) {
    fill(other.header);
    put(area, 0, area.value.length, other.body);
    if (isSaved) saved = now();
    changed();
  }

  async function onDisk(event) {
    const { path: changedPath, mark: newest } = JSON.parse(event.data);
    if (changedPath !== path || newest === mark) return;
    const other = await ask("GET", at);
    if (now() !== saved) return meet("changed", other);
    fill(other.header);
    [area.value, mark] = [other.body, other.mark];
    saved = now();
    changed();
    tell(say("writing.reloaded"));
  }

  function choose({ key, start, end }) {
    const field = key ? (form.elements[key] ?? others) : area;
    for (let it = field; (it = it.parentElement.closest("details")); ) it.open = true;
    field.focus();
    if (!key) area.setSelectionRange(start, end);
  }

  const { look, sum, end } = beside(area, () => ({ path, mark, ...text() }), choose, (rule, why) => {
    others.value += `\nAllow: ${rule} because ${why}`;
    changed();
    tell(say("findings.kept"));
  });
  const { kept } = got;
  fill(got.header);
  area.value = got.body;
  saved = now();
  if (kept) {
    fill(kept.header);
    [area.value, mark] = [kept.body, kept.mark];
    meet("kept", got, { when: when(kept.when, { dateStyle: "long", timeStyle: "short" }) });
  }
  tools(area);
  changed();
  if (isNew) area.select(area.focus());

  /* One after the other: what comes from disk may be what was saved. */
  const inTurn = (act) => (turn = turn.then(act).catch(({ message }) => tell(message)));
  on(form, "input", changed);
  on(form, "submit", () => inTurn(save)); // Enter in a line of the header
  on($("#save"), "click", () => inTurn(save));
  on($("#versions-of"), "click", async () => {
    const then = await earlier(path, text());
    if (then) take(then);
  });
  on(events, "disk", (event) => inTurn(() => onDisk(event)), { signal: away.signal });
  on(window, "pagehide", () => end({ keepalive: true }), { signal: away.signal });
  return async () => {
    away.abort();
    if (now() !== saved) tell(say("writing.kept_leaving"));
    await end();
  };
}
