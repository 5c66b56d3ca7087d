/* Writing: the header as a form, the text, what stands beside it; and that nothing is ever lost. */

import { $, $$, ask, events, on, say, show, spelt, tell, when } from "./page.js";
import { beside } from "./beside.js";
import { both, earlier } from "./both.js";
import { put, tools } from "./toolbar.js";

export async function writing(path) {
  const at = `/api/text/${path}`;
  await show(at);
  const [area, form, others, notice] = ["#body", ".text", "#others", ".notice"].map((one) => $(one));
  const [fields, away, got] = [$$("[name]", form), new AbortController(), JSON.parse(form.dataset.text)];
  let [header, mark, saved, turn] = [[], "", "", Promise.resolve()];

  const named = (name) => ([key]) => key.toLowerCase() === name.toLowerCase();
  const isOther = ([key]) => !fields.some(({ name }) => named(name)([key]));
  const place = ([key]) => header.findIndex(named(key)) >>> 0; // that of a new line is the last

  /* The text as it stands on the screen, the lines of its header in the order they had. */
  function text() {
    const lines = Array.from(others.value.matchAll(/^([^:\n]+):[^\S\n]*(.*)$/gm), ([, ...line]) => line);
    for (const { name, value } of fields) {
      const [key, was] = header.find(named(name)) ?? [name];
      if (value || was === "") lines.push([key, value.replaceAll("\n", " ")]);
    }
    return { header: lines.sort((one, other) => place(one) - place(other)), body: area.value };
  }
  const now = () => JSON.stringify(text());

  function fill(lines) {
    header = lines;
    for (const field of fields) {
      const value = header.find(named(field.name))?.[1] ?? "";
      if (field.type === "date" && !/^(\d{4}-\d\d-\d\d)?$/.test(value)) field.type = "text"; // with its hour
      if (field.options) field.add(new Option(value));
      field.value = value;
    }
    others.value = spelt(header.filter(isOther));
  }

  function changed() {
    const [date, topic, tagged] = ["Date", "Category", "Tags"].map((name) => form.elements[name].value);
    const about = [$("#Status").selectedOptions[0].text, date && when(date), topic, tagged];
    $("#gist").textContent = about.filter(Boolean).join(" · ");
    $("#Summary-hint").textContent = say("header.summary_hint", { n: $("#Summary").value.length });
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
    const sent = text();
    const answer = await ask("PUT", at, { ...sent, mark });
    if (answer.status === 412) return meet("changed", answer).click();
    mark = answer.mark;
    if (now() === JSON.stringify(sent)) fill((sent.header = answer.header)); // with an old address, say
    [saved, notice.hidden] = [JSON.stringify(sent), true];
    changed();
    await lookNow(); // so that what is said is of what was saved
    const [time, findings] = [when(Date.now(), { timeStyle: "short" }), $(".sum")?.textContent ?? ""];
    tell(say("writing.saved", { time, findings }));
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

  async function onDisk(disk) {
    if (disk.mark === mark) return; // it was this window that saved
    if (now() === saved) dispatchEvent(new Event("hashchange"));
    else meet("changed", await ask("GET", at));
  }

  function choose({ key, start, end }) {
    for (const details of key ? $$("details", form) : []) details.open = true;
    (key ? (form.elements[key] ?? others) : area).focus();
    if (!key) area.setSelectionRange(start, end);
  }

  const keep = (rule, why) => {
    others.value += `\nAllow: ${rule} because ${why}`;
    tell(say("findings.kept", changed()));
  };
  const seen = () => ({ path, mark: now() === saved ? null : mark, ...text() });
  const { look, now: lookNow } = beside(area, seen, choose, keep);
  const mine = got.kept ?? got;
  fill(mine.header);
  [area.value, mark] = [mine.body, mine.mark];
  if (mine === got) saved = now();
  else meet("kept", got, { when: when(mine.when, { dateStyle: "long", timeStyle: "short" }) });
  area.setSelectionRange(0, 0);
  tools(area);
  changed();

  /* One after the other: what comes from the disk may be what was saved. */
  const inTurn = (act) => (turn = turn.then(act).catch(({ message }) => tell(message)));
  on(form, "input", changed);
  on(form, "submit", () => inTurn(save));
  on($("#versions-of"), "click", async () => {
    const then = await earlier(path, text());
    const stays = (line) => ["Status", "Date", "Slug", "Aliases"].some((name) => named(name)(line));
    const about = (lines, whether) => lines.filter((line) => stays(line) === whether);
    // Its words come back, but not who sees them, and where: links lead there.
    if (then) take({ ...then, header: [...about(then.header, false), ...about(text().header, true)] });
  });
  on(events, "disk", ({ data }) => {
    const disk = JSON.parse(data);
    // Looked at before it waits its turn, too: then the news may be older than what was saved.
    if (disk.path === path && disk.mark !== mark) inTurn(() => onDisk(disk));
  }, away);
  return async () => {
    away.abort();
    if (now() !== saved) await lookNow();
  };
}
