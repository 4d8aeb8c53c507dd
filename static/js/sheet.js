// Sheets to write on: what is typed is kept in this browser, under one name a sheet, and goes nowhere else.

function canKeep() {
  try {
    localStorage.setItem("coachwerk.try", "1");
    localStorage.removeItem("coachwerk.try");
    return true;
  } catch {
    return false;
  }
}

const started = new WeakSet();

function startSheet(sheet) {
  if (started.has(sheet)) return;
  started.add(sheet);
  const KEY = `coachwerk.sheet.${sheet.dataset.sheet}`;
  const fields = [...sheet.querySelectorAll("[data-answer]")];
  const status = sheet.querySelector("[data-sheet-status]");
  const erase = sheet.querySelector("[data-sheet-erase]");
  const undo = sheet.querySelector("[data-sheet-undo]");
  let erased = null; // what was erased last, until the page is left

  function kept() {
    try {
      const answers = JSON.parse(localStorage.getItem(KEY));
      return answers && typeof answers === "object" && !Array.isArray(answers) ? answers : {};
    } catch {
      return {}; // not ours, or no storage
    }
  }

  // Says whether the browser did keep it.
  function keep(answers) {
    try {
      if (Object.keys(answers).length) localStorage.setItem(KEY, JSON.stringify(answers));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  }

  function tell(words) {
    if (status.textContent !== words) status.textContent = words; // once: it is read out
  }

  function show() {
    for (const field of fields) {
      field.nextElementSibling.textContent = field.value; // for paper, where a field shows only what fits in it
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + 4}px`;
    }
    erase.hidden = Object.keys(kept()).length === 0 && fields.every((field) => !field.value);
  }

  // From what is kept, but never under someone's hands.
  function fill() {
    const answers = kept();
    for (const field of fields) {
      if (document.hasFocus() && field === document.activeElement) continue;
      const answer = answers[field.dataset.answer];
      field.value = typeof answer === "string" ? answer : "";
    }
    show();
  }

  function leave() {
    erased = null; // who comes back after this may be someone else
    undo.hidden = true;
    tell("");
  }

  sheet.addEventListener("input", ({ target }) => {
    const answers = kept(); // another tab may have written the other answers
    if (target.value) answers[target.dataset.answer] = target.value;
    else delete answers[target.dataset.answer];
    undo.hidden = true;
    tell(keep(answers) ? sheet.dataset.kept : sheet.dataset.notKept);
    show();
  });

  erase.addEventListener("click", () => {
    erased = { ...kept(), ...Object.fromEntries(fields.map((field) => [field.dataset.answer, field.value])) };
    keep({});
    for (const field of fields) field.value = "";
    show();
    tell(sheet.dataset.erased);
    undo.hidden = false;
    undo.focus();
  });

  undo.addEventListener("click", () => {
    keep(Object.fromEntries(Object.entries(erased ?? {}).filter(([, answer]) => answer)));
    undo.hidden = true;
    fill();
    tell(sheet.dataset.restored);
    fields[0].focus();
  });

  addEventListener("storage", (event) => {
    if (event.key !== KEY && event.key !== null) return;
    leave(); // what was erased here is not wanted over what was written there
    fill();
  });
  addEventListener("focus", fill);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", fill);
  addEventListener("resize", show);
  sheet.querySelector("[data-sheet-warning]")?.toggleAttribute("hidden", canKeep());
  fill();
}

document.querySelectorAll("[data-sheet]").forEach(startSheet);
document.addEventListener("htmx:load", ({ detail: { elt } }) => elt.querySelectorAll("[data-sheet]").forEach(startSheet));
