/* What can be put into a text: signs, boxes, links, pictures, and what she pastes. */

import { $, $$, ask, on, question, say, tell } from "./page.js";

export let coming = 0; // what she has pasted, and is not in the text yet

export function tools(area, inTurn) {
  const [acts, bar, buttons] = [{ around, before, block, link, picture }, $(".toolbar"), $$(".tool")];
  on(bar, "click", ({ target: { dataset } }) => acts[dataset.act]?.(area, dataset.sign));
  on(bar, "mousedown", (event) => event.preventDefault()); // she stays in the text
  const to = ({ key, target }) => buttons.indexOf(target) + (key === "ArrowRight") - (key === "ArrowLeft");
  on(bar, "keydown", (event) => buttons.at(to(event) % buttons.length).focus());
  on(bar, "focusin", ({ target }) => buttons.forEach((each) => (each.tabIndex = -(each !== target)))); // one stop (ARIA Practices)
  on(area, "keydown", (event) => next(area, event));
  for (const kind of ["paste", "dragover", "drop"]) on(kind === "paste" ? area : document, kind, (event) => paste(area, event, inTurn));
}

async function paste(area, event, inTurn) {
  const data = event.clipboardData ?? event.dataTransfer;
  const [html, plain] = ["text/html", "text/plain"].map((kind) => data.getData(kind));
  if (data.types.includes("Files") ? event.target.type === "file" : !html || event.type !== "paste") return;
  event.preventDefault(); // also while a file is dragged over it, or Firefox lets none be dropped; beside the text, it would open
  if (!html || (data.files.length && !plain)) return data.files.length && area.offsetParent && !$("dialog[open]") && picture(area, "", data.files);
  coming += 1; tell(say("findings.looking"));
  await inTurn(async () => {
    const { value, selectionStart: from, selectionEnd: to } = area, line = value.slice(0, from).split("\n").at(-1);
    const { markdown, report } = await ask("/paste", { html, plain, line, value });
    while ($("dialog[open]")) await new Promise((done) => setTimeout(done, 50)); // it is not for that
    if (markdown) later(area, value, from, to, markdown);
    tell([say(`toolbar.${markdown ? "pasted" : "nothing"}`), ...report].join(" "));
  }).finally(() => (coming -= 1));
}

/* Put `words` where `from` to `to` stood in the text that `was`; she goes on where she is by now. */
function later(area, was, from, to, words) {
  const { value, selectionStart: now } = area, { activeElement } = document, more = value.length - was.length;
  const at = value.startsWith(was.slice(0, from)) ? from : value.endsWith(was.slice(from)) ? from + more : now;
  const end = value.startsWith(was.slice(from, to), at) ? at + to - from : at;
  put(area, at, end, words, ...(now < at ? [now - at] : now > end ? [now - end + words.length] : []));
  activeElement.focus();
}

