/* In the page that the desk shows beside a text: takes over the newest, leads to the line of her cursor. */
let [page, line] = [location.href];
/* Here is nothing to press: a link would lead away from her text, and be one more stop of the Tab key. */
function still() {
  const stops = document.querySelectorAll("a, button, input, select, summary, [tabindex]");
  for (const stop of stops) stop.tabIndex = -1;
}
still();
addEventListener("click", (event) => event.preventDefault());
addEventListener("message", async ({ data, source }) => {
  if (source !== parent || typeof data?.line !== "string") return;
  if (data.page !== page) {
    const text = await fetch((page = data.page)).then((answer) => answer.text());
    const { head, body } = new DOMParser().parseFromString(text, "text/html");
    document.head.replaceWith(head);
    document.body.replaceWith(body);
    still();
  }
  if (data.line === line) return;
  const plain = (words) => words.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  const words = plain((line = data.line).replace(/\]\([^)]*\)?|\[![^\]]*\]/g, "")).slice(0, 60);
  const blocks = document.querySelectorAll("main :is(p, li, h2, h3, h4, h5, h6, td, figcaption)");
  const there = words && [...blocks].find((block) => plain(block.textContent).includes(words));
  if (there) scrollBy(0, there.getBoundingClientRect().top - innerHeight / 3);
});
