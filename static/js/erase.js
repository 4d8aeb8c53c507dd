// After erasing: what this browser kept for Coachwerk goes as well, by name, and nothing of another site.

for (const name of ["localStorage", "sessionStorage"]) {
  try {
    const store = window[name];
    for (const key of Object.keys(store)) if (key.startsWith("coachwerk.")) store.removeItem(key);
  } catch {
    // no storage, so there was nothing in it
  }
}
for (const link of document.querySelectorAll("[data-deck-link]")) link.hidden = true;
document.querySelector("[data-erase-done]").hidden = false;
