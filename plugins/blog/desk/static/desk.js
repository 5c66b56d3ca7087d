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

/* Ctrl or Cmd, and the key that a button names; those of the tools are for who is in the text */
on(document, "keydown", (event) => {
  const [tools, key] = [event.target.id === "body" ? "" : ".bar", CSS.escape(event.key.toLowerCase())];
  const button = (event.ctrlKey || event.metaKey) && !event.shiftKey && $(`${tools} [data-key="${key}"]`);
  if (button && !$("dialog[open]")) button.click(event.preventDefault());
});

on(document, "input", () => tell(""), true); // what was said of what she has changed since is old
