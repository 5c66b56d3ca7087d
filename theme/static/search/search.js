/* The search. Nothing that is typed leaves the page: the index comes to the browser in small files,
   which lie beside this one and are explained in plugins/search/index.py. */

const SITE = new URL("../../", import.meta.url); // this is <site>/search/<version>/search.js
const AT_ONCE = 6; // hits shown before one asks for more
const PAUSE = 150; // milliseconds without a key before a search

const files = new Map();

function load(name) {
  if (!files.has(name)) {
    const file = fetch(new URL(`${name}.json`, import.meta.url)).then((answer) =>
      answer.ok ? answer.json() : Promise.reject(new Error(`${name}: ${answer.status}`)),
    );
    file.catch(() => files.delete(name)); // to be tried again
    files.set(name, file);
  }
  return files.get(name);
}

const { stop, odd } = await load("words");

/* Words: the same rules as in words.py. */

const WORD = /[\p{L}\p{N}]+(?:[-‐&][\p{L}\p{N}]+)*/gu;

function fold(text) {
  const apart = text.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "").normalize("NFKD");
  const plain = apart.replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/['’ʼ](s(?![\p{L}\p{N}_]))?/gu, "");
}

function forms(word) {
  const parts = word.split(/[-‐&]/);
  const whole = parts.join("");
  return parts.length === 1 || parts.some((part) => part.length === 1) ? [whole] : [...parts, whole];
}

function stem(word) {
  if (Object.hasOwn(odd, word)) return odd[word];
  if (word.length < 4) return word;
  return word
    .replace(/(?<![sui])s$/, "")
    .replace(/sis$/, "s")
    .replace(/(?<=[sxz])e$|(?<=[cs]h)e$/, "")
    .replace(/ie$/, "y");
}

const useful = (word) => word.length > 1 && !stop.includes(word);

export function words(text) {
  return (fold(text).match(WORD) ?? []).flatMap(forms).filter(useful).map(stem);
}

/* The words of a query, each whole: of self-harm only self and harm. Stop-words count if alone. */
function asked(query) {
  const parts = (fold(query).match(WORD) ?? []).flatMap((word) => {
    const found = forms(word);
    return found.length > 1 ? found.slice(0, -1) : found;
  });
  const long = [...new Set(parts)].filter((word) => word.length > 1);
  return long.some(useful) ? long.filter(useful) : long;
}

/* One letter more, less or other, or two swapped. */
export function near(a, b) {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const [x, y] = [a.slice(same), b.slice(same)];
  const swapped = x.length > 1 && x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
  return swapped || x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1);
}

/* The index. */

async function dictionary(letter) {
  let last = "";
  return (await load(letter)).flatMap((line, leaf) =>
    [...line.matchAll(/([A-Z])([^A-Z]*)/g)].map(([, shared, rest], row) => {
      last = last.slice(0, shared.charCodeAt() - 65) + rest;
      return { word: last, file: letter + leaf, row };
    }),
  );
}

/* What `word` finds: posts with their scores, the words of the index, and if it took a near one. */
async function find(word) {
  const all = await dictionary(/^[a-z]/.test(word) ? word[0] : "_");
  const root = stem(word);
  const isIt = (entry) => entry.word === root;
  let entries = all.filter((entry) => isIt(entry) || (word.length > 2 && entry.word.startsWith(word)));
  const guessed = entries.length === 0 && word.length > 3;
  if (guessed) entries = all.filter((entry) => near(entry.word, root) || near(entry.word, word));
  const posts = new Map();
  await Promise.all(
    entries.map(async (entry) => {
      const postings = (await load(entry.file))[entry.row];
      let post = -1;
      for (const [, high, low, weight] of postings.matchAll(/([A-Z]*)([a-z])(\d?)/g)) {
        const digits = [...high.toLowerCase(), low];
        post += 1 + digits.reduce((step, digit) => 26 * step + digit.charCodeAt() - 97, 0);
        // Squared, so that one title outweighs any text; halved where it is not quite the word.
        const score = (weight || 1) ** 2 / (isIt(entry) ? 1 : 2);
        posts.set(post, Math.max(score, posts.get(post) ?? 0));
      }
    }),
  );
  return { posts, guessed, terms: entries.map((entry) => entry.word) };
}

