/* Leaves the page without a trace in the Back button, and blanks it while the next one loads. */
const link = document.querySelector(".exit__link");
link.addEventListener("click", (event) => {
  event.preventDefault();
  document.documentElement.hidden = true;
  location.replace(link.href);
});