async function link(area) {
  const [{ value, selectionStart, selectionEnd }, to] = [area, $("#to")];
  to.form.reset(); (to.onchange = () => ($("#address").required = !to.value))();
  if (!(await question($("#link")))) return;
  const typed = $("#address").value.trim();
  const address = to.value || typed.replace(/^(?![a-z]+:|[/#{]|$)/i, typed.includes("@") ? "mailto:" : "https://");
  const words = value.slice(selectionStart, selectionEnd) || (to.value ? to.selectedOptions[0].text : typed);
  put(area, selectionStart, selectionEnd, `[${words}](${address.replaceAll("(", "%28").replaceAll(")", "%29")})`);
}

/* The words for those who cannot see it are asked for before the picture is stored. */
async function picture(area, _, files) {
  const [form, image, wrong] = ["form", "img", ".wrong"].map((one) => $(one, $("#picture")));
  const { file, alt, caption } = form.elements;
  file.onchange = () => ([wrong.value, image.src] = ["", file.files[0] ? URL.createObjectURL(file.files[0]) : ""]);
  form.reset(); if (files) file.files = structuredClone(files); file.onchange(); // Firefox empties what it gave
  let got;
  form.onsubmit = async (event) => {
    if (!event.submitter.value) return;
    event.preventDefault(); wrong.value = say("findings.looking"); // the box stays till the picture is stored
    const stored = file.files[0] ? ask("/picture?name=", file.files[0]) : Promise.reject(new Error(say("server.choose")));
    got = await stored.catch(({ message }) => void (wrong.value = message));
    if (got) $("#picture").close(event.submitter.value);
  };
  const words = (await question($("#picture"))) === "decoration" ? "decoration" : alt.value.replace(/[[\]\\\s]+/g, " ").trim();
  if (!got) return;
  const title = caption.value && ` "${caption.value.replace(/"([^"]*)"/g, "“$1”").replaceAll('"', "”").replace(/\\+$/, "")}"`;
  const made = `![${words}]({static}../${got.name}${title})`, { value, selectionStart: from, selectionEnd: to } = area;
  const [old] = [...value.matchAll(/!\[[^\]\n]*\]\([^)\n]*\)/g)].filter((it) => it.index < to && from < it.index + it[0].length);
  old ? put(area, old.index, old.index + old[0].length, made) : block(area, made); // one that is missing, say
  tell(say(file.files.length > 1 ? "picture.only_one" : "picture.in_the_text"));
}

/* Put `words` where `from` to `to` stood, as if typed: one Ctrl-Z takes them back. `start` to `end` are selected. */
export function put(area, from, to, words, start = words.length, end = start) {
  area.focus();
  area.setSelectionRange(from, to);
  if (words || from < to) document.execCommand(words ? "insertText" : "delete", false, words);
  area.setSelectionRange(from + start, from + end);
}

/* A sign around the selected words, or away if it is there. */
export function around(area, sign) {
  const { value, selectionStart, selectionEnd } = area;
  const [, blanks, words] = /^((?:\s|(?:[-*+>]|#+|\d\d?\.) )*)(.*?)\s*$/s.exec(value.slice(selectionStart, selectionEnd));
  const from = selectionStart + blanks.length, to = from + words.length, long = sign.length;
  const has = (stars) => (long > 1 ? stars.length > 1 : stars.length % 2); // of ***, both
  const above = has(/\**$/.exec(value.slice(0, from))[0]), below = has(/^\**/.exec(value.slice(to))[0]);
  const parts = words.split(/(\s*\n\s*(?:(?:[-*+>]|#+|\d\d?\.)\s+)+|\s*\n\s*\n\s*)/); // paragraphs, items; what is between them
  const [now, plain] = [parts.map((part, n) => (n % 2 ? part : sign + part + sign)).join(""), parts[1] ? words.replaceAll(sign, "") : words];
  if (above && below) put(area, from - long, to + long, plain, 0, plain.length);
  else if (below && !words) area.setSelectionRange(to + long, to + long); // at the end of bold words: out
  else put(area, from, to, now, long, now.length - long);
}

/* A sign before each selected line, in place of another, or away if all have it. */
export function before(area, sign) {
  const { value, selectionStart, selectionEnd } = area;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1, to = `${value}\n`.indexOf("\n", selectionEnd);
  const lines = value.slice(from, to).split("\n");
  const isGap = (line) => lines.length > 1 && !line.trim() && sign !== "> "; // a quotation is one with its gaps
  const there = lines.every((line) => isGap(line) || line.startsWith(sign));
  const now = lines.map((line) => (there || isGap(line) ? "" : sign) + line.replace(/^(#+|[-*+]|>) /, "")).join("\n");
  put(area, from, to, now, lines.length > 1 ? 0 : now.length, now.length);
}

/* A part of its own behind what is selected; she goes on below it, or behind its last sign. */
export function block(area, words) {
  const at = area.selectionEnd, above = area.value.slice(0, at), below = area.value.slice(at);
  const gap = (blank) => "\n".repeat(Math.max(0, 3 - blank.split("\n").length)); // what it lacks
  const lead = above.trim() && gap(/\s*$/.exec(above)[0]), tail = below.trim() && gap(/^\s*/.exec(below)[0]);
  const now = `${lead}${words}${words.endsWith(" ") ? "" : "\n\n"}${tail}`;
  put(area, at, at, now, now.length - tail.length);
}

/* Enter begins the next line of a list or a box as this one; behind an empty one, which ends it, is a gap. */
function next(area, event) {
  const { value, selectionStart: at, selectionEnd } = area, from = value.lastIndexOf("\n", at - 1) + 1;
  const [sign] = /^(?:[-*+]|>|\d\d?\.) (?=[^[]|$)/.exec(value.slice(from, at)) ?? [];
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !sign || at !== selectionEnd) return;
  event.preventDefault();
  if (value.slice(from, at) === sign) put(area, from, at, /.\n$/.test(value.slice(0, from)) ? "\n" : "");
  else put(area, at, at, `\n${sign.replace(/\d+/, (n) => +n + 1)}`);
}
