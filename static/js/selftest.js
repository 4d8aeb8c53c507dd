// The self-test: keys choose, the new question gets the focus and its title, and what was not kept says so.
// Without this file the pages do the same, one by one.

const form = () => document.querySelector("[data-question]");

document.addEventListener("keydown", (event) => {
  // Only within the question: elsewhere a single key is nobody's to take.
  if (event.ctrlKey || event.metaKey || event.altKey || !form()?.contains(event.target)) return;
  const choice = form()?.querySelectorAll("input[name=answer]")[Number(event.key) - 1];
  if (choice && /^[1-6]$/.test(event.key)) {
    choice.checked = true;
    choice.focus();
  } else if (event.key === "Enter" && form() && !event.target.closest?.("button, a, summary")) {
    event.preventDefault();
    if (!event.repeat) form().requestSubmit(form().querySelector("button[value=on]"));
  }
});

document.getElementById("line")?.focus({ preventScroll: true }); // so that the keys work at once

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
  document.addEventListener(failure, ({ detail: { elt, xhr } }) => {
    if (!elt.matches?.("[data-question]")) return;
    if (xhr?.status === 403) return location.reload(); // erased or left in another tab: the page says what is true now
    const told = elt.querySelector("[data-not-kept]");
    told.textContent = elt.dataset.failed;
    told.hidden = false;
  });
}
