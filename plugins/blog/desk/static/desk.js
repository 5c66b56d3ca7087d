/* The author's desk: what each page does, and what all of them do. */

import { $, ask, listening, on, say, tell } from "./page.js";
import { bring, posts, practice, publish } from "./screens.js";
import { writing } from "./writing.js";

({ posts, practice, publish, import: bring, text: writing })[document.body.dataset.screen]?.();

on($("#close"), "click", async () => {
  clearInterval(listening);
  await ask("/close", {});
  document.body.replaceChildren(say("desk.closed"));
});

/* Ctrl or Cmd, and the key that a button names */
on(document, "keydown", (event) => {
  const button = (event.ctrlKey || event.metaKey) && $(`[data-key="${CSS.escape(event.key)}"]`);
  if (button && !$("dialog[open]")) button.click(event.preventDefault());
});

on(document, "input", () => tell(""), true); // what was said of what she has changed since is old
