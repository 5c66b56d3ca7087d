/* What can be put into a text: signs, boxes, links, pictures, and what she pastes. */

import { $, $$, ask, on, question, say, tell } from "./page.js";
import { around, before, block, put } from "./text.js";

const ACTS = { around, before, block, link, picture };

export function tools(area) {
  const buttons = $$(".toolbar button");
  for (const button of buttons)
    on(button, "click", () => ACTS[button.dataset.act](area, button.dataset.sign));
  on($(".toolbar"), "keydown", ({ key, target }) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (way) buttons.at((buttons.indexOf(target) + way) % buttons.length).focus();
  });
  on($(".toolbar"), "focusin", ({ target }) => {
    for (const each of buttons) each.tabIndex = each === target ? 0 : -1; // one stop for the Tab key
  });
  on(area, "paste", (event) => paste(area, event.clipboardData, event));
  on(area, "drop", (event) => paste(area, event.dataTransfer, event));
}

async function paste(area, data, event) {
  const [html, plain] = ["text/html", "text/plain"].map((kind) => data.getData(kind));
  const [from, to, files] = [area.selectionStart, area.selectionEnd, data.files];
  if (!files.length && (!html || event.type === "drop")) return;
  event.preventDefault();
  if (!html) return picture(area, "", files);
  const failed = ({ message }) => ({ markdown: plain, report: [message] });
  const { markdown, report } = await ask("POST", "/api/paste", { html }).catch(failed);
  put(area, from, to, markdown);
  tell([say("toolbar.pasted"), ...report].join(" "));
}

async function link(area) {
  const [{ value, selectionStart, selectionEnd }, to, address] = [area, $("#to"), $("#address")];
  const answer = await question($("#link"));
  if (!answer || !(to.value || address.value)) return;
  const named = to.value ? to.selectedOptions[0].text : address.value;
  const words = value.slice(selectionStart, selectionEnd) || named;
  put(area, selectionStart, selectionEnd, `[${words}](${to.value || address.value})`);
}

/* The words for those who cannot see it are asked for before the picture is stored. */
async function picture(area, _, files) {
  const parts = ["form", "img", "#file", "#alt", "#decoration", "#caption", ".wrong"];
  const [form, image, file, alt, decoration, caption, wrong] = parts.map((one) => $(one, $("#picture")));
  form.reset();
  [wrong.textContent, alt.disabled, image.hidden] = ["", false, true];
  decoration.onchange = () => (alt.disabled = decoration.checked);
  file.onchange = () => ([image.src, image.hidden] = [URL.createObjectURL(file.files[0]), false]);
  if (files) file.onchange((file.files = files));
  let got;
  while (!got) {
    if (!(await question($("#picture")))) return;
    const address = `/api/picture?name=${encodeURIComponent(file.files[0].name)}`;
    const sent = ask("POST", address, file.files[0]);
    got = await sent.catch(({ message }) => void (wrong.textContent = message)); // and ask again
  }
  const words = decoration.checked ? "decoration" : alt.value.replace(/[[\]]|\s+/g, " ");
  const title = caption.value && ` "${caption.value.replaceAll('"', "”")}"`;
  block(area, `![${words}]({static}../${got.name}${title})`);
  tell(`${say("picture.in_the_text")} ${got.said}`);
}
