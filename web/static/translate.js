// The translation view: what is asked, when, and with which beginning.

import * as api from "./api.js";
import { showAttention, startAttention, wantsAttention } from "./attention.js";
import { byId, sendOnEnter, showFailure } from "./elements.js";
import { glossary, showGlossary, startGlossary } from "./glossary.js";
import { AUTO, fillLanguages, fillTargets, nameOf, source, target, targetsOf, UNDETERMINED } from "./languages.js";
import { clearResult, copyResult, focusKept, showResult, shownText } from "./result.js";

const SURE_PERCENT = 90;
const form = byId("translate-form");
const phrase = byId("phrase");
const failure = byId("translate-failure");
const status = byId("translate-status");

let detected = null; // the code the last answer told
let asked = { text: "", kept: "" }; // the last question: a text, and how its translation has to begin
let shown = asked; // the one whose answer is on show
let latest = 0; // number of the last question: answers to older ones are dropped

function showDetected(answer) {
  detected = source.value === AUTO && answer ? answer.from : null;
  const found = detected === UNDETERMINED ? "Language not recognised" : detected && `Detected: ${nameOf(detected)}`;
  byId("detected").textContent = found ?? "";
}

function show(answer) {
  shown = asked;
  showResult(answer, shown.kept, goOn);
  showDetected(answer);
  showAttention(answer);
  showGlossary(detected);
  status.textContent = `Translation: ${answer.text}`;
}

function clear() {
  latest += 1;
  asked = shown = { text: "", kept: "" };
  setBusy(false);
  failure.hidden = true;
  clearResult();
  showDetected(null);
  showAttention(null);
  showGlossary();
  status.textContent = "";
}

function setBusy(busy) {
  form.classList.toggle("busy", busy);
  form.setAttribute("aria-busy", String(busy));
}

/** Nobody wants French in French: a text that is surely in the target language goes the other way. */
async function turnAround(text) {
  const [found] = await api.detect(text);
  if (found?.language !== target.value || found.confidence < SURE_PERCENT) return;
  const [other] = targetsOf(found.language);
  if (other) target.value = other;
}

async function ask(text, kept) {
  await fillLanguages();
  if (source.value === AUTO && !kept) await turnAround(text);
  const languages = { source: source.value, target: target.value };
  return api.translate({
    q: text,
    ...languages,
    attention: wantsAttention(text),
    glossary: glossary(),
    prefix: kept,
  });
}

/** Translate a text, the translation beginning with `kept`; whether that came to an answer. */
async function translate(text = phrase.value, kept = "") {
  if (!text.trim()) {
    clear();
    return false;
  }
  const question = ++latest;
  asked = { text, kept };
  setBusy(true);
  failure.hidden = true;
  try {
    const answer = await ask(text, kept);
    if (question === latest) show(answer);
  } catch (error) {
    if (question === latest) fail(error);
  }
  const isLatest = question === latest;
  if (isLatest) setBusy(false);
  return isLatest && failure.hidden;
}

function fail(error) {
  const message = error instanceof api.Failure ? error.message : "Something went wrong in this page.";
  const { kept } = asked;
  asked = shown; // which stays, and with it the words to choose from
  if (kept) {
    showFailure(failure, message);
    return;
  }
  showFailure(failure, `${message} Your text is still here.`, () => {
    phrase.focus();
    translate();
  });
}

/** Translate on from a beginning that was chosen among the words on show. */
async function goOn(kept) {
  if (await translate(shown.text, kept)) focusKept();
}

function swap() {
  const back = targetsOf(target.value);
  const told = detected === UNDETERMINED ? null : detected;
  const from = source.value === AUTO ? (told ?? back[0]) : source.value;
  if (!back.includes(from)) return; // the model knows no way back
  source.value = target.value;
  fillTargets();
  target.value = from;
  showGlossary();
  if (!shownText()) return;
  phrase.value = shownText();
  translate();
}

/** Make the translation view work. */
export function startTranslate() {
  const again = () => (shownText() ? translate() : clear());
  sendOnEnter(phrase);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    translate();
  });
  source.addEventListener("change", () => {
    fillTargets();
    again();
  });
  target.addEventListener("change", again);
  byId("swap").addEventListener("click", swap);
  byId("copy").addEventListener("click", copyResult);
  byId("free").addEventListener("click", () => goOn(""));
  startAttention(() => asked.text && translate(asked.text, asked.kept));
  startGlossary(() => shownText() && translate());
  fillLanguages().then(() => showGlossary(), () => {}); // tried again with the first translation
}
