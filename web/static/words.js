// A text as words that can be chosen. All of them are one stop of the Tab key; the arrow keys move between them.

import { element } from "./elements.js";

const UNSPACED = new Set(["ja", "zh"]); // written without spaces: the browser knows their words
const SPOKEN = /[\p{L}\p{N}]/u;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

/** The parts of a text, words and what is between, with the place where each ends; together they are the text. */
function parts(text, language) {
  const cut =
    UNSPACED.has(language) && Intl.Segmenter
      ? [...new Intl.Segmenter(language, { granularity: "word" }).segment(text)].map(({ segment }) => segment)
      : text.split(/(\s+)/);
  let end = 0;
  return cut.filter(Boolean).map((part) => ({ part, end: (end += part.length) }));
}

/** One word: a button to all who cannot see that it is text. */
function word(part, choose) {
  const made = element("span", "word", part);
  made.setAttribute("role", "button");
  made.tabIndex = -1;
  made.addEventListener("click", choose);
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose();
  });
  return made;
}

function moveOnArrows(words) {
  words.forEach((from, place) => {
    from.addEventListener("keydown", (event) => {
      if (!(event.key in STEPS)) return;
      event.preventDefault();
      const to = words[Math.min(Math.max(place + STEPS[event.key], 0), words.length - 1)];
      from.tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
    });
  });
}

/**
 * Show a text in a box by its words, the kept beginning marked.
 *
 * `choose` is told the text up to and with the word that was chosen.
 */
export function showWords(box, text, language, kept, choose) {
  const mark = element("mark", "kept");
  const rest = document.createDocumentFragment();
  const keptEnd = text.startsWith(kept) ? kept.length : 0;
  for (const { part, end } of parts(text, language)) {
    const made = SPOKEN.test(part) ? word(part, () => choose(text.slice(0, end))) : document.createTextNode(part);
    (end <= keptEnd ? mark : rest).append(made);
  }
  box.replaceChildren(...(keptEnd ? [mark] : []), rest);
  box.lang = language;
  const words = [...box.querySelectorAll(".word")];
  const first = words.findLast((made) => mark.contains(made)) ?? words[0];
  if (first) first.tabIndex = 0;
  moveOnArrows(words);
}
