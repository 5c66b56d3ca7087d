/* Two texts side by side: hers and another one. Earlier versions. */

import { ask, question, say, when } from "./page.js";

const lines = ({ header, body }) => [...header.map((line) => line.join(": ")), "", ...body.split("\n")];

/* Which of the two she wants: "mine", "other", or "" if she leaves it; `name` of the words for it. */
export async function both(name, ...texts) {
  const [mine, other] = texts.map(lines);
  const marked = (these, those) => these.map((it) => ({ it: `${it}\n`, only: !those.includes(it) && "only" }));
  const facts = { mine: marked(mine, other), other: marked(other, mine) };
  for (const key of ["title", "why", "first", "second", "one", "two"]) facts[key] = say(`${name}.${key}`);
  return (await question("both", facts)).returnValue;
}

/* The earlier text that she wants back, if she does; `now` is the text as it is. */
export async function earlier(path, now) {
  const { versions } = await ask("GET", `/api/versions/${path}`);
  const style = { dateStyle: "long", timeStyle: "short" };
  const facts = { versions: versions.map((it) => ({ ...it, when: when(it.when, style) })) };
  const { returnValue: id } = await question("versions", { ...facts, none: !versions.length });
  const text = id && (await ask("GET", `/api/versions/${path}?id=${encodeURIComponent(id)}`));
  return text && (await both("earlier", now, text)) === "other" && text;
}
