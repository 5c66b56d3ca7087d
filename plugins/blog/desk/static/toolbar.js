/* What can be put into a text: signs, boxes, links, pictures, and what she pastes. */

import { $, $$, ask, on, question, say, tell } from "./page.js";

export function tools(area) {
  const [acts, bar, buttons] = [{ around, before, block, link, picture }, $(".toolbar"), $$(".tool")];
  on(bar, "click", ({ target: { dataset } }) => acts[dataset.act]?.(area, dataset.sign));
  /* One stop for the Tab key, as the Authoring Practices have it: the arrows lead to the others. */
  on(bar, "keydown", (event) => {
    const at = buttons.indexOf(event.target);
    const steps = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 };
    if (event.key in steps) buttons.at(steps[event.key] % buttons.length).focus(event.preventDefault());
  });
  on(bar, "focusin", ({ target }) => buttons.forEach((each) => (each.tabIndex = -(each !== target))));
  on(area, "keydown", (event) => next(area, event));
  for (const kind of ["paste", "dragover", "drop"]) on(area, kind, (event) => paste(area, event));
}

async function paste(area, event) {
  const data = event.clipboardData ?? event.dataTransfer;
  const [html, plain] = ["text/html", "text/plain"].map((kind) => data.getData(kind));
  if (!data.types.includes("Files") && (!html || event.type !== "paste")) return;
  event.preventDefault(); // also while a file is dragged over it, or Firefox lets none be dropped
  if (!html) return data.files.length && picture(area, "", data.files);
  const { markdown, report } = await ask("/paste", { html, plain });
  const { activeElement } = document; // wherever she is by now
  put(area, area.selectionStart, area.selectionEnd, markdown);
  activeElement.focus();
  tell([say("toolbar.pasted"), ...report].join(" "));
}

async function link(area) {
  const [{ value, selectionStart, selectionEnd }, to] = [area, $("#to")];
  if (!(await question($("#link")))) return;
  const typed = $("#address").value.trim();
  const address = to.value || typed.replace(/^(?![a-z]+:|[/#{]|$)/i, typed.includes("@") ? "mailto:" : "https://");
  const words = value.slice(selectionStart, selectionEnd) || (to.value ? to.selectedOptions[0].text : typed);
  if (address) put(area, selectionStart, selectionEnd, `[${words}](${address})`);
}

/* The words for those who cannot see it are asked for before the picture is stored. */
async function picture(area, _, files) {
  const [form, image, wrong] = ["form", "img", ".wrong"].map((one) => $(one, $("#picture")));
  const { file, alt, caption } = form.elements;
  form.reset();
  wrong.textContent = "";
  file.onchange = () => (image.src = file.files[0] ? URL.createObjectURL(file.files[0]) : "");
  file.onchange(files && (file.files = files));
  let answer, got;
  while (!got) {
    answer = await question($("#picture"));
    const [sent] = file.files;
    if (!answer || !sent) return;
    got = await ask("/picture?name=", sent).catch(({ message }) => void (wrong.textContent = message)); // and ask again
  }
  const words = answer === "decoration" ? answer : alt.value.replace(/[[\]]|\s+/g, " ");
  const title = caption.value && ` "${caption.value.replace(/"([^"]*)"/g, "“$1”").replaceAll('"', "”")}"`;
  block(area, `![${words}]({static}../${got.name}${title})`);
  tell(say("picture.in_the_text"));
}

/* Put `words` where `from` to `to` stood, then select from `start` to `end` within them: by the browser,
   as if they were typed, so that one Ctrl-Z takes them back. */
export function put(area, from, to, words, start = words.length, end = start) {
  area.focus();
  area.setSelectionRange(from, to);
  document.execCommand(words ? "insertText" : "delete", false, words);
  area.setSelectionRange(from + start, from + end);
}

/* A sign around the selected words, or away if it is there. */
export function around(area, sign) {
  const { value, selectionStart, selectionEnd } = area;
  const [, blanks, words] = /^(\s*)(.*?)\s*$/s.exec(value.slice(selectionStart, selectionEnd));
  const [from, long] = [selectionStart + blanks.length, sign.length];
  const to = from + words.length;
  const [above, below] = [value.slice(0, from).endsWith(sign), value.startsWith(sign, to)];
  if (above && below) put(area, from - long, to + long, words, 0, words.length);
  else if (below && !words) area.setSelectionRange(to + long, to + long); // at the end of bold words: out
  else put(area, from, to, sign + words + sign, long, long + words.length);
}

/* A sign before each selected line, in place of another, or away if all have it. */
export function before(area, sign) {
  const { value, selectionStart, selectionEnd } = area;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const to = `${value}\n`.indexOf("\n", selectionEnd);
  const lines = value.slice(from, to).split("\n");
  const there = lines.every((line) => line.startsWith(sign));
  const now = lines.map((line) => (there ? "" : sign) + line.replace(/^(#+|[-*+]|>) /, "")).join("\n");
  put(area, from, to, now, lines.length > 1 ? 0 : now.length, now.length);
}

/* A part of its own behind what is selected, with an empty line before and behind it. What she types
   next is a paragraph after it, unless it ends with the sign of a line that she is to write. */
export function block(area, words) {
  const above = area.value.slice(0, area.selectionEnd).trimEnd();
  const below = area.value.slice(area.selectionEnd).trimStart();
  const after = words.endsWith(" ") ? "" : "\n\n";
  const now = `${above && "\n\n"}${words}${after}${below && "\n\n"}`;
  put(area, above.length, area.value.length - below.length, now, now.length - (below ? 2 : 0));
}

/* Enter begins the next line of a list or a box as this one; behind an empty one, which ends it, is a gap. */
function next(area, event) {
  const { value, selectionStart: at, selectionEnd } = area;
  const from = value.lastIndexOf("\n", at - 1) + 1;
  const [sign] = /^(?:[-*+]|>) (?=[^[]|$)/.exec(value.slice(from, at)) ?? [];
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !sign || at !== selectionEnd) return;
  event.preventDefault();
  if (value.slice(from, at) === sign) put(area, from, at, /.\n$/.test(value.slice(0, from)) ? "\n" : "");
  else put(area, at, at, `\n${sign}`);
}
