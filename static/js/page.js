// What every page needs of htmx: say what changed, leave tabs to the browser, and go the plain way when a request fails.

document.documentElement.classList.toggle("scripted", Boolean(window.htmx));

// A part of the page was replaced: its [data-said] goes to the one live region, which itself is never replaced.
document.addEventListener("htmx:load", ({ detail: { elt } }) => {
  if (elt === document.body) return;
  const said = elt.matches("[data-said]") ? elt : elt.querySelector("[data-said]");
  if (said) document.getElementById("said").textContent = said.textContent.trim();
});

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
    if (requestConfig.verb !== "get" || elt.closest("[data-search]")) return;
    if (elt.href) location.assign(elt.href);
    else if (elt instanceof HTMLFormElement) HTMLFormElement.prototype.submit.call(elt);
  });
}
