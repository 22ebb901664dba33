// A batch as it runs. The stream of events says when something has changed; the server renders what changed.
// Without a stream the page asks every few seconds. It ends with the batch and begins again with a retry.
"use strict";

const SOONEST = 1000; // ms between two looks at the top of the page
const LATEST = 4000; // a look is taken at least this often, for waits that run out without an event
const TABLE_EVERY = 3000;

const live = document.getElementById("live");
const table = document.getElementById("jobs-table");
const connection = document.getElementById("connection");
const body = () => document.getElementById("live-body");
const isOpen = () => body().dataset.open === "1";

let stream = null;
let lastLook = 0;
let lastTable = 0;
let looking = false;
let changed = false;

function say(text, state) {
  connection.hidden = !text;
  connection.className = `connection ${state}`;
  if (connection.textContent !== text) connection.textContent = text;
}

async function fetchPart(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" });
  if (response.redirected || response.status === 404) location.reload(); // signed out, or deleted
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html").body.firstElementChild;
}

async function look() {
  looking = true;
  const wasOpen = isOpen();
  try {
    lastLook = Date.now();
    changed = false;
    morph(body(), await fetchPart(live.dataset.source));
    document.title = document.title.replace(/^[^:]*/, document.querySelector("h1 .badge").textContent.trim());
    if (Date.now() - lastTable >= TABLE_EVERY || wasOpen !== isOpen()) {
      lastTable = Date.now();
      morph(document.getElementById("jobs-body"), await fetchPart(table.dataset.source));
      showTicks();
    }
    if (!stream) say(isOpen() ? "Updated every few seconds" : "Up to date", "");
  } catch (error) {
    say("No connection, trying again…", "is-lost");
  } finally {
    looking = false;
  }
  if (wasOpen && !isOpen()) ended();
}

function ended() {
  document.querySelectorAll(".flash.is-good").forEach((flash) => flash.remove()); // what was said when it began
  if (stream) stream.close();
  stream = null;
  say("Up to date", "");
}

function listen() {
  if (!window.EventSource) return;
  stream = new EventSource(live.dataset.events);
  let lost = null; // The server ends a stream now and then; the browser is back before anybody need know.
  stream.addEventListener("open", () => {
    clearTimeout(lost);
    say("Live", "is-live");
  });
  stream.addEventListener("progress", () => {
    changed = true;
  });
  stream.addEventListener("end", () => {
    clearTimeout(lost);
    stream.close();
    stream = null;
    look();
  });
  stream.addEventListener("error", () => {
    if (!stream) return;
    clearTimeout(lost);
    if (stream.readyState === EventSource.CLOSED) {
      stream = null;
      say("Updated every few seconds", "");
    } else {
      lost = setTimeout(() => say("Connection lost, trying again…", "is-lost"), 3000);
    }
  });
}

setInterval(() => {
  if (!isOpen() || looking || document.hidden) return;
  const since = Date.now() - lastLook;
  if ((changed && since >= SOONEST) || since >= LATEST) look();
}, 250);

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && isOpen() && !looking) look();
});

// Ticks: all of the page at once, and the number on the button.
const ticks = () => [...document.querySelectorAll("#jobs-body input[name=job]:not(:disabled)")];

function showTicks() {
  const all = ticks();
  const count = all.filter((tick) => tick.checked).length;
  const tickAll = document.getElementById("tick-all");
  if (tickAll) {
    tickAll.hidden = all.length === 0;
    tickAll.checked = count > 0 && count === all.length;
    tickAll.indeterminate = count > 0 && count < all.length;
  }
  document.getElementById("retry-button").disabled = count === 0;
  document.getElementById("retry-label").textContent = count ? `Retry ${count} ticked` : "Retry ticked";
}

table.addEventListener("change", (event) => {
  if (event.target.id === "tick-all") for (const tick of ticks()) tick.checked = event.target.checked;
  showTicks();
});

for (const select of document.querySelectorAll("#filters select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

showTicks();
if (isOpen()) {
  lastLook = lastTable = Date.now();
  listen();
}