/* Posts with all the words, or else those with the most; then by score, rare words before common. */
async function search(query) {
  const found = await Promise.all(asked(query).map(find));
  const tally = new Map();
  for (const { posts } of found) {
    for (const [post, score] of posts) {
      const sum = tally.get(post) ?? { post, words: 0, score: 0 };
      sum.words += 1;
      sum.score += score / Math.log2(1 + posts.size);
      tally.set(post, sum);
    }
  }
  const all = [...tally.values()];
  const whole = all.filter((sum) => sum.words === found.length);
  const hits = (whole.length ? whole : all).sort(
    (a, b) => b.words - a.words || b.score - a.score || a.post - b.post,
  );
  return {
    hits: hits.map((sum) => sum.post),
    terms: new Set(found.flatMap((word) => word.terms)),
    inPart: whole.length === 0,
    guessed: found.some((word) => word.guessed),
  };
}

/* The page. */

const view = document.querySelector(".search");
const [field, count, list, more, item] = ["input", "[role=status]", "ol", "button", "template"].map(
  (part) => view.querySelector(part),
);
const topics = document.querySelector(".by-topic");
let shown = { hits: [], terms: new Set() };
let turn = 0;
let timer;
let settled = true; // the query in the address is finished; the next one is a new step back

function say({ hits, inPart, guessed }, query) {
  if (!hits.length) {
    return `Nothing found for “${query}”. A slip in a word does no harm, unless it is in the first letter.`;
  }
  const number = `${hits.length} ${hits.length === 1 ? "result" : "results"} for “${query}”`;
  if (inPart) return `${number}, none with all of these words.`;
  return guessed ? `${number}, or words spelt nearly so.` : `${number}.`;
}

function marked(text, terms) {
  return text.split(/([\p{L}\p{N}][\p{L}\p{M}\p{N}'’ʼ‐&-]*)/u).map((piece) => {
    if (!words(piece).some((word) => terms.has(word))) return piece;
    const mark = document.createElement("mark");
    mark.textContent = piece;
    return mark;
  });
}

async function hit(post, terms) {
  const [title, url, about, summary] = await load(post);
  const element = item.content.firstElementChild.cloneNode(true);
  const [meta, heading, text] = element.children;
  meta.textContent = about;
  heading.firstChild.href = new URL(url, SITE);
  heading.firstChild.append(...marked(title, terms));
  text.append(...marked(summary, terms));
  return element;
}

/* Show what the field asks for. */
async function run() {
  const mine = ++turn;
  const query = field.value.trim();
  try {
    const next = await search(query);
    const items = await Promise.all(next.hits.slice(0, AT_ONCE).map((post) => hit(post, next.terms)));
    if (mine !== turn) return; // more was typed meanwhile
    shown = next;
    list.replaceChildren(...items);
    count.textContent = asked(query).length ? say(next, query) : "";
    topics.hidden = asked(query).length > 0;
    more.hidden = shown.hits.length <= AT_ONCE;
  } catch {
    count.textContent = "The search did not load. Please load this page again.";
  }
}

more.addEventListener("click", async () => {
  const from = list.children.length;
  const next = shown.hits.slice(from, from + AT_ONCE);
  const items = await Promise.all(next.map((post) => hit(post, shown.terms)));
  list.append(...items);
  more.hidden = list.children.length >= shown.hits.length;
  items[0].querySelector("a").focus();
});

/* The arrow keys walk from the field through the hits. */
view.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [field, ...list.querySelectorAll("a")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

/* The query stands in the fragment of the address, which browsers send to nobody. */
function keep() {
  const query = field.value.trim();
  const address = query ? `#${new URLSearchParams({ q: query })}` : location.pathname;
  if (new URL(address, location).href === location.href) return;
  history[settled ? "pushState" : "replaceState"](null, "", address);
  settled = false;
}

function look() {
  clearTimeout(timer);
  keep();
  run();
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
});

field.addEventListener("change", () => {
  look();
  settled = true;
});

function recall() {
  const query = new URLSearchParams(location.hash.slice(1)).get("q");
  if (location.hash && query === null) return; // the skip link
  clearTimeout(timer);
  field.value = query ?? "";
  settled = true;
  run();
}

addEventListener("hashchange", recall);
view.classList.add("search--ready");
field.focus();
recall();
