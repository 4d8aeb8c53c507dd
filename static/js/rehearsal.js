// A rehearsal: focus on the new line, choose by key, and first say it yourself. Without this file the links do the same.

const SKIP = "coachwerk.rehearsal.choices-at-once";
const FOLDED = "coachwerk.rehearsal.grid-folded";

function remembered(store, key) {
  try {
    return store.getItem(key);
  } catch {
    return null;
  }
}

function remember(store, key, value) {
  try {
    if (value === null) store.removeItem(key);
    else store.setItem(key, value);
  } catch {
    // no storage: it holds until the page is left
  }
}

const PAUSE = 400; // ms after a new line in which a key does nothing: a double press is one choice
let readFrom = 0;

const root = () => document.getElementById("rehearsal");
const veiled = () => root()?.querySelector("[data-choices]")?.hidden;

function showChoices() {
  const first = root().querySelector("[data-say-first]");
  const own = root().querySelector("#own-line").value.trim();
  first.hidden = true;
  root().querySelector("[data-choices]").hidden = false;
  root().querySelector("[data-own]").hidden = !own;
  root().querySelector("[data-own-words]").textContent = own;
  if (own) remember(sessionStorage, `coachwerk.said.${first.dataset.sayFirst}`, own);
}

function startTurn() {
  const folded = root()?.querySelector("[data-keep-open]");
  if (folded) folded.open = remembered(localStorage, FOLDED) !== "yes";
  const first = root()?.querySelector("[data-say-first]");
  if (!first) return;
  root().querySelector("[data-skip]").hidden = false;
  root().querySelector("[data-skip-first]").checked = remembered(localStorage, SKIP) === "yes";
  const said = remembered(sessionStorage, `coachwerk.said.${first.dataset.sayFirst}`);
  root().querySelector("#own-line").value = said ?? "";
  if (said || remembered(localStorage, SKIP) === "yes") return showChoices();
  first.hidden = false;
  root().querySelector("[data-choices]").hidden = true;
}

document.addEventListener("click", ({ target }) => {
  if (!target.closest?.("[data-show-choices]")) return;
  showChoices();
  root().querySelector(".choice").focus();
});

document.addEventListener("change", ({ target }) => {
  if (!target.matches?.("[data-skip-first]")) return;
  remember(localStorage, SKIP, target.checked ? "yes" : null);
  if (target.checked && veiled()) showChoices();
});

// Not on "toggle": that also fires for a part that comes in open.
document.addEventListener("click", ({ target }) => {
  const folded = target.closest?.("summary")?.parentElement;
  if (folded?.matches("[data-keep-open]")) remember(localStorage, FOLDED, folded.open ? "yes" : null);
});

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.isComposing || !root()?.contains(event.target)) return; // only where the talk has the focus
  if (event.target.matches?.("#own-line") && event.key === "Enter") {
    event.preventDefault();
    showChoices();
    root().querySelector(".choice").focus();
    return;
  }
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const choice = root()?.querySelector(`.choice[data-key="${CSS.escape(event.key)}"]`);
  if (!choice || Date.now() < readFrom) return;
  if (!veiled()) return choice.click();
  showChoices(); // unread choices are not chosen
  root().querySelector(".choice").focus();
});

// Focus goes to the new line, and with it a screen reader.
function land() {
  const line = document.getElementById("line") ?? root().querySelector("h1");
  line?.focus({ preventScroll: true });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  line?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}

document.addEventListener("htmx:afterSettle", ({ detail: { target } }) => {
  if (target.id !== "rehearsal") return;
  readFrom = Date.now() + PAUSE;
  startTurn();
  land();
});

startTurn();
if (root()?.dataset.part !== "intro" && !location.hash) land(); // a whole page came in the middle of a talk
