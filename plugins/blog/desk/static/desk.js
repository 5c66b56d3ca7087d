/* The author's desk: leads to the screen that the address names. */

import { $, $$, ask, events, on, queue, say, tell } from "./page.js";
import { bring, posts, practice, publish } from "./screens.js";
import { writing } from "./writing.js";

const SCREENS = { posts, practice, publish, import: bring, text: writing };
let leave;

async function go() {
  const [, name, ...path] = location.hash.split("/");
  const screen = Object.hasOwn(SCREENS, name) ? name : "posts";
  tell("");
  await leave?.();
  leave = await SCREENS[screen](path.join("/"));
  for (const link of $$(".menu a")) link.ariaCurrent = link.hash === `#/${screen}` ? "page" : null;
  document.title = `${$("#Title")?.value ?? $("h1").textContent} – ${say("desk.name")}`;
  $("h1").focus();
}

const inTurn = queue();
on(window, "hashchange", () => inTurn(go));
dispatchEvent(new Event("hashchange"));

on($(".skip"), "click", (event) => ($("#body") ?? $("h1")).focus(event.preventDefault()));
on($("#close"), "click", async () => {
  await ask("POST", "/api/close", {}, await leave?.());
  document.body.replaceChildren(say("desk.closed"));
});

/* Ctrl or Cmd, and the key that a button names */
on(document, "keydown", (event) => {
  const button = (event.ctrlKey || event.metaKey) && $(`[data-key="${CSS.escape(event.key)}"]`);
  if (button && !$("dialog[open]")) button.click(event.preventDefault());
});

/* What was said of what she has changed since is old. */
const isGone = () => $("#said")?.textContent === say("desk.gone");
on(document, "input", () => isGone() || tell(""), true);
on(events, "error", () => isGone() || tell(say("desk.gone")));
on(events, "open", () => isGone() && tell(say("desk.back")));
