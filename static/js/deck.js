// The deck: the techniques whose cards someone wants to print. Kept in this browser only; the address carries it to print.

const KEY = "coachwerk.deck";
const HIGHEST = 26;

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    if (!Array.isArray(kept)) return [];
    return [...new Set(kept)].filter((number) => Number.isInteger(number) && number >= 1 && number <= HIGHEST);
  } catch {
    return []; // not ours, or no storage
  }
}

function write(numbers) {
  try {
    if (numbers.length) localStorage.setItem(KEY, JSON.stringify(numbers));
    else localStorage.removeItem(KEY);
  } catch {
    return; // no storage: what is shown stays true
  }
  show();
}

function canKeep() {
  try {
    localStorage.setItem(`${KEY}.try`, "1");
    localStorage.removeItem(`${KEY}.try`);
    return true;
  } catch {
    return false;
  }
}

const link = () => document.querySelector("[data-deck-link]");
const address = (numbers) => `${link().pathname}?n=${numbers.join(",")}`;

function show() {
  const numbers = read();
  link().hidden = numbers.length === 0;
  link().href = numbers.length ? address(numbers) : link().pathname;
  link().querySelector("[data-deck-count]").textContent = numbers.length;
  for (const box of document.querySelectorAll("[data-deck-pick]")) box.checked = numbers.includes(Number(box.value));
  for (const button of document.querySelectorAll("[data-deck]")) {
    button.textContent = numbers.includes(Number(button.dataset.deck)) ? button.dataset.drop : button.dataset.add;
    button.hidden = false;
  }
  for (const button of document.querySelectorAll("[data-deck-empty]")) button.hidden = numbers.length === 0;
}

function tell() {
  document.getElementById("said").textContent = `${link().dataset.said}: ${read().length}`;
}

function toggle(number, wanted) {
  const others = read().filter((other) => other !== number);
  write(wanted ? [...others, number] : others);
  tell();
}

document.addEventListener("change", ({ target }) => {
  if (target.matches?.("[data-deck-pick]")) toggle(Number(target.value), target.checked);
});

// Whether the cards on this page are those of the deck, and not some other selection.
function showsDeck() {
  const shown = new URLSearchParams(location.search).get("n") ?? "";
  return read().join() === shown;
}

document.addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
  const elsewhere = ctrlKey || metaKey || shiftKey;
  const button = target.closest?.("[data-deck]");
  if (button) toggle(Number(button.dataset.deck), !read().includes(Number(button.dataset.deck)));
  const drop = target.closest?.("[data-deck-drop]");
  if (drop && !elsewhere && showsDeck()) write(read().filter((number) => number !== Number(drop.dataset.deckDrop)));
  if (target.closest?.("[data-deck-empty]")) {
    write([]);
    tell();
    document.querySelector("main").focus();
  }
});

// What is ticked but filtered away right now belongs to the deck as well.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-deck-form]") || !read().length) return;
  event.preventDefault();
  location.assign(address(read()));
});

if (link() && canKeep()) {
  show();
  document.addEventListener("htmx:load", show);
  addEventListener("storage", show);
  addEventListener("pageshow", show);
}
