/* All screens but that for writing: her texts, the practice, what comes over, what goes out. */

import { $, $$, ask, on, question, say, show, tell } from "./page.js";

export function posts() {
  on($("#search"), "input", ({ target }) => {
    const typed = target.value.toLowerCase().split(" ");
    for (const item of $$(".texts li"))
      item.hidden = !typed.every((word) => item.textContent.toLowerCase().includes(word));
    tell(say("posts.found", { n: $$(".texts li:not([hidden])").length }));
  });
  on($("#main"), "submit", async ({ target, submitter }) => {
    const { path } = await ask(target.dataset.to, Object.fromEntries(new FormData(target, submitter)));
    location.assign(`/text/${path.split("/").map(encodeURIComponent).join("/")}`);
  });
}

/* practice.toml as a form: what she has changed, by the id of its field, stays until it is saved. */
export function practice() {
  let values = {};

  async function again(what = "saved") {
    const open = $$("details[open]");
    await show("/practice");
    for (const { id } of open) $(`#${id}`).open = true;
    for (const id in values) Object.assign(document.getElementById(id) ?? {}, { value: values[id] });
    const wrong = $$(".stops p, [aria-invalid]");
    wrong[0]?.focus();
    tell(say(`practice.${what === "saved" && wrong.length ? "saved_but" : what}`, { n: wrong.length }));
  }

  on($("#main"), "input", async ({ target: { id, value, name, files } }) => {
    if (!files) values[id] = value;
    else if (files[0]) document.getElementById(name).value = values[name] = (await ask("/picture?name=", files[0])).name;
  });
  on($("#main"), "submit", async ({ target }) => {
    const { status } = await ask("/practice", { mark: target.dataset.mark, values }, "PUT");
    await again(status === 412 ? "elsewhere" : void (values = {}));
  });
  on($("#versions-of"), "click", async () => {
    const id = await question($("#asked"), "/versions/practice.toml");
    const two = id && (await ask(`/versions/practice.toml?id=${encodeURIComponent(id)}`));
    if (two && (await question($("#asked"), "/both", { name: "earlier_facts", ...two })) === "other")
      await again(void (await ask("/back", { path: "practice.toml", id })));
  });
  on(window, "beforeunload", (event) => Object.keys(values).length && event.preventDefault());
}

/* First only a report; its button sends the same once more, and it is brought over. */
export function bring() {
  on($("form"), "input", () => $("#report").replaceChildren()); // it is of something else
  on($("form"), "submit", async ({ submitter: { value } }) => {
    tell(say("bring.working"));
    const { report } = await ask(`/import?write=${value}&name=`, $("#export").files[0] ?? { from: $("#from").value });
    Object.assign($("#report"), { innerHTML: report }).focus();
    tell(say(value ? "bring.written" : "bring.looked"));
  });
}

export function publish() {
  on($("#main"), "submit", async ({ submitter }) => {
    submitter.disabled = true;
    tell(say("publish.working"));
    tell((await ask("/publish", {}).finally(() => show("/publish"))).said);
  });
}
