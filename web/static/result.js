// A translation as people read it: its words, how sure it is, the way it took, and how else it could be said.

import { byId, element } from "./elements.js";
import { nameOf } from "./languages.js";
import { showWords } from "./words.js";

const PROBABLE = 0.6; // a translation that nothing speaks against, and yet less confident than this, is a perhaps
const FAULTS = {
  empty: "nothing came out",
  copy: "it is the text itself",
  repetition: "it repeats itself",
  length: "its length does not fit",
  numbers: "a number is missing",
  names: "a name is missing",
  glossary: "a term of your glossary is missing",
  script: "no model reads this script",
  slots: "something to carry over is missing",
};

const result = byId("result");

/** The text of the translation on show. */
export function shownText() {
  return result.textContent;
}

/** Bring the focus to where the kept beginning ends, so that a keyboard can go on from there. */
export function focusKept() {
  result.querySelector("[tabindex='0']")?.focus();
}

function showConfidence({ text, confidence, certain, faults, guessed }) {
  const box = byId("confidence");
  box.hidden = !text;
  if (!text) return;
  const verdict = !certain ? "Unsure" : confidence >= PROBABLE ? "Probably right" : "Perhaps right";
  const reasons = [
    ...(guessed ? [`taken for ${nameOf(guessed)}`] : []),
    ...faults.map((fault) => FAULTS[fault] ?? fault),
  ];
  const sentence = [`${verdict} · ${Math.round(100 * confidence)}%`, ...reasons].join(" · ");
  box.classList.toggle("unsure", !certain);
  box.replaceChildren(element("span", "sign"), sentence);
  box.firstChild.setAttribute("aria-hidden", "true");
}

function showBetween({ via, between }) {
  byId("between").hidden = !via;
  byId("between").textContent = via ? `Through ${nameOf(via)}: ${between}` : "";
}

function alternative({ text, score }, language, kept, goOn) {
  const item = element("li");
  const words = element("span", "words");
  words.setAttribute("role", "group");
  words.setAttribute("aria-label", `${text}, by its words`);
  showWords(words, text, language, kept, goOn);
  const points = element("data", "score", score.toFixed(2).replace("-", "−"));
  points.value = score;
  points.title = "Score: the higher, the better";
  item.append(words, points);
  return item;
}

function showAlternatives({ alternatives, to }, kept, goOn) {
  const box = byId("alternatives");
  box.hidden = !alternatives.length;
  box.querySelector("ul").replaceChildren(...alternatives.map((one) => alternative(one, to, kept, goOn)));
}

/** Show an answer of the API; `kept` is the beginning that was asked for, `goOn` is told another one. */
export function showResult(answer, kept, goOn) {
  showWords(result, answer.text, answer.to, kept, goOn);
  byId("kept").hidden = !kept;
  showConfidence(answer);
  showBetween(answer);
  showAlternatives(answer, kept, goOn);
  byId("copy").disabled = !answer.text;
  byId("copied").textContent = "";
}

/** Show nothing. */
export function clearResult() {
  const nothing = { text: "", to: "", via: null, faults: [], alternatives: [] };
  showResult(nothing, "", () => {});
}

/** Bring the translation to the clipboard. */
export async function copyResult() {
  try {
    await navigator.clipboard.writeText(shownText());
    byId("copied").textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(result); // no clipboard without HTTPS elsewhere than on this computer
    byId("copied").textContent = "Selected: copy with Ctrl+C";
  }
}
