/* All screens but that for writing: her texts, the practice, what comes over, what goes out. */

import { $, $$, ask, mend, on, say, show, tell } from "./page.js";

export async function posts() {
  const got = await ask("GET", "/api/posts");
  const group = ({ path, state }) =>
    path.startsWith("pages/") ? "pages" : /draft|waiting/.test(state) ? "waiting" : "public";
  const texts = got.texts.map((text) => ({
    ...text,
    address: `#/writing/${text.path}`,
    mend: mend(text.stops, text.advice),
  }));
  show("posts", { stops: got.stops, ...Object.groupBy(texts, group) });
  on($("#search"), "input", ({ target }) => {
    const typed = target.value.toLowerCase().split(" ");
    for (const item of $$(".texts li"))
      item.hidden = !typed.every((word) => $("a", item).textContent.toLowerCase().includes(word));
    tell(say("posts.found", { n: $$(".texts li:not([hidden])").length }));
  });
  on($("form"), "submit", async () => {
    const { path } = await ask("POST", "/api/new", { title: $("#new").value });
    location.hash = `#/new/${path}`;
  });
}

/* practice.toml as a form; what she has changed stays, whatever happens to the file meanwhile. */
export async function practice() {
  let [got, values] = [await ask("GET", "/api/practice"), {}];
  function fill() {
    const facts = ({ name, facts }) =>
      facts.map((fact) => {
        const id = `${name}.${fact.key}`;
        const found = got.findings.filter(({ section, key }) => `${section}.${key}` === id);
        const said = found.map(({ message }) => message).join(" ");
        return { ...fact, id, value: values[id] ?? fact.value, said, [fact.kind]: true };
      });
    show("practice", { sections: got.sections.map((one) => ({ ...one, facts: facts(one) })) });
    on($("form"), "input", ({ target }) => (values[target.id] = target.value));
    on($("form"), "submit", async () => {
      got = await ask("PUT", "/api/practice", { mark: got.mark, values });
      if (got.status !== 412) values = {};
      fill();
      tell(say(got.status === 412 ? "practice.elsewhere" : "practice.saved"));
    });
  }
  fill();
}

export function bring() {
  show("bring");
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
  const got = await ask("GET", "/api/publish");
  const nothing = !["new", "changed", "moved", "gone"].some((part) => got[part].length);
  show("publish", { ...got, nothing });
  $("#publish-now").disabled = nothing || got.stops.length;
  on($("#publish-now"), "click", async ({ target }) => {
    tell(say("publish.working", (target.disabled = true)));
    const { said } = await ask("POST", "/api/publish", {});
    await publish();
    tell(said.join(" "));
  });
}
