// The self-test: keys choose, the new question gets the focus and its title, and what was not kept says so.
// Without this file the pages do the same, one by one.

const form = () => document.querySelector("[data-question]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.("textarea, input:not([type=radio])")) return;
  const choice = form()?.querySelectorAll("input[name=answer]")[Number(event.key) - 1];
  if (choice && /^[1-6]$/.test(event.key)) {
    choice.checked = true;
    choice.focus();
  } else if (event.key === "Enter" && form() && !event.target.closest?.("button, a, summary")) {
    event.preventDefault();
    if (!event.repeat) form().requestSubmit(form().querySelector("button[value=on]"));
  }
});

document.addEventListener("htmx:load", ({ detail: { elt } }) => {
  if (elt.id !== "question") return;
  document.title = elt.dataset.title ?? document.title;
  const told = elt.querySelector("[role=alert]:not([hidden])");
  told?.setAttribute("tabindex", "-1");
  (told ?? elt.querySelector("#line"))?.focus({ preventScroll: true });
});

// What the server says about an answer (none chosen, words changed, finished elsewhere) belongs on the page.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.requestConfig.elt.matches?.("[data-question]") || ![400, 404, 409, 422].includes(detail.xhr.status)) return;
  detail.shouldSwap = true;
  detail.isError = false;
});

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, ({ detail: { elt } }) => {
    if (!elt.matches?.("[data-question]")) return;
    const told = elt.querySelector("[data-not-kept]");
    told.textContent = elt.dataset.failed;
    told.hidden = false;
  });
}
