// The translation view.

import * as api from "./api.js";
import { byId, element, fill, sendOnEnter, showFailure } from "./elements.js";

const AUTO = "auto";
const SURE_PERCENT = 90;
const form = byId("translate-form");
const source = byId("source");
const target = byId("target");
const phrase = byId("phrase");
const result = byId("result");
const failure = byId("translate-failure");
const status = byId("translate-status");

let languages = [];
let detected = null; // the code the last answer told
let latest = 0; // number of the last question: answers to older ones are dropped

function name(code) {
  return languages.find((language) => language.code === code)?.name ?? code;
}

function fillSources() {
  fill(source, [[AUTO, "Detect"], ...languages.map(({ code, name: text }) => [code, text])]);
}

function fillTargets() {
  const from = languages.filter(({ code }) => source.value === AUTO || code === source.value);
  const codes = [...new Set(from.flatMap(({ targets }) => targets))];
  fill(target, codes.map((code) => [code, name(code)]));
}

function show(answer) {
  result.textContent = answer.translatedText;
  result.lang = target.value;
  byId("copy").disabled = !answer.translatedText;
  byId("copied").textContent = "";
  detected = answer.detectedLanguage?.language ?? null;
  byId("detected").textContent = detected ? `Detected: ${name(detected)}` : "";
  const others = answer.alternatives ?? [];
  const list = byId("alternatives");
  list.hidden = !others.length;
  list.lang = target.value;
  list.querySelector("ul").replaceChildren(...others.map((text) => element("li", "", text)));
  status.textContent = `Translation: ${answer.translatedText}`;
}

function clear() {
  latest += 1;
  setBusy(false);
  failure.hidden = true;
  show({ translatedText: "" });
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
  const other = languages.find(({ code }) => code === found.language)?.targets[0];
  if (other) target.value = other;
}

async function translate() {
  const text = phrase.value;
  if (!text.trim()) {
    clear();
    return;
  }
  const question = ++latest;
  setBusy(true);
  failure.hidden = true;
  try {
    if (!languages.length) await fillLanguages();
    if (source.value === AUTO) await turnAround(text);
    const answer = await api.translate(text, source.value, target.value);
    if (question === latest) show(answer);
  } catch (error) {
    if (question !== latest) return;
    const message = error instanceof api.Failure ? error.message : "Something went wrong in this page.";
    showFailure(failure, `${message} Your text is still here.`, () => {
      phrase.focus();
      translate();
    });
  }
  setBusy(false);
}

function swap() {
  const back = languages.find(({ code }) => code === target.value)?.targets ?? [];
  const from = source.value === AUTO ? (detected ?? back[0]) : source.value;
  if (!back.includes(from)) return; // the model knows no way back
  source.value = target.value;
  fillTargets();
  target.value = from;
  if (!result.textContent) return;
  phrase.value = result.textContent;
  translate();
}

async function copy() {
  try {
    await navigator.clipboard.writeText(result.textContent);
    byId("copied").textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(result); // no clipboard without HTTPS elsewhere than on this computer
    byId("copied").textContent = "Selected: copy with Ctrl+C";
  }
}

async function fillLanguages() {
  languages = await api.languages();
  fillSources();
  fillTargets();
}

/** Make the translation view work. */
export function startTranslate() {
  sendOnEnter(phrase);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    translate();
  });
  const again = () => (result.textContent ? translate() : clear());
  source.addEventListener("change", () => {
    fillTargets();
    again();
  });
  target.addEventListener("change", again);
  byId("swap").addEventListener("click", swap);
  byId("copy").addEventListener("click", copy);
  fillLanguages().catch(() => {}); // tried again with the first translation
}
