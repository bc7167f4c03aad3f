// Where the model looked, as a table: source pieces across, target pieces down, the stronger the shade the more.

import { byId, element } from "./elements.js";
import { nameOf } from "./languages.js";

const WORD_BEGIN = "\u2581"; // how the vocabulary writes the space before a word
const ASKED_LANGUAGE = /^<2(.+)>$/;
const END = "</s>";
const NUMBERED_PERCENT = 1;
const FULL_SHADE = 0.6; // of the accent: as far as text stays easy to read on it, in the light and in the dark

const toggle = byId("attention-toggle");
const box = byId("attention");

/** Whether attention is wanted for a text, and can be had: its table grows with the square of the text. */
export function wantsAttention(text) {
  return toggle.checked && text.length <= Number(toggle.dataset.longest);
}

/** How a piece is shown: a space at its head as a gap before it. */
function label(piece) {
  const asked = ASKED_LANGUAGE.exec(piece);
  if (asked) return { text: `→ ${asked[1]}`, className: "control", title: `Asks for ${nameOf(asked[1])}` };
  if (piece === END) return { text: "end", className: "control", title: "The end of the sentence" };
  const text = piece.replaceAll(WORD_BEGIN, "");
  return { text: text || "␣", className: piece.startsWith(WORD_BEGIN) ? "begin" : "", title: "" };
}

function heading(piece, scope) {
  const { text, className, title } = label(piece);
  const made = element("th", className, text);
  made.scope = scope;
  if (title) made.title = title;
  return made;
}

function cell(weight, sourcePiece, targetPiece) {
  const percent = Math.round(100 * weight);
  const made = element("td", label(sourcePiece).className, percent >= NUMBERED_PERCENT ? `${percent}%` : "");
  made.title = `${label(targetPiece).text} ← ${label(sourcePiece).text}: ${percent}%`;
  made.style.backgroundColor = `color-mix(in srgb, var(--accent) ${FULL_SHADE * percent}%, var(--raised))`;
  return made;
}

function table({ source_pieces: sources, target_pieces: targets, weights }) {
  const made = element("table");
  const head = made.createTHead().insertRow();
  head.append(element("td"), ...sources.map((piece) => heading(piece, "col")));
  const body = made.createTBody();
  targets.forEach((piece, place) => {
    const row = body.insertRow();
    row.className = label(piece).className;
    row.append(heading(piece, "row"), ...sources.map((other, at) => cell(weights[place][at], other, piece)));
  });
  return made;
}

function explanation({ attention, via }) {
  if (!attention) return `It can be shown of texts of up to ${toggle.dataset.longest} characters.`;
  if (!attention.weights.length) return "There is nothing to show: the model had no part in this translation.";
  const columns = via ? `the ${nameOf(via)} in between` : "your text";
  return `A row for each piece of the translation: the stronger the colour, the more the model looked at that piece of ${columns}.`;
}

/** Show where the model looked for an answer of the API, if that is wanted. */
export function showAttention(answer) {
  box.hidden = !toggle.checked || !answer?.text;
  if (box.hidden) return;
  byId("attention-note").textContent = explanation(answer);
  const drawn = answer.attention?.weights.length ? [table(answer.attention)] : [];
  byId("attention-table").replaceChildren(...drawn);
}

/** Make the toggle work; `again` asks for the translation on show with its attention. */
export function startAttention(again) {
  toggle.addEventListener("change", () => (toggle.checked ? again() : showAttention(null)));
}
