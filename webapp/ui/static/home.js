// The form of a new scan: how many rows there are, and a file that is dropped anywhere on it.
"use strict";

const text = document.getElementById("text");
const rowCount = document.getElementById("row-count");
const file = document.getElementById("file");
const drop = document.getElementById("drop");

function showRows() {
  const rows = text.value.split(/[\n,;\t]/).filter((part) => part.trim()).length;
  rowCount.textContent = rows ? `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"}` : "";
}

text.addEventListener("input", showRows);
showRows();

file.addEventListener("change", () => {
  // The file takes the place of the text, so only one of them can be meant.
  text.disabled = file.files.length > 0;
  rowCount.textContent = file.files.length ? "the file is used" : "";
  if (!file.files.length) showRows();
});

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    if (!event.dataTransfer || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("is-over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("is-over");
});
document.addEventListener("drop", (event) => {
  drop.classList.remove("is-over");
  if (!event.dataTransfer || !event.dataTransfer.files.length) return;
  event.preventDefault();
  file.files = event.dataTransfer.files;
  file.dispatchEvent(new Event("change"));
});
window.addEventListener("pageshow", () => file.dispatchEvent(new Event("change")));
