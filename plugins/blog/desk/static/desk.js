/* The author's desk: leads to the screen that the address names. */

import { $, $$, ask, on, queue, say, source, tell } from "./page.js";
import { bring, posts, practice, publish } from "./screens.js";
import { writing } from "./writing.js";

const SCREENS = { posts, practice, publish, import: bring, text: writing };
let leave, shown;

/* What is not there is said in its place. Where the desk is gone, the screen stays, with all she typed. */
async function go() {
  const [, name, ...path] = location.hash.split("/");
  const screen = Object.hasOwn(SCREENS, name) ? name : "posts";
  tell("");
  try {
    await leave?.();
    leave = await SCREENS[screen](path.join("/"));
  } catch ({ message, cause }) {
    if (cause !== 404) return tell(message, history.replaceState(null, "", shown));
    leave = $("#main").replaceChildren($("#lost").content.cloneNode(true));
    $("#why").textContent = message;
  }
  shown = location.hash;
  for (const link of $$(".menu a")) link.ariaCurrent = link.hash === `#/${screen}` ? "page" : null;
  document.title = `${$("#Title")?.value ?? $("h1").textContent} – ${say("desk.name")}`;
  $("h1").focus();
}

const inTurn = queue();
on(window, "hashchange", () => inTurn(go));
dispatchEvent(new Event("hashchange"));

on($(".skip"), "click", (event) => ($("#body") ?? $("h1")).focus(event.preventDefault()));
on($("#close"), "click", async () => {
  await leave?.();
  source.close();
  await ask("/api/close", {});
  document.body.replaceChildren($("#main"));
  $("#main").textContent = say("desk.closed");
});

/* Ctrl or Cmd, and the key that a button names */
on(document, "keydown", (event) => {
  const button = (event.ctrlKey || event.metaKey) && $(`[data-key="${CSS.escape(event.key)}"]`);
  if (button && !$("dialog[open]")) button.click(event.preventDefault());
});

on(document, "input", () => tell(""), true); // what was said of what she has changed since is old
