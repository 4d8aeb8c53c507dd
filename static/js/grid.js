// The grid by keyboard, and the technique that opens beside it. Without this file every token is a plain link.

const WIDE = "(min-width: 75rem)"; // as in grid.css: from here on the panel stands beside the grid
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

let gridAddress = null; // where the grid was opened from; null while no panel is open
let gridTitle = null; // what the page was called before
let techniqueAddress = null; // of what is open
let leaving = false;
let printing = false;
let openedFrom = null; // id of the token whose technique is open

const panel = () => document.getElementById("panel");
const tokens = () => [...document.querySelectorAll("#board .token")];

function rove(current) {
  for (const token of tokens()) token.tabIndex = token === current ? 0 : -1;
}

function anchor(token) {
  const box = token.querySelector(".number").getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

// The nearest token in a direction; sideways distance counts double, so that rows and columns win over diagonals.
function neighbour(from, [dx, dy]) {
  const [x, y] = anchor(from);
  let nearest = null;
  let least = Infinity;
  for (const token of tokens()) {
    const [toX, toY] = anchor(token);
    const along = (toX - x) * dx + (toY - y) * dy;
    const across = Math.abs((toX - x) * dy) + Math.abs((toY - y) * dx);
    if (token !== from && along > 4 && along + 2 * across < least) {
      nearest = token;
      least = along + 2 * across;
    }
  }
  return nearest;
}

function target(token, key) {
  if (key in ARROWS) return neighbour(token, ARROWS[key]);
  if (key === "Home") return tokens()[0];
  if (key === "End") return tokens().at(-1);
  return null;
}

function showPanel() {
  const dialog = panel();
  if (dialog.open) dialog.close();
  if (matchMedia(WIDE).matches) dialog.show();
  else dialog.showModal();
  dialog.scrollTop = 0;
  dialog.querySelector("#technique-name")?.focus({ preventScroll: true });
  for (const token of tokens()) token.classList.toggle("is-open", token.id === openedFrom);
}

function hidePanel() {
  const dialog = panel();
  if (dialog?.open) dialog.close();
  dialog?.replaceChildren();
  for (const token of tokens()) token.classList.remove("is-open");
  gridAddress = null;
  leaving = false;
  document.title = gridTitle ?? document.title;
  gridTitle = null;
  const token = document.getElementById(openedFrom);
  if (token) {
    rove(token);
    token.focus();
  }
}

// The address goes back to the grid's, and with it the panel goes (see popstate). Twice asked is once done.
function leavePanel() {
  if (!gridAddress || leaving) return;
  leaving = true;
  history.back();
}

// The grid was replaced, by a filter or a situation: the panel went with it.
function forgetPanel() {
  if (gridTitle) document.title = gridTitle;
  gridAddress = gridTitle = openedFrom = null;
  leaving = false;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && !panel()?.matches(":modal")) {
    if (panel()) htmx.trigger(panel(), "htmx:abort"); // what is still on its way is not wanted any more
    if (panel()?.open) leavePanel();
    return;
  }
  const token = event.target.closest?.("#board .token");
  if (!token || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const next = target(token, event.key);
  if (next) next.focus();
  if (next || event.key in ARROWS) event.preventDefault();
});

// Escape and a phone's own "back" on a modal panel.
document.addEventListener(
  "cancel",
  (event) => {
    if (event.target !== panel()) return;
    event.preventDefault();
    leavePanel();
  },
  true,
);

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.("#board .token")) rove(event.target);
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-close]")) leavePanel();
});

document.addEventListener("pointerdown", (event) => {
  const dialog = panel();
  if (event.target !== dialog || !dialog.matches(":modal")) return;
  const box = dialog.getBoundingClientRect();
  if (event.clientY < box.top || event.clientX < box.left || event.clientX > box.right) leavePanel();
});

matchMedia(WIDE).addEventListener("change", () => {
  if (panel()?.open && !printing) showPanel();
});

// On paper the open technique is the page: a modal dialog would lie over it and lose all but one sheet.
window.addEventListener("beforeprint", () => {
  const dialog = panel();
  if (!dialog?.open) return;
  printing = true;
  if (dialog.matches(":modal")) dialog.close();
  dialog.setAttribute("open", "");
});
window.addEventListener("afterprint", () => {
  if (printing) showPanel();
  printing = false;
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const token = event.detail.elt.closest?.("#board .token");
  if (token) openedFrom = token.id;
});

// Opening a second technique replaces the first, so that "back" always returns to the grid.
document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
  if (event.detail.target?.id !== "panel") return forgetPanel();
  if (gridAddress) event.detail.history.type = "replace";
  else gridAddress = location.href;
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "panel") return;
  gridTitle ??= document.title;
  document.title = event.detail.target.querySelector("[data-title]").dataset.title;
  techniqueAddress = new URL(event.detail.pathInfo.responsePath ?? event.detail.pathInfo.requestPath, location).href;
  showPanel();
});

document.addEventListener("htmx:load", ({ detail: { elt } }) => {
  if (elt.querySelector("#board")) rove(tokens()[0]);
});

// Back from the panel: the grid is still here underneath, so nothing has to load.
window.addEventListener(
  "popstate",
  (event) => {
    if (!gridAddress) return;
    if (location.href === gridAddress) hidePanel();
    else if (location.href.split("#")[0] !== techniqueAddress) return;
    else if (leaving) history.back(); // only a jump within the page was undone
    event.stopImmediatePropagation();
  },
  true,
);

rove(tokens()[0]);
