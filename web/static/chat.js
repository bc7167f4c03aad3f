// The chat view: a conversation kept in this page, each reply streamed as it is made.

import * as api from "./api.js";
import { byId, element, fill, growWithText, sendOnEnter, showFailure } from "./elements.js";

const SENT_MESSAGES = 20; // what the server gives the bot at most; older ones need not travel
const NEAR_END_PIXELS = 80;

const form = byId("chat-form");
const field = byId("message");
const tone = byId("tone");
const list = byId("messages");
const scroll = byId("scroll");
const status = byId("chat-status");
const grow = growWithText(field);

let messages = []; // {role, content}, as the API has them
let current = null; // the reply that is being made; another one, or none, once the conversation is a new one

// `?seed=7` makes a conversation that can be had again.
const seed = new URLSearchParams(location.search).get("seed");
const seedField = /^\d{1,9}$/.test(seed) ? { seed: Number(seed) } : {};

function bubble(role, text) {
  const item = element("li", `message ${role}`);
  item.append(element("span", "unseen", role === "user" ? "You" : "Bot"), element("p", "text", text));
  list.append(item);
  return item;
}

function followEnd(change) {
  const follow = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_END_PIXELS;
  change();
  if (follow) scroll.scrollTop = scroll.scrollHeight;
}

function setBusy(reply) {
  current = reply;
  byId("send").disabled = Boolean(reply);
  list.setAttribute("aria-busy", String(Boolean(reply)));
}

async function answer() {
  const reply = { item: bubble("bot waiting", ""), text: "" };
  const paragraph = reply.item.querySelector(".text");
  setBusy(reply);
  status.textContent = "The bot is writing.";
  scroll.scrollTop = scroll.scrollHeight;
  try {
    for await (const piece of api.chat(tone.value || "chat", messages.slice(-SENT_MESSAGES), seedField)) {
      if (current !== reply) return;
      reply.text += piece;
      followEnd(() => {
        reply.item.classList.remove("waiting");
        paragraph.textContent = reply.text;
      });
    }
    if (current !== reply) return;
    reply.item.classList.remove("waiting");
    messages.push({ role: "assistant", content: reply.text });
    status.textContent = `Bot: ${reply.text}`;
    setBusy(null);
  } catch (error) {
    if (current === reply) fail(reply, error);
  }
}

function fail(reply, error) {
  setBusy(null);
  status.textContent = "";
  reply.item.className = "message failure";
  reply.item.setAttribute("role", "alert");
  const message = error instanceof api.Failure ? error.message : "Something went wrong in this page.";
  followEnd(() =>
    showFailure(reply.item, `${message} Your message is still here.`, () => {
      reply.item.remove();
      field.focus();
      answer();
    }),
  );
}

function send(text) {
  for (const failed of list.querySelectorAll(".failure")) failed.remove();
  byId("empty").hidden = true;
  bubble("user", text);
  messages.push({ role: "user", content: text });
  answer();
}

function newConversation() {
  messages = [];
  setBusy(null);
  list.replaceChildren();
  status.textContent = "New conversation.";
  byId("empty").hidden = false;
  field.focus();
}

async function fillTones() {
  try {
    const models = await api.models();
    fill(tone, models.map(({ id, tone: name }) => [id, name[0].toUpperCase() + name.slice(1)]));
    tone.closest("label").hidden = models.length < 2;
  } catch {
    setTimeout(fillTones, 2000); // the chat works without; the choice comes with the server
  }
}

/** Make the chat view work. */
export function startChat() {
  sendOnEnter(field);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text || current) return; // what was typed meanwhile stays
    field.value = "";
    grow();
    send(text);
  });
  for (const example of document.querySelectorAll("[data-example]")) {
    example.addEventListener("click", () => {
      send(example.textContent);
      field.focus();
    });
  }
  byId("new-conversation").addEventListener("click", newConversation);
  fillTones();
}
