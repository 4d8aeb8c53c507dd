// Arrow keys through search results, Escape out of them; a term's meaning on tap. Without this file links still work.

function results(box) {
  return [...box.querySelectorAll(".results .result")];
}

function clear(box) {
  box.querySelector(".results").replaceChildren();
}

document.addEventListener("keydown", (event) => {
  const term = event.target.closest?.(".term") ?? document.querySelector(".term:hover");
  if (event.key === "Escape" && term) term.classList.add("dismissed");
  const box = event.target.closest?.("[data-search]");
  if (!box) return;
  const input = box.querySelector("input");
  if (event.key === "Escape" && results(box).length) {
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

// On the page of results the answers to an earlier question give way to those of what is being typed.
document.addEventListener("htmx:afterSwap", (event) => {
  const box = event.detail.target.closest?.("[data-search]");
  const page = document.getElementById("answer");
  if (box && page && event.detail.target.children.length) {
    page.replaceChildren(...event.detail.target.children);
  }
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
