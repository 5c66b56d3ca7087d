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

/* practice.toml as a form; what she has changed stays, whatever happens to the file meanwhile. */
export async function practice(_, values = {}) {
  await show("/api/practice");
  const form = $("form");
  for (const id in values) form.elements[id].value = values[id];
  on(form, "input", ({ target }) => (values[target.id] = target.value));
  on(form, "submit", async () => {
    const { status } = await ask("PUT", "/api/practice", { mark: form.dataset.mark, values });
    await practice(_, status === 412 ? values : {});
    tell(say(status === 412 ? "practice.elsewhere" : "practice.saved"));
  });
}

export async function bring() {
  await show("/api/import");
  let from;
  async function run(write) {
    const [file] = $("#export").files;
    tell(say("bring.working"));
    if (!write) from = $("#from").value;
    if (!write && file) ({ from } = await ask("POST", `/api/import?name=${encodeURIComponent(file.name)}`, file));
    const { report } = await ask("POST", "/api/import", { from, write });
    $("#report pre").textContent = report;
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
    const { said } = await ask("POST", "/api/publish", {});
    await publish();
    tell(said.join(" "));
  });
}
