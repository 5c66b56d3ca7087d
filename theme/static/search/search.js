/* The search. Nothing that is typed leaves the page: the index comes to the browser in small files
   which lie beside this one. plugins/search/index.py says what is in them. */

const SITE = new URL("../../", import.meta.url); // this is <site>/search/<version>/search.js
const AT_ONCE = 6; // hits
const PAUSE = 150; // milliseconds without a key before a search

const files = {};
const load = (name) =>
  (files[name] ??= fetch(new URL(`${name}.json`, import.meta.url)).then((file) => file.json()));

/* Words, by the rules of plugins/search/words.py. */

const { stop, odd } = await load("words");
const useful = (word) => word.length > 1 && !stop.includes(word);

function split(text) {
  const plain = text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase();
  return plain.replace(/['’ʼ](s\b)?/g, "").match(/[\p{L}\p{N}]+(?:[-‐&][\p{L}\p{N}]+)*/gu) ?? [];
}

function forms(word) {
  const parts = word.split(/[-‐&]/);
  const whole = parts.join("");
  return parts.some((part) => part.length === 1) ? [whole] : [...new Set([...parts, whole])];
}

function stem(word) {
  const one = odd[word] ?? word;
  if (one.length < 4) return one;
  return one
    .replace(/(?<![sui])s$/, "")
    .replace(/sis$/, "s")
    .replace(/(?<=[sxz]|[cs]h)e$/, "")
    .replace(/ie$/, "y");
}

export const words = (text) => split(text).flatMap(forms).filter(useful).map(stem);

/* The words of a query: of self-harm only self and harm, and stop-words only if there is no other. */
function asked(query) {
  const parts = split(query).map(forms).flatMap((all) => (all.length > 1 ? all.slice(0, -1) : all));
  const some = parts.filter(useful);
  return [...new Set(some.length ? some : parts.filter((word) => word.length > 1))];
}

/* One letter more, less or other, or two swapped. */
export function near(a, b) {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const [x, y] = [a.slice(same), b.slice(same)];
  const swapped = y.length > 1 && y[1] + y[0] + y.slice(2) === x;
  return swapped || x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1);
}

/* The posts that have `word`, with their scores; and the terms of the index that it stands for. */
async function find(word) {
  const letter = /^[a-z]/.test(word) ? word[0] : "other";
  const root = stem(word);
  const all = [];
  let term = "";
  (await load(letter)).forEach((line, leaf) => {
    [...line.matchAll(/([A-Z])([^A-Z]*)/g)].forEach(([, shared, rest], row) => {
      term = term.slice(0, shared.charCodeAt() - 65) + rest;
      all.push({ term, row, leaf });
    });
  });
  const long = word.length > 2;
  let entries = all.filter(({ term }) => term === root || (long && term.startsWith(word)));
  const guessed = !entries.length && word.length > 3;
  if (guessed) entries = all.filter(({ term }) => near(term, root) || near(term, word));

  entries.forEach(({ leaf }) => load(letter + leaf)); // all at once
  const posts = new Map();
  for (const { term, row, leaf } of entries) {
    const postings = (await load(letter + leaf))[row];
    let post = -1;
    for (const [, step, weight] of postings.matchAll(/([A-Z]*[a-z])(\d?)/g)) {
      post += 1 + [...step.toLowerCase()].reduce((sum, digit) => 26 * sum + digit.charCodeAt() - 97, 0);
      // Squared: one title outweighs any text. Halved if this is not quite the word.
      const score = (weight || 1) ** 2 / (term === root ? 1 : 2);
      posts.set(post, Math.max(score, posts.get(post) ?? 0));
    }
  }
  return { posts, guessed, terms: entries.map(({ term }) => term) };
}

/* The posts that have all the words, or else those that have most; rare words count more. */
async function search(query) {
  const found = await Promise.all(asked(query).map(find));
  const tally = new Map();
  for (const { posts } of found) {
    for (const [post, score] of posts) {
      const { count, sum } = tally.get(post) ?? { count: 0, sum: 0 };
      tally.set(post, { post, count: count + 1, sum: sum + score / Math.log2(1 + posts.size) });
    }
  }
  const some = [...tally.values()];
  const all = some.filter(({ count }) => count === found.length);
  const hits = all.length ? all : some;
  hits.sort((a, b) => b.count - a.count || b.sum - a.sum || a.post - b.post);
  return {
    hits: hits.map(({ post }) => post),
    terms: new Set(found.flatMap(({ terms }) => terms)),
    partly: !all.length,
    guessed: found.some(({ guessed }) => guessed),
  };
}

/* The page. */

const view = document.querySelector(".search");
const [field, status, list, more, template] = [...view.children].slice(1);
const topics = document.querySelector(".by-topic");
let answer;
let turn = 0;
let timer;
let finished = true; // the query in the address; a new one is then a new step in the history

function say({ hits, partly, guessed }, query) {
  const number = `${hits.length || "No"} result${hits.length === 1 ? "" : "s"} for “${query}”`;
  if (!hits.length) return `${number}. Please check the first letter of each word, or try another word.`;
  return number + (partly ? ", none with all the words." : guessed ? " or words spelt nearly so." : ".");
}

function marked(text) {
  return text.split(/([\p{L}\p{N}][\p{L}\p{M}\p{N}'’‐&-]*)/u).map((piece) => {
    if (!words(piece).some((word) => answer.terms.has(word))) return piece;
    const mark = document.createElement("mark");
    mark.textContent = piece;
    return mark;
  });
}

const next = (hits, from) => Promise.all(hits.slice(from, from + AT_ONCE).map(load));

function add(hits) {
  for (const [title, url, about, summary] of hits) {
    const item = template.content.cloneNode(true);
    const [meta, heading, text] = item.firstElementChild.children;
    meta.append(about);
    heading.firstChild.href = new URL(url, SITE);
    heading.firstChild.append(...marked(title));
    text.append(...marked(summary));
    list.append(item);
  }
  more.hidden = list.children.length >= answer.hits.length;
}

async function run() {
  const mine = ++turn;
  const query = field.value.trim();
  try {
    const found = await search(query);
    const hits = await next(found.hits, 0);
    if (mine !== turn) return; // more was typed meanwhile
    answer = found;
    list.replaceChildren();
    add(hits);
    topics.hidden = hits.length > 0;
    status.textContent = asked(query).length ? say(answer, query) : "";
  } catch {
    status.textContent = "The search did not load. Please load this page again.";
  }
}

/* The query stands in the fragment of the address, which browsers send to nobody. */
function look() {
  timer = clearTimeout(timer);
  const query = field.value.trim();
  const address = query ? `#${new URLSearchParams({ q: query })}` : location.pathname;
  if (new URL(address, location).href !== location.href) {
    history[finished ? "pushState" : "replaceState"](null, "", address);
    finished = false;
  }
  run();
}

function recall() {
  const query = new URLSearchParams(location.hash.slice(1)).get("q");
  if (location.hash && query === null) return; // the skip link
  clearTimeout(timer);
  field.value = query;
  topics.hidden = query !== null; // until there is an answer: then nothing moves
  finished = true;
  run();
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
});
field.addEventListener("change", () => {
  if (timer) look();
  finished = true;
});
more.addEventListener("click", async () => {
  const from = list.children.length;
  add(await next(answer.hits, from));
  list.children[from].querySelector("a").focus();
});
addEventListener("hashchange", recall);
view.classList.add("search--ready");
field.focus();
recall();
