// Starts both views and moves between them without loading the page again, so that nothing in them is lost.

import { startChat } from "./chat.js";
import { byId } from "./elements.js";
import { startTranslate } from "./translate.js";

const TITLES = { chat: "Chat", translate: "Translate" };
const FIRST_FIELD = { chat: "message", translate: "phrase" };
const links = [...document.querySelectorAll("nav a[data-view]")];

function show(view) {
  for (const link of links) {
    const current = link.dataset.view === view;
    byId(link.dataset.view).hidden = !current;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  byId("new-conversation").hidden = view !== "chat";
  document.title = `${TITLES[view]} · seq2seq`;
}

function viewOf(path) {
  return links.find((link) => link.pathname === path)?.dataset.view ?? "chat";
}

for (const link of links) {
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return; // asked for another window
    event.preventDefault();
    if (link.pathname !== location.pathname) history.pushState(null, "", link.pathname + location.search);
    show(link.dataset.view);
  });
}
addEventListener("popstate", () => show(viewOf(location.pathname)));

startChat();
startTranslate();
byId(FIRST_FIELD[viewOf(location.pathname)]).focus();
