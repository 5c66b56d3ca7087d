/* In the page that the desk shows beside a text: takes over the newest, leads to the line of her cursor. */
let page = location.href;
addEventListener("click", (event) => event.preventDefault()); // a link would lead away from her text
addEventListener("message", async ({ data, source }) => {
  if (source !== parent) return;
  if (data.page !== page)
    document.documentElement.innerHTML = await (await fetch((page = data.page))).text();
  const plain = (words) => words.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  const line = plain(data.line.replace(/\]\([^)]*\)?|\[![^\]]*\]/g, "")).slice(0, 60);
  const blocks = document.querySelectorAll("main :is(p, li, h2, h3, h4, h5, h6, td, figcaption)");
  const there = line && [...blocks].find((block) => plain(block.textContent).includes(line));
  if (there) scrollBy(0, there.getBoundingClientRect().top - innerHeight / 3);
});
