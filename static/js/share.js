// Share a technique: the device's own way where there is one, else the link on the clipboard.

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { share: url, title, done } = button.dataset;
    if (navigator.share) {
      await navigator.share({ title, url }).catch(() => {}); // changed their mind
      return;
    }
    await navigator.clipboard.writeText(url);
    button.parentElement.querySelector(".share-done").textContent = done;
  });
}
