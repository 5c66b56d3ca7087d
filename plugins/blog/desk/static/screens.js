/* All screens but that for writing: her texts, the practice, what comes over, what goes out. */

import { $, $$, ask, on, say, show, tell } from "./page.js";

export async function posts() {
  await show("/api/posts");
  on($("#search"), "input", ({ target }) => {
    const typed = target.value.toLowerCase().split(" ");
    for (const item of $$(".texts li"))
      item.hidden = !typed.every((word) => item.textContent.toLowerCase().includes(word));
    tell(say("posts.found", { n: $$(".texts li:not([hidden])").length }));
  });
  on($("form"), "submit", async () => {
    const { path } = await ask("POST", "/api/new", { title: $("#new").value });
    location.hash = `#/text/${path}`;
  });
}

/* practice.toml as a form; what she has changed stays until it is saved, whatever happens meanwhile. */
let values = {};

export async function practice() {
  await show("/api/practice");
  const form = $("form");
  for (const id in values) if (form.elements[id]) form.elements[id].value = values[id];
  on(form, "input", ({ target }) => (values[target.id] = target.value));
  on(form, "submit", async () => {
    const { status } = await ask("PUT", "/api/practice", { mark: form.dataset.mark, values });
    if (status !== 412) values = {};
    await practice();
    const wrong = $$("[aria-invalid]");
    wrong[0]?.focus();
    const saved = wrong.length ? "practice.saved_but" : "practice.saved";
    tell(say(status === 412 ? "practice.elsewhere" : saved, { n: wrong.length }));
  });
}

/* First only a report; what is sent is kept at `from`, to be brought over from there. */
export async function bring() {
  await show("/api/import");
  const [file, from, pre] = ["#export", "#from", "#report pre"].map((one) => $(one));
  async function run(write) {
    tell(say("bring.working"));
    const [sent, name] = write ? [] : [file.files[0], encodeURIComponent(file.files[0]?.name)];
    const given = sent ? [`/api/import?name=${name}`, sent] : ["/api/import", { from: from.value, write }];
    ({ report: pre.textContent, from: from.value } = await ask("POST", ...given));
    [$("#report").hidden, $("#write").hidden] = [false, write];
    tell(say(write ? "bring.written" : "bring.looked"));
  }
  on($("form"), "submit", () => run(false));
  on($("#write"), "click", () => run(true));
}

export async function publish() {
  await show("/api/publish");
  on($("#publish-now"), "click", async ({ target }) => {
    tell(say("publish.working", (target.disabled = true)));
    const { said, download } = await ask("POST", "/api/publish", {});
    await publish();
    if (download) location.assign(download);
    tell(said.join(" "));
  });
}
