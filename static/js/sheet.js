// The preparation sheet. What is typed is kept in this browser under one name a conversation, and goes nowhere else.

const sheet = document.querySelector("[data-sheet]");
const KEY = `coachwerk.sheet.${sheet.dataset.sheet}`;
const fields = [...sheet.querySelectorAll("[data-answer]")];
const status = sheet.querySelector("[data-sheet-status]");
const erase = sheet.querySelector("[data-sheet-erase]");
const undo = sheet.querySelector("[data-sheet-undo]");
let erased = null; // what was erased last, until the page is left

function typed() {
  return Object.fromEntries(fields.filter((field) => field.value).map((field) => [field.dataset.answer, field.value]));
}

function kept() {
  try {
    const answers = JSON.parse(localStorage.getItem(KEY));
    return answers && typeof answers === "object" ? answers : {};
  } catch {
    return {}; // not ours, or no storage
  }
}

function fill(answers) {
  for (const field of fields) {
    const answer = answers[field.dataset.answer];
    field.value = typeof answer === "string" ? answer : "";
  }
  show();
}

// Paper shows a paragraph instead of the field: a field prints only as much as fits in it.
function show() {
  for (const field of fields) {
    field.nextElementSibling.textContent = field.value;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 4}px`;
  }
  erase.hidden = Object.keys(typed()).length === 0;
}

function keep() {
  const answers = typed();
  try {
    if (Object.keys(answers).length) localStorage.setItem(KEY, JSON.stringify(answers));
    else localStorage.removeItem(KEY);
    status.textContent = sheet.dataset.kept;
  } catch {
    status.textContent = sheet.dataset.notKept;
  }
}

sheet.addEventListener("input", () => {
  undo.hidden = true;
  keep();
  show();
});

erase.addEventListener("click", () => {
  erased = typed();
  fill({});
  keep();
  status.textContent = sheet.dataset.erased;
  undo.hidden = false;
  undo.focus();
});

undo.addEventListener("click", () => {
  fill(erased ?? {});
  keep();
  undo.hidden = true;
  status.textContent = sheet.dataset.restored;
  fields[0].focus();
});

// Another tab wrote or erased: the same here, but never under someone's hands.
addEventListener("storage", (event) => {
  if (event.key !== KEY && event.key !== null) return;
  if (!fields.includes(document.activeElement)) fill(kept());
});
addEventListener("pageshow", (event) => event.persisted && fill(kept()));
addEventListener("resize", show);

fill(kept());
