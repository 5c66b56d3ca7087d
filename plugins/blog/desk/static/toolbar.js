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
  const { texts } = await ask("GET", "/api/posts");
  const dialog = await question("link", { texts });
  const [{ value: path, selectedOptions }, { value: address }] = $$("select, input", dialog);
  if (!dialog.returnValue || !(path || address)) return;
  const { value, selectionStart, selectionEnd } = area;
  const words = value.slice(selectionStart, selectionEnd) || (path ? selectedOptions[0].text : address);
  put(area, selectionStart, selectionEnd, `[${words}](${path ? `{filename}/${path}` : address})`);
}

/* The words for those who cannot see it are asked for before the picture is stored. */
async function picture(area, _, files) {
  let got;
  const dialog = await question("picture", {}, (dialog) => {
    const [form, file, alt] = ["form", "#file", "#alt"].map((one) => $(one, dialog));
    const look = () => ($("img", dialog).src = URL.createObjectURL(file.files[0], file.setCustomValidity("")));
    if (files) look((file.files = files));
    on(file, "change", look);
    on($("#decoration", dialog), "change", ({ target }) => (alt.disabled = target.checked));
    on(form, "submit", async () => {
      const [one] = file.files;
      const address = `/api/picture?name=${encodeURIComponent(one.name)}`;
      got = await ask("POST", address, one).catch(({ message }) => file.setCustomValidity(message));
      if (got) dialog.close("put");
      else file.reportValidity();
    });
  });
  if (!dialog.returnValue) return;
  const [alt, caption] = ["#alt", "#caption"].map((one) => $(one, dialog).value.replace(/\s+/g, " "));
  const words = $("#decoration", dialog).checked ? "decoration" : alt.replace(/[[\]]/g, "");
  const title = caption && ` "${caption.replaceAll('"', "”")}"`;
  block(area, `![${words}]({static}../${got.name}${title})`);
  tell(`${say("picture.in_the_text")} ${got.said}`);
}
