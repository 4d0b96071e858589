// A button for what can be copied. Without this script the text can be selected by hand.
"use strict";

for (const block of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = block.dataset.copy;
  const told = document.createElement("span");
  told.className = "copied";
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.textContent.trim() + "\n");
      told.textContent = block.dataset.copied;
    } catch {
      getSelection().selectAllChildren(block); // a page that came without TLS may not write to the clipboard
    }
  });
  block.after(button, told);
}
