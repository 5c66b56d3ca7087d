/* Two texts side by side: hers and another one. Earlier versions. */

import { $, $$, ask, question, when } from "./page.js";

const lines = ({ header, body }) => [...header.map((line) => line.join(": ")), "", ...body.split("\n")];

/* Which of the two she wants: "mine", "other", or "" if she leaves it. */
export function both(name, mine, other) {
  const texts = [lines(mine), lines(other)];
  for (const [place, pre] of $$(`#${name} pre`).entries()) {
    const rows = texts[place].map((line) => {
      const row = document.createElement(texts[1 - place].includes(line) ? "span" : "mark");
      return row.append(`${line}\n`), row;
    });
    pre.replaceChildren(...rows);
  }
  return question($(`#${name}`));
}

/* The earlier text that she wants back, if she does; `now` is the text as it is. */
export async function earlier(path, now) {
  $("#versions").innerHTML = await ask("GET", `/api/versions/${path}`, undefined, "text/html");
  for (const time of $$("#versions time"))
    time.textContent = when(time.dateTime, { dateStyle: "long", timeStyle: "short" });
  const id = await question($("#versions"));
  const text = id && (await ask("GET", `/api/versions/${path}?id=${encodeURIComponent(id)}`));
  return text && (await both("earlier", now, text)) === "other" && text;
}
