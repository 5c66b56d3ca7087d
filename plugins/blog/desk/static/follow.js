/* In the frame beside a text: shows the newest page of it, leads to the line of her cursor. */
let shown;
addEventListener("click", (event) => event.preventDefault()); // a link would lead away from her text
addEventListener("message", ({ data: { page, line }, source }) => {
  if (source !== parent) return;
  if (page !== shown) document.documentElement.replaceWith(new DOMParser().parseFromString((shown = page), "text/html").documentElement);
  for (const each of document.querySelectorAll("a, button, input, select, textarea, summary, audio, [tabindex]")) each.tabIndex = -1; // it is one stop
  const plain = (words) => words.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  const typed = plain(line.replace(/\]\([^)]*\)?|\[[!^][^\]]*\]/g, "")).slice(0, 60);
  const blocks = document.querySelectorAll("main :is(p, li, h2, h3, h4, h5, h6, td, figcaption)");
  const there = typed && [...blocks].find((block) => plain(block.textContent).includes(typed));
  if (there) scrollBy(0, there.getBoundingClientRect().top - innerHeight / 3);
});
