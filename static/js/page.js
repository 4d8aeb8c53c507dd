// What every page needs of htmx: say what changed, leave tabs to the browser, and go the plain way when a request fails.

document.documentElement.classList.toggle("scripted", Boolean(window.htmx));

// Printing is the browser's; the button only saves looking for the menu.
function offerPrinting() {
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
}
offerPrinting();
document.addEventListener("htmx:load", offerPrinting);
document.addEventListener("click", ({ target }) => target.closest?.("[data-print]") && print());

// A part of the page was replaced: its [data-said] goes to the one live region, which itself is never replaced.
document.addEventListener("htmx:load", ({ detail: { elt } }) => {
  if (elt === document.body) return;
  const said = elt.matches("[data-said]") ? elt : elt.querySelector("[data-said]");
  document.getElementById("said").textContent = said?.textContent.trim() ?? "";
});

// The other language shows what is shown here now, also after the address changed without the page.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".language");
  if (!link) return;
  const elsewhere = document.querySelector("#panel[open] [data-elsewhere], #question[data-elsewhere]")?.dataset.elsewhere;
  link.href = elsewhere ?? link.pathname + location.search;
}, true);

// Opening in a tab or a window is the browser's business; htmx would take the click for itself.
document.addEventListener(
  "click",
  (event) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (elsewhere && event.target.closest?.("a[data-hx-get]")) event.stopPropagation();
  },
  true,
);

// What cannot be fetched opens the plain way, and the browser says what is wrong. Never what changes something.
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, ({ detail: { elt, requestConfig } }) => {
    if (requestConfig.verb !== "get") return;
    const search = elt.closest("[data-search]");
    if (search) {
      const told = search.dataset.failed;
      search.querySelector(".results").textContent = document.getElementById("said").textContent = told;
      return;
    }
    if (elt.href) location.assign(elt.href);
    else if (elt instanceof HTMLFormElement) HTMLFormElement.prototype.submit.call(elt);
  });
}
