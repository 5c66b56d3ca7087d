/* What every screen needs: its words, its templates, the server, the place where the desk speaks. */

export const words = JSON.parse(document.getElementById("words").textContent);
const plural = new Intl.PluralRules(words.language);

/* The sentence "table.name" of words.toml; {braces} are filled in, `n` decides between its forms. */
export function say(name, facts = {}) {
  let found = name.split(".").reduce((table, key) => table[key], words);
  if (typeof found !== "string") found = found[plural.select(facts.n)] ?? found.other;
  return found.replace(/\{(\w+)\}/g, (_, key) => facts[key]);
}

/* What there is to mend: `must` and `could` are numbers. */
export const mend = (must, could) =>
  [must && say("findings.must", { n: must }), could && say("findings.could", { n: could })]
    .filter(Boolean).join(", ");

export const when = (value, style) => new Date(value).toLocaleString(words.language, style);
export const events = new EventSource("/events"); // what happens on disk
export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/* Said once; a screen reader waits with it until she pauses. */
export const tell = (sentence) => ($("#said").textContent = sentence);

/* What is done when she does something; what goes wrong with it is said. */
export function on(element, kind, act, options) {
  const done = async (event) => act(event, event.type === "submit" && event.preventDefault());
  element.addEventListener(kind, (event) => done(event).catch(({ message }) => tell(message)), options);
}

/* Fill in what a template asks for: data-if (stays or goes), data-text, data-set (properties, such as
   "href:url"), and a template data-each for each of several, where a plain sentence is `it`. */
export function print(part, facts) {
  const is = (key) => facts[key]?.length ?? facts[key];
  for (const one of $$("[data-if]", part)) if (!is(one.dataset.if)) one.remove();
  for (const one of $$("[data-text]", part)) one.textContent = facts[one.dataset.text] ?? "";
  for (const one of $$("[data-set]", part)) {
    for (const [property, key] of one.dataset.set.split(" ").map((pair) => pair.split(":")))
      one[property] = facts[key] ?? "";
  }
  for (const one of $$("template[data-each]", part)) {
    for (const it of facts[one.dataset.each] ?? [])
      one.before(print(one.content.cloneNode(true), Object(it) === it ? it : { it }));
  }
  return part;
}

export const copy = (name, facts) => print(document.getElementById(name).content.cloneNode(true), facts);

/* Show a screen; what can be done on it stands in the bar below. */
export function show(name, facts) {
  const screen = copy(name, facts);
  $("#actions").replaceChildren(...$$(".actions", screen));
  $("#main").replaceChildren(screen);
}

/* Ask her something: the dialog when she has closed it; its `returnValue` is "" if she left it. */
export function question(name, facts, begin = () => {}) {
  document.body.append(copy(name, facts));
  const dialog = document.body.lastElementChild;
  begin(dialog);
  dialog.showModal();
  return new Promise((answer) => on(dialog, "close", () => answer(dialog, dialog.remove())));
}

/* What the server answers; an error has a sentence for her. 412 is an answer: see `status`. */
export async function ask(method, address, sent, more) {
  const file = sent instanceof Blob;
  const headers = sent && { "Content-Type": `application/${file ? "octet-stream" : "json"}` };
  const request = { method, headers, body: file || !sent ? sent : JSON.stringify(sent), ...more };
  const answer = await fetch(address, request).catch(() => Promise.reject(new Error(say("desk.gone"))));
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok && answer.status !== 412) throw new Error(said.error ?? say("desk.failed"));
  return { ...said, status: answer.status };
}
