// Arrow keys through search results, Escape out of them; a term's meaning on tap. Without this file links still work.

// On the page of results they stand under #answer, elsewhere right under the box.
const answer = document.getElementById("answer");

function boxOf(element) {
  return element.closest?.("[data-search]") ?? (answer?.contains(element) ? document.querySelector("main [data-search]") : null);
}

function results(box) {
  return [...(answer && box.closest("main") ? answer : box).querySelectorAll(".result")];
}

function clear(box) {
  box.querySelector(".results").replaceChildren();
}

document.addEventListener("keydown", (event) => {
  const term = event.target.closest?.(".term") ?? document.querySelector(".term:hover");
  if (event.key === "Escape" && term && !term.classList.contains("dismissed")) {
    term.classList.add("dismissed");
    event.preventDefault(); // one Escape undoes one thing
    return;
  }
  const box = boxOf(event.target);
  if (!box) return;
  const input = box.querySelector("input");
  if (event.key === "Escape" && box.querySelector(".result")) {
    event.preventDefault();
    clear(box);
    input.focus();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [input, ...results(box)];
  const step = event.key === "ArrowDown" ? 1 : -1;
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

// On the page of results a new answer takes the place of the old one, and the address asks the new question.
document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  const box = target.closest?.("[data-search]");
  if (!box || !answer || !box.closest("main")) return;
  answer.replaceChildren(...target.children);
  const asked = new URLSearchParams({ q: box.querySelector("input").value });
  history.replaceState(history.state, "", `?${asked}`);
});

// Results that hang under the header go away with the focus.
document.addEventListener("focusin", (event) => {
  for (const box of document.querySelectorAll(".site-header [data-search]")) {
    if (!box.contains(event.target)) clear(box);
  }
});
document.addEventListener("click", (event) => {
  for (const box of document.querySelectorAll(".site-header [data-search]")) {
    if (!box.contains(event.target)) clear(box);
  }
});

// On a touch screen the first tap on a term shows what it means, the second opens its page.
let tapped = null;
document.addEventListener("pointerdown", (event) => {
  const link = event.target.closest?.(".term > a");
  tapped = event.pointerType === "touch" && link && link !== document.activeElement ? link : null;
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".term > a");
  if (!link || link !== tapped) return;
  event.preventDefault();
  link.focus();
  tapped = null;
});
document.addEventListener("focusout", (event) => event.target.closest?.(".term")?.classList.remove("dismissed"));
document.addEventListener("pointerout", (event) => event.target.closest?.(".term")?.classList.remove("dismissed"));
