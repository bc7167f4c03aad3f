// The two lists of languages: which there are, and which can be translated into which.

import * as api from "./api.js";
import { byId, fill } from "./elements.js";

/** What the first list has where the server is to tell the language. */
export const AUTO = "auto";
/** What the server tells where it cannot. */
export const UNDETERMINED = "und";

export const source = byId("source");
export const target = byId("target");

let languages = [];

/** What people call a language. */
export function nameOf(code) {
  return languages.find((language) => language.code === code)?.name ?? code;
}

/** The codes of the languages that one is translated into. */
export function targetsOf(code) {
  return languages.find((language) => language.code === code)?.targets ?? [];
}

/** The codes of the languages that are translated into one. */
export function sourcesOf(code) {
  return languages.filter(({ targets }) => targets.includes(code)).map((language) => language.code);
}

/** Offer what the chosen source is translated into. */
export function fillTargets() {
  const codes = languages.filter(({ code }) => source.value === AUTO || code === source.value);
  const into = [...new Set(codes.flatMap(({ targets }) => targets))];
  fill(target, into.map((code) => [code, nameOf(code)]));
}

/** Have both lists filled from the server, once. */
export async function fillLanguages() {
  if (languages.length) return;
  languages = await api.languages();
  fill(source, [[AUTO, "Detect"], ...languages.map(({ code, name }) => [code, name])]);
  fillTargets();
}
