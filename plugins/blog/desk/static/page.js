/* What every screen needs: its words and elements, the server, the place where the desk speaks. */

const words = JSON.parse(document.getElementById("words").textContent);

/* The sentence "table.name" of words.toml, with what stands in its {braces}. */
export function say(name, facts) {
  const found = name.split(".").reduce((table, key) => table[key], words);
  return found.replace(/\{(\w+)\}/g, (_, key) => facts[key]);
}

export const when = (value, dateStyle) => new Date(value).toLocaleString(words.language, { dateStyle, timeStyle: "short" });
export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/* A screen reader waits with it until she pauses. As long as the desk is gone, that is said, whatever she does. */
let gone = "", known; // the mark that was heard of last
export const tell = (sentence) => { if (sentence || !gone) $("#said").textContent = gone || sentence; };

/* What is done when she does something; what goes wrong with it is said. */
export function on(element, kind, act, options) {
  const done = async (event) => { if (kind === "submit") event.preventDefault(); return act(event); };
  element.addEventListener(kind, (event) => done(event).catch(({ message }) => tell(message)), options);
}

/* What is done one after the other, however fast she is. */
export const queue = (turn = Promise.resolve()) => (act) => (turn = turn.then(act).catch(({ message }) => tell(message)));

/* How the text of this page is on disk. The desk, started again, is heard again; till then, links lead nowhere. */
export const listening = setInterval(async () => {
  const answer = await fetch(`/mark${location.pathname}`).catch(() => ({}));
  const [was, mark] = [gone, answer.ok && (await answer.json()).mark];
  gone = answer.ok ? "" : say("desk.gone");
  if (gone !== was) tell(gone || say("desk.back"));
  if (!gone && (was || mark !== known)) dispatchEvent(new CustomEvent("disk", { detail: (known = mark) }));
}, 500);
on(document, "click", (event) => gone && event.target.closest("a") && event.preventDefault(), true);

/* Safari goes back to the page that she left, but with the words that its fields began with; they are not kept. */
let restored = false;
on(window, "beforeunload", (event) => restored && event.stopImmediatePropagation());
on(window, "pageshow", ({ persisted }) => { if (persisted) { restored = true; clearInterval(listening); location.reload(); } });

/* As JSON, or a file, whose name ends the address. An error has a sentence for her; 412 is an answer: see `status`. */
export async function ask(address, sent, method = sent ? "POST" : "GET", accept = "application/json") {
  const [kind, body, name] = sent instanceof Blob ? ["octet-stream", sent, sent.name] : ["json", JSON.stringify(sent), ""];
  const headers = { Accept: accept, "Content-Type": `application/${kind}` };
  const request = fetch(address + encodeURIComponent(name), { method, headers, body, keepalive: body?.length < 1e4 }); // else Safari ends it with the page
  const answer = await request.catch(() => Promise.reject(new Error(say("desk.gone"))));
  if (answer.ok && accept === "text/html") return answer.text();
  const { error, ...given } = await answer.json().catch(() => ({}));
  if (answer.ok || answer.status === 412) return { ...given, status: answer.status };
  throw new Error(error ?? say("desk.failed"));
}

/* Show the screen, or another place, as the server prints it by now; she stays where she is in it. */
export async function show(address, sent, place = $("#main")) {
  const html = await ask(address, sent, undefined, "text/html");
  const typed = $(":is(input, textarea, summary)[id]:focus", place);
  place.innerHTML = html;
  const field = typed && document.getElementById(typed.id);
  if (document.activeElement === document.body) (field ?? $("h1", place))?.focus({ preventScroll: true });
  if (field && typed.selectionEnd != null) field.setSelectionRange(typed.selectionStart, typed.selectionEnd);
}

/* Ask her, perhaps what the server prints: the value of the button, "" if she left it. Enter is the first one. */
export async function question(dialog, address, sent) {
  if (address) await show(address, sent, dialog);
  const text = $("#body:focus");
  text?.blur(); // or the browser, behind a click on a button, would give it back the focus at its top
  dialog.returnValue = "";
  dialog.showModal();
  for (const first of $$("mark:first-of-type", dialog)) first.parentElement.scrollTop = first.offsetTop - 50;
  await new Promise((closed) => (dialog.onclose = closed)).then(() => tell(gone)); // which was not heard behind it
  text?.focus();
  return dialog.returnValue;
}
