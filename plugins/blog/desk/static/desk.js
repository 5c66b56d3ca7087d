/* The author's desk: what each screen does, and what all of them do. */

import { $, $$, ask, listening, on, question, queue, say, show, tell } from "./page.js";
import { writing } from "./writing.js";

function posts() {
  on($("#search"), "input", ({ target }) => {
    const plain = (words) => words.normalize("NFD").replace(/\p{M}|['’]/gu, "").toLowerCase(); // Zoe's is Zoë’s
    const typed = plain(target.value).split(" ");
    for (const item of $$(".texts li")) item.hidden = !typed.every((word) => plain(item.textContent).includes(word));
    const found = () => tell(say("posts.found", { n: $$(".texts li:not([hidden])").length }));
    clearTimeout(target.later); target.later = setTimeout(found, 500); // once she pauses
  });
  on($("#main"), "submit", async ({ target, submitter }) => {
    const { path } = await ask(target.dataset.to, Object.fromEntries(new FormData(target, submitter)));
    location.assign(`/text/${path.split("/").map(encodeURIComponent).join("/")}`);
  });
}

/* practice.toml as a form: what she has changed, by the id of its field, stays until it is saved. */
function practice() {
  const [values, inTurn] = [{}, queue()];

  async function again(what = "saved") {
    const open = $$("details[open]");
    await show("/practice");
    for (const { id } of open) $(`#${id}`).open = true;
    for (const id in values) Object.assign(document.getElementById(id) ?? {}, { value: values[id] });
    const wrong = $$(".stops p, [aria-invalid]");
    if (!$("#main :is(input, textarea):focus")) wrong[0]?.focus(); // else she types on
    tell(say(`practice.${what === "saved" && wrong.length ? "saved_but" : what}`, { n: wrong.length }));
  }

  on($("#main"), "input", async ({ target: { id, value, name, files } }) => {
    if (!files) values[id] = value;
    else if (files[0]) document.getElementById(name).value = values[name] = (await ask("/picture?name=", files[0])).name;
  });
  on($("#main"), "submit", () => { tell(say("findings.looking")); return inTurn(async () => {
    const sent = { ...values };
    const { status } = await ask("/practice", { mark: $("#facts").dataset.mark, values: sent }, "PUT");
    for (const id in sent) if (status !== 412 && values[id] === sent[id]) delete values[id]; // she may type on
    await again(status === 412 ? "elsewhere" : "saved");
  }); });
  on($("#versions-of"), "click", async () => {
    const then = await question($("#asked"), "/versions/practice.toml");
    if (then && (await question($("#asked"), then)) === "other") await ask(then.replace("versions", "back"), {}).then(() => again());
  });
  on(window, "beforeunload", (event) => Object.keys(values).length && event.preventDefault());
}

/* First only a report; its button sends the same once more, and it is brought over. Of file and path, the last counts. */
function bring() {
  on($("form"), "input", ({ target }) => { $(target.id === "from" ? "#export" : "#from").value = ""; $("#report").replaceChildren(); });
  on($("form"), "submit", async ({ submitter: { value } }) => {
    $("#report").replaceChildren(); tell(say("bring.working")); // and its button, or it would be pressed twice
    const { report } = await ask(`/import?write=${value}&name=`, $("#export").files[0] ?? { from: $("#from").value });
    Object.assign($("#report"), { innerHTML: report }).focus();
    tell(say(value ? "bring.written" : "bring.looked"));
  });
}

function publish() {
  on($("#main"), "submit", async ({ submitter }) => {
    submitter.disabled = true; tell(say("publish.working"));
    tell((await ask("/publish", {}).finally(() => show("/publish"))).said);
  });
}

({ posts, practice, publish, import: bring, text: writing })[document.body.dataset.screen]?.();

on($("#close"), "click", async () => {
  if (!dispatchEvent(new Event("beforeunload", { cancelable: true }))) return tell(say("desk.unsaved"));
  clearInterval(listening);
  await ask("/close", {});
  $("#main").remove(); tell(say("desk.closed"));
});

/* Ctrl or Cmd, and the key that a button names; those of the tools are for who is in the text */
on(document, "keydown", (event) => {
  const [tools, key] = [event.target.id === "body" ? "" : ".bar", CSS.escape(event.key.toLowerCase())];
  const button = (event.ctrlKey || event.metaKey) && !event.shiftKey && $(`${tools} [data-key="${key}"]`);
  if (button && !$("dialog[open]")) { event.preventDefault(); button.click(); }
});

on(document, "input", () => tell(""), true); // what was said of what she has changed since is old
