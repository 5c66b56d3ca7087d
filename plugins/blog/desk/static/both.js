/* Two texts side by side: hers and another one. Earlier versions. */

import { $, $$, ask, question, spelt } from "./page.js";

/* Which of the two she wants: "mine", "other", or "" if she leaves it. */
export function both(name, ...texts) {
  const lines = texts.map(({ header, body }) => `${spelt(header)}\n\n${body}`.split("\n"));
  for (const [place, pre] of $$(`#${name} pre`).entries()) {
    const rows = lines[place].map((line) => {
      const row = document.createElement(lines[1 - place].includes(line) ? "span" : "mark");
      return row.append(`${line}\n`), row;
    });
    pre.replaceChildren(...rows);
  }
  return question($(`#${name}`));
}

/* The earlier text that she wants back, if she does; `now` is the text as it is. */
export async function earlier(path, now) {
  $("#versions").innerHTML = await ask("GET", `/api/versions/${path}`, undefined, "text/html");
  const id = await question($("#versions"));
  const text = id && (await ask("GET", `/api/versions/${path}?id=${encodeURIComponent(id)}`));
  return text && (await both("earlier", now, text)) === "other" && text;
}
