/* All screens but that for writing: her texts, the practice, what comes over, what goes out. */

import { $, $$, ask, on, say, show, tell, when } from "./page.js";

export async function posts() {
  const got = await ask("GET", "/api/posts");
  const groups = Object.groupBy(got.texts.map(entry), ({ group }) => group);
  show("posts", { stops: got.stops, ...groups });
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

function entry(text) {
  const { path, state, stops, advice } = text;
  const day = state === "public" && text.date && when(text.date, { dateStyle: "long" });
  const inside = path.startsWith("pages/") ? "pages" : "public";
  return {
    ...text,
    group: ["draft", "waiting"].includes(state) ? "waiting" : inside,
    address: `#/writing/${path}`,
    about: [text.said, day, text.kept && say("posts.kept")].filter(Boolean).join(" · "),
    must: stops && say("posts.must", { n: stops }),
    could: advice && say("posts.could", { n: advice }),
  };
}

/* practice.toml as a form; what she has typed stays, whatever happens to the file meanwhile. */
export async function practice() {
  const values = {}; // what she has changed
  const fill = (got) => {
    const facts = ({ name, facts }) =>
      facts.map(({ key, value, kind, ...more }) => {
        const id = `${name}.${key}`;
        const found = got.findings.filter((one) => `${one.section}.${one.key}` === id);
        const shown = values[id] ?? value;
        const said = found.map(({ message }) => message).join(" ");
        return { ...more, id, said, value: kind === "list" ? shown.join("\n") : shown, [kind]: true };
      });
    show("practice", { sections: got.sections.map((one) => ({ ...one, facts: facts(one) })) });
    on($("form"), "input", ({ target: { id, type, checked, value, dataset } }) => {
      const lines = value.split("\n").filter((line) => line.trim());
      values[id] = type === "checkbox" ? checked : dataset.list ? lines : value;
    });
    on($("form"), "submit", async () => {
      const now = await ask("PUT", "/api/practice", { mark: got.mark, values });
      const saved = now.status !== 412;
      if (saved) for (const id in values) delete values[id];
      fill(now);
      tell(say(saved ? "practice.saved" : "practice.elsewhere"));
    });
  };
  fill(await ask("GET", "/api/practice"));
}

export async function bring() {
  show("bring");
  let from;
  const run = async (write) => {
    const [file] = $("#export").files;
    tell(say("bring.working"));
    if (!write && file) ({ from } = await ask("POST", `/api/import?name=${encodeURIComponent(file.name)}`, file));
    else if (!write) from = $("#from").value;
    const { report } = await ask("POST", "/api/import", { from, write });
    $("#report pre").textContent = report;
    $("#report").hidden = false;
    $("#write").hidden = write;
    tell(say(write ? "bring.written" : "bring.looked"));
  };
  on($("form"), "submit", () => run(false));
  on($("#write"), "click", () => run(true));
}

export async function publish() {
  const got = await ask("GET", "/api/publish");
  const nothing = !["new", "changed", "moved", "gone"].some((part) => got[part].length);
  show("publish", { ...got, nothing });
  $("#publish-now").disabled = nothing || got.stops.length;
  on($("#publish-now"), "click", async ({ target }) => {
    target.disabled = true;
    tell(say("publish.working"));
    const { said } = await ask("POST", "/api/publish", {});
    await publish();
    tell(said.join(" "));
  });
}
