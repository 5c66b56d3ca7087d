/* All screens but that for writing: her texts, the practice, what comes over, what goes out. */

import { $, $$, ask, asked, on, say, show, tell } from "./page.js";

export async function posts() {
  await show("/api/posts");
  on($("#search"), "input", ({ target }) => {
    const typed = target.value.toLowerCase().split(" ");
    for (const item of $$(".texts li"))
      item.hidden = !typed.every((word) => item.textContent.toLowerCase().includes(word));
    tell(say("posts.found", { n: $$(".texts li:not([hidden])").length }));
  });
  for (const form of $$("[data-to]"))
    on(form, "submit", async ({ submitter }) => {
      const sent = Object.fromEntries(new FormData(form, submitter));
      location.hash = `#/text/${(await ask("POST", form.dataset.to, sent)).path}`;
    });
}

/* practice.toml as a form; what she has changed stays until it is saved, whatever happens meanwhile, and
   what she has opened stays open. */
let values = {};
const open = {};

export async function practice() {
  await show("/api/practice");
  const form = $("form");
  for (const id in values) if (form.elements[id]) form.elements[id].value = values[id];
  for (const part of $$("details", form)) part.open ||= open[part.id];
  on(form, "toggle", ({ target }) => (open[target.id] = target.open), true);
  on(form, "input", ({ target }) => (values[target.id] = target.value));
  on($("#versions-of"), "click", async () => {
    const id = await asked("GET", "/api/versions/practice.toml");
    if (id) await practice(await ask("POST", "/api/back", { path: "practice.toml", id }));
  });
  on(form, "submit", async () => {
    const { status } = await ask("PUT", "/api/practice", { mark: form.dataset.mark, values });
    if (status !== 412) values = {};
    await practice();
    const wrong = $$(".stops p, [aria-invalid]");
    wrong[0]?.focus();
    const saved = wrong.length ? "practice.saved_but" : "practice.saved";
    tell(say(status === 412 ? "practice.elsewhere" : saved, { n: wrong.length }));
  });
}

/* First only a report; its button says from where it is then brought over. */
export async function bring() {
  await show("/api/import");
  const report = $("#report");
  on($("form"), "submit", async ({ submitter: { value } }) => {
    const [sent] = value ? [] : $("#export").files;
    tell(say("bring.working"));
    const address = `/api/import?name=${encodeURIComponent(sent?.name ?? "")}`;
    const given = sent ?? { from: value || $("#from").value, write: Boolean(value) };
    report.innerHTML = (await ask("POST", address, given)).report;
    report.focus();
    tell(say(value ? "bring.written" : "bring.looked"));
  });
}

export async function publish() {
  await show("/api/publish");
  on($("#publish-now"), "click", async ({ target }) => {
    target.disabled = true;
    tell(say("publish.working"));
    const { said } = await ask("POST", "/api/publish", {});
    await publish();
    tell(said.join(" "));
  });
}
