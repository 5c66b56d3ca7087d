/* The search. Nothing that is typed leaves the page: the index comes to the browser in small files
   which lie beside this one. plugins/blog/search/index.py says what is in them, and puts `facts`, which
   are known from the start, before the first line here. */

const SITE = new URL("../../", import.meta.url); // this is <site>/search/<version>/search.js
const AT_ONCE = 5; // hits
const PAUSE = 250; // milliseconds without a key before a search
const PATIENCE = 1000; // milliseconds without an answer before that is said

export const files = {}; // all that was loaded, by name

function load(name) {
  files[name] ??= fetch(new URL(`${name}.json`, import.meta.url)).then((file) => file.json());
  files[name].catch(() => delete files[name]); // to be tried again
  return files[name];
}

/* Words, by the rules of plugins/blog/search/words.py. */

const stop = facts.stop.split(" ");
const odd = new Map(Object.entries(facts.odd));
const useful = (word) => word.length > 1 && !stop.includes(word);

function split(text) {
  const whole = text.normalize("NFKD").replace(/[^\0-\uffff]/gu, " ").replace(/[\p{M}\p{Cf}]/gu, "");
  const plain = whole.toLowerCase().replace(/['’ʼ](s\b)?/g, "");
  return plain.match(/[\p{L}\p{N}]+(?:[-‐&][\p{L}\p{N}]+)*/gu) ?? [];
}

function forms(word) {
  const parts = word.split(/[-‐&]/);
  const whole = parts.join("");
  return parts.some((part) => part.length === 1) ? [whole] : [...new Set([...parts, whole])];
}

function stem(word) {
  let one = odd.get(word) ?? word;
  if (one.length > 3) one = one.replace(/([^sui])s$/, "$1");
  if (one.length > 3) one = one.replace(/sis$/, "s").replace(/([sxz]|[cs]h)e$/, "$1").replace(/ie$/, "y");
  return one;
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

/* The index. */

const firsts = {};
for (const order of ["start", "end"]) firsts[order] = facts[order].split(" ");
const backwards = (word) => [...word].reverse().join("");

/* The part that has this word, if any has it; and all the parts with words that begin so. */
const part = (order, word) => order + firsts[order].findLastIndex((first) => first <= word);
const parts = (order, start) => [
  part(order, start),
  ...firsts[order].flatMap((first, number) => (first.startsWith(start) ? order + number : [])),
];

/* The parts with all words that are near this one. Cut it in two: a slip leaves one half as it is, or
   it swapped the letters at the cut. Any cut will do, so it is the one that needs fewest files. */
function around(word) {
  let fewest = Infinity;
  let best;
  for (let cut = 1; cut < word.length; cut++) {
    const [left, right] = [word.slice(0, cut), word.slice(cut)];
    const after = parts("end", backwards(right));
    const names = new Set([...parts("start", left), ...after]);
    const swapped = left.slice(0, -1) + right[0] + left.at(-1) + right.slice(1);
    const either = [part("start", swapped), part("end", backwards(swapped))];
    names.add(either.find((name) => names.has(name) || files[name]) ?? either[0]);
    const more = [...names].filter((name) => !files[name]).length;
    if (more < fewest) [fewest, best] = [more, names];
  }
  return best;
}

/* The words in these parts that are `meant`, each with its posts. */
async function entries(names, meant) {
  const read = async (name) => {
    const [terms, lists] = (await load(name)).map((line) => line.split(" "));
    const spelt = name.startsWith("start") ? (term) => term : backwards;
    return terms.map((term, row) => ({ term: spelt(term), list: lists[row] }));
  };
  return (await Promise.all([...new Set(names)].map(read))).flat().filter(({ term }) => meant(term));
}

/* The posts that have `word`, with their scores; and the terms of the index that it stands for. */
async function find(word) {
  const root = stem(word);
  const roots = [root];
  const names = [part("start", root)];
  const long = word.length > 2;
  const singulars = (like) => [...odd.keys()].filter(like).map(stem);
  if (long) {
    // The index has what "boundari" and "childr" begin without its ending.
    roots.push(word.replace(/i$/, "y"), ...singulars((plural) => plural.startsWith(word)));
    names.push(...parts("start", word), ...roots.map((one) => part("start", one)));
  }
  let found = await entries(names, (term) => roots.includes(term) || (long && term.startsWith(word)));
  const guessed = !found.length && root.length > 3;
  if (guessed) {
    const ones = singulars((plural) => near(plural, word));
    names.push(...around(root), ...ones.map((one) => part("start", one)));
    found = await entries(names, (term) => near(term, root) || near(term, word) || ones.includes(term));
  }
  const posts = new Map();
  for (const { term, list } of found) {
    let post = -1;
    for (const [, weight, step] of list.matchAll(/([A-Z])([0-9a-f]+)/g)) {
      post += 1 + parseInt(step, 16);
      // Squared: one title outweighs any text. Halved if this is not quite the word.
      const score = (weight.charCodeAt() - 64) ** 2 / (term === root ? 1 : 2);
      posts.set(post, Math.max(score, posts.get(post) ?? 0));
    }
  }
  return { posts, guessed, terms: found.map(({ term }) => term) };
}

/* The posts that have all the words, or else those that have most; rare words count more. */
export async function search(query) {
  const found = await Promise.all(asked(query).map(find));
  const tally = new Map();
  for (const { posts } of found) {
    for (const [post, score] of posts) {
      const hit = tally.get(post) ?? { post, count: 0, sum: 0 };
      hit.count += 1;
      hit.sum += score / Math.log2(1 + posts.size);
      tally.set(post, hit);
    }
  }
  const some = [...tally.values()].sort((a, b) => b.count - a.count || b.sum - a.sum || a.post - b.post);
  const all = some.filter(({ count }) => count === found.length);
  return {
    hits: (all.length ? all : some).map(({ post }) => post),
    terms: found.flatMap(({ terms }) => terms),
    partly: !all.length,
    guessed: found.some(({ guessed }) => guessed),
  };
}

const hit = async (post) => (await load(`hits${Math.floor(post / facts.hits)}`))[post % facts.hits];
export const shown = (hits, from) => Promise.all(hits.slice(from, from + AT_ONCE).map(hit));

/* The page. */

const FAILED = "The search did not load. Are you online? To try again, press Enter.";

const view = document.querySelector(".search");
const [field, status, list, more, template] = [...view.children].slice(1);
const topics = document.querySelector(".by-topic");
let answer; // that is on the page
let turn = 0;
let typing; // timer
let waiting; // timer
let finished = true; // the query in the address; a new one is then a new step in the history

function say({ hits, partly, guessed }, query) {
  if (!query) return "";
  if (!asked(query).length) return "Please type a word of two letters or more.";
  const number = `${hits.length || "No"} result${hits.length === 1 ? "" : "s"} for “${query}”`;
  if (!hits.length) return `${number}. Please check the spelling, or try another word.`;
  return number + (partly ? ", none with all the words." : guessed ? " or words spelt nearly so." : ".");
}

function marked(text) {
  return text.split(/([\p{L}\p{N}][\p{L}\p{M}\p{N}'’‐&-]*)/u).map((piece) => {
    if (!words(piece).some((word) => answer.terms.includes(word))) return piece;
    const mark = document.createElement("mark");
    mark.textContent = piece;
    return mark;
  });
}

function add(hits) {
  for (const [title, url, about, summary] of hits) {
    const item = template.content.cloneNode(true);
    const [meta, heading, text] = item.firstElementChild.children;
    meta.append(about);
    heading.firstChild.href = new URL(url, SITE);
    heading.firstChild.replaceChildren(...marked(title));
    text.append(...marked(summary));
    item.normalize(); // a word by itself would be read out by itself
    list.append(item);
  }
  more.hidden = list.children.length >= answer.hits.length;
}

function show(found, hits, text) {
  clearTimeout(waiting);
  answer = found;
  list.replaceChildren();
  add(hits);
  topics.hidden = hits.length > 0;
  status.textContent = text;
}

async function run() {
  const mine = ++turn; // what was typed last is answered, whatever comes last
  const query = field.value.trim();
  clearTimeout(waiting);
  waiting = setTimeout(() => (status.textContent = "Searching…"), PATIENCE);
  try {
    const found = await search(query);
    const hits = await shown(found.hits, 0);
    if (mine === turn) show(found, hits, say(found, query));
  } catch {
    if (mine === turn) show({ hits: [] }, [], FAILED);
  }
}

/* The query stands in the fragment of the address, which browsers send to nobody. */
function look() {
  typing = clearTimeout(typing);
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
  clearTimeout(typing);
  field.value = query?.slice(0, field.maxLength) ?? "";
  topics.hidden = query !== null; // until there is an answer: then nothing moves
  finished = true;
  run();
}

field.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(look, PAUSE);
});
field.addEventListener("keydown", ({ key }) => {
  if (key === "Enter" && status.textContent === FAILED) run();
});
field.addEventListener("change", () => {
  if (typing) look();
  finished = true;
});
more.addEventListener("click", async () => {
  const [mine, from] = [turn, list.children.length];
  try {
    const hits = await shown(answer.hits, from);
    if (mine !== turn || from !== list.children.length) return;
    add(hits);
    list.children[from].querySelector("a").focus();
  } catch {
    status.textContent = FAILED;
  }
});
addEventListener("hashchange", recall);
addEventListener("pagehide", () => (field.defaultValue = field.value)); // Safari keeps the page, and empties the field
view.classList.add("search--ready");
recall();
