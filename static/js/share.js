// Share a technique: the device's own way where there is one, else the link on the clipboard.

for (const button of document.querySelectorAll("[data-share]")) {
  const { share: url, title, copy, done } = button.dataset;
  const told = button.parentElement.querySelector(".share-done");
  if (navigator.share) {
    button.addEventListener("click", () => navigator.share({ title, url }).catch(() => {})); // changed their mind
  } else if (navigator.clipboard) {
    button.textContent = copy;
    button.addEventListener("click", () =>
      navigator.clipboard.writeText(url).then(
        () => (told.textContent = done),
        () => getSelection().selectAllChildren(document.getElementById("address")), // not allowed: select it at least
      ),
    );
  } else continue;
  button.hidden = false;
}
