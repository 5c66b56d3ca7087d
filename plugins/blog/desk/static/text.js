/* Changes to a text that one Ctrl-Z takes back: the browser makes them, as if they were typed. */

/* Put `words` where `from` to `to` stood, then select from `start` to `end` within them. */
export function put(area, from, to, words, start = words.length, end = start) {
  area.focus();
  area.setSelectionRange(from, to);
  const done = document.execCommand(words ? "insertText" : "delete", false, words);
  if (!done && from + words.length !== to) {
    area.setRangeText(words); // an old Firefox
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  area.setSelectionRange(from + start, from + end);
}

/* A sign around the selected words, or away if it is there. */
export function around(area, sign) {
  const { value, selectionStart, selectionEnd } = area;
  const [, blanks, words] = /^(\s*)(.*?)\s*$/s.exec(value.slice(selectionStart, selectionEnd));
  const [from, long] = [selectionStart + blanks.length, sign.length];
  const to = from + words.length;
  const there = value.slice(from - long, from) === sign && value.slice(to, to + long) === sign;
  if (there) put(area, from - long, to + long, words, 0, words.length);
  else put(area, from, to, sign + words + sign, long, long + words.length);
}

/* A sign before each selected line, in place of another, or away if all have it. */
export function before(area, sign) {
  const { value, selectionStart, selectionEnd } = area;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const to = `${value}\n`.indexOf("\n", selectionEnd);
  const lines = value.slice(from, to).split("\n");
  const there = lines.every((line) => line.startsWith(sign));
  const now = lines.map((line) => (there ? "" : sign) + line.replace(/^(#+|[-*+]|>) /, "")).join("\n");
  put(area, from, to, now, lines.length > 1 ? 0 : now.length, now.length);
}

/* A part of its own behind what is selected, with an empty line before and behind it. */
export function block(area, words) {
  const above = area.value.slice(0, area.selectionEnd).trimEnd();
  const below = area.value.slice(area.selectionEnd).trimStart();
  const now = `${above && "\n\n"}${words}${below && "\n\n"}`;
  const end = now.length - (below ? 2 : 0);
  put(area, above.length, area.value.length - below.length, now, end);
}
