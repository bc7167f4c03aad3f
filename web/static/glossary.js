// My glossary: translations of one's own, kept in this browser for each pair of languages, sent with each call.

import { button, byId, element } from "./elements.js";
import { AUTO, nameOf, source, sourcesOf, target, UNDETERMINED } from "./languages.js";

const KEY = "glossary";
const VISIBLE = /[^\s\p{C}\u2581]/u;

const form = byId("glossary-form");
const phrase = byId("glossary-phrase");
const translation = byId("glossary-translation");
const most = Number(form.dataset.most);
const longest = phrase.maxLength;

let detected = null; // the language of the last text, where the server was to tell it
let changed = () => {};

/** Whether the server takes it: what it refuses would fail every call. */
function isEntry(entry) {
  const isText = (text) => typeof text === "string" && text.length <= longest && VISIBLE.test(text);
  return Array.isArray(entry) && entry.length === 2 && entry.every(isText);
}

/** All entries by pair; what else is in the storage is passed over. */
function read() {
  try {
    const pairs = Object.entries(JSON.parse(localStorage.getItem(KEY)) ?? {});
    const lists = pairs.filter(([, entries]) => Array.isArray(entries));
    return Object.fromEntries(lists.map(([known, entries]) => [known, entries.filter(isEntry)]));
  } catch {
    return {};
  }
}

/** Whether the browser kept it. */
function write(entries) {
  const all = { ...read(), [pair()]: entries };
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
    return true;
  } catch {
    return false; // a full storage, or one that is not allowed
  }
}

/** The language that entries are shown for: the chosen one, else the detected one, else the likeliest. */
function language() {
  const sources = sourcesOf(target.value);
  if (source.value !== AUTO) return source.value;
  return sources.includes(detected) ? detected : sources[0];
}

function pair() {
  return `${language()}-${target.value}`;
}

/** The entries for the chosen languages; where the source is to be detected, those of every source. */
export function glossary() {
  const all = read();
  const others = source.value === AUTO ? sourcesOf(target.value).map((code) => `${code}-${target.value}`) : [];
  const pairs = [...others.filter((other) => other !== pair()), pair()]; // of equal phrases the last one counts
  return pairs.flatMap((one) => all[one] ?? []).slice(-most);
}

function row([from, into], place) {
  const item = element("li");
  const remove = button("quiet round", "×", () => save(current().toSpliced(place, 1)));
  remove.setAttribute("aria-label", `Remove ${from}`);
  const words = element("span", "entry");
  const phrasePart = element("span", "", from);
  const translationPart = element("span", "", into);
  phrasePart.lang = language();
  translationPart.lang = target.value;
  words.append(phrasePart, element("span", "arrow", " → "), translationPart);
  item.append(words, remove);
  return item;
}

function current() {
  return read()[pair()] ?? [];
}

function show() {
  const entries = current();
  byId("glossary-count").textContent = entries.length || "";
  byId("glossary-pair").textContent = `${nameOf(language())} → ${nameOf(target.value)}`;
  byId("glossary-entries").replaceChildren(...entries.map(row));
  phrase.placeholder = `Phrase in ${nameOf(language())}`;
  translation.placeholder = `In ${nameOf(target.value)}`;
}

function save(entries) {
  const note = entries.length > most ? `There is room for ${most} entries.` : "";
  const kept = !note && write(entries);
  byId("glossary-note").textContent = note || (kept ? "" : "This browser does not keep what you enter here.");
  if (!kept) return false;
  show();
  changed();
  return true;
}

function add(event) {
  event.preventDefault();
  const entry = [phrase.value.trim(), translation.value.trim()];
  if (!isEntry(entry)) return;
  const others = current().filter(([known]) => known !== entry[0]);
  if (!save([...others, entry])) return;
  form.reset();
  phrase.focus();
}

/** Show the entries for the chosen languages, and for the one that the server found where it is to be told. */
export function showGlossary(from = null) {
  detected = from === UNDETERMINED ? null : from;
  byId("glossary").hidden = !target.value;
  show();
}

/** Make the glossary work; `whenChanged` is called after each change. */
export function startGlossary(whenChanged) {
  changed = whenChanged;
  form.addEventListener("submit", add);
  addEventListener("storage", show); // another tab's change
}
