// Changes one tree of nodes into another and touches only what differs, so that focus, ticks, open details and
// running transitions survive. Children with a data-key are matched by it.
"use strict";

const KEPT = new Set(["open", "aria-busy", "data-sent"]);

function sameKind(left, right) {
  return left.nodeType === right.nodeType && left.nodeName === right.nodeName && keyOf(left) === keyOf(right);
}

function keyOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.dataset.key || node.id || "" : "";
}

function morph(from, to) {
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !KEPT.has(name)) from.removeAttribute(name);
  }
  if (from.nodeName === "INPUT" && from.type === "hidden") from.value = to.value;
  morphChildren(from, to);
}

function morphChildren(from, to) {
  const keyed = new Map();
  for (const child of from.children) if (keyOf(child)) keyed.set(keyOf(child), child);
  let spot = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const key = keyOf(wanted);
    const known = key ? keyed.get(key) : spot;
    if (known && sameKind(known, wanted)) {
      if (known === spot) spot = spot.nextSibling;
      else from.insertBefore(known, spot);
      morph(known, wanted);
    } else {
      from.insertBefore(wanted, spot);
    }
  }
  while (spot) {
    const next = spot.nextSibling;
    spot.remove();
    spot = next;
  }
}
