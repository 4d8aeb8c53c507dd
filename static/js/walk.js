// The phases by arrow keys; without this file the links do the same.

const WAYS = { ArrowLeft: "prev", ArrowRight: "next" };

document.addEventListener("keydown", (event) => {
  if (!(event.key in WAYS) || event.repeat || event.defaultPrevented) return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
  document.querySelector(`.walk-turn [rel="${WAYS[event.key]}"]`)?.click();
});
