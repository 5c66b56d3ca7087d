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
      location.hash = `#/text/${(await ask(form.dataset.to, sent)).path}`;
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
  on(form, "submit", async () => {
    const { status } = await ask("/api/practice", { mark: form.dataset.mark, values }, "PUT");
    if (status !== 412) values = {};
    await practice();
    const wrong = $$(".stops p, [aria-invalid]");
    wrong[0]?.focus();
    const saved = wrong.length ? "practice.saved_but" : "practice.saved";
    tell(say(status === 412 ? "practice.elsewhere" : saved, { n: wrong.length }));
  });
  on($("#versions-of"), "click", async () => {
    const id = await asked("/api/versions/practice.toml");
    if (id) await practice(await ask("/api/back", { path: "practice.toml", id }));
  });
}

/* First only a report; its button says from where it is then brought over. */
export async function bring() {
  await show("/api/import");
  on($("form"), "submit", async ({ submitter: { value } }) => {
    const [file] = value ? [] : $("#export").files;
    const given = file ?? { from: value || $("#from").value, write: Boolean(value) };
    tell(say("bring.working"));
    const { report } = await ask(`/api/import?name=${encodeURIComponent(file?.name ?? "")}`, given);
    $("#report").innerHTML = report;
    $("#report").focus();
    tell(say(value ? "bring.written" : "bring.looked"));
  });
}

export async function publish(_, sent) {
  await show("/api/publish", sent);
  on($("form"), "submit", async ({ submitter }) => {
    submitter.disabled = true;
    tell(say("publish.working"));
    await publish(_, {});
    tell($("form").dataset.said);
  });
}
