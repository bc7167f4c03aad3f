// Calls to the server's APIs and what can go wrong with them; knows no element of the page.

/** A call that failed, with a message for people. */
export class Failure extends Error {}

const UNREACHABLE = "The server cannot be reached.";

async function request(path, body) {
  const options = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Failure(UNREACHABLE);
  }
  if (!response.ok) throw new Failure(await reason(response));
  return response;
}

async function reason(response) {
  try {
    const { error } = await response.json();
    return error.message ?? error;
  } catch {
    return `The server answered with status ${response.status}.`;
  }
}

async function answer(path, body) {
  const response = await request(path, body);
  try {
    return await response.json();
  } catch {
    throw new Failure(UNREACHABLE);
  }
}

/** The bot under each of its names: `[{id, tone}, ...]`. */
export async function models() {
  return (await answer("/v1/models")).data;
}

/** The pieces of the bot's reply, as they come. */
export async function* chat(model, messages, seed) {
  const response = await request("/v1/chat/completions", { model, messages, stream: true, ...seed });
  for await (const data of events(response.body)) {
    if (data === "[DONE]") return;
    const { error, choices } = JSON.parse(data);
    if (error) throw new Failure(error.message);
    const piece = choices[0]?.delta.content;
    if (piece) yield piece;
  }
  throw new Failure("The connection was lost before the reply was complete.");
}

/** The data of each server-sent event in a stream of bytes. */
async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  const lost = () => ({ done: true });
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(lost);
      if (done) return;
      const complete = (rest + value).split("\n\n");
      rest = complete.pop();
      for (const event of complete) yield event.replace(/^data: /, "");
    }
  } finally {
    reader.cancel().catch(lost); // nobody reads on: the server may stop
  }
}

/** The languages: `[{code, name, targets}, ...]`. */
export function languages() {
  return answer("/languages");
}

/** The languages a text may be in, the likeliest first: `[{language, confidence}, ...]`, from 0 to 100. */
export function detect(q) {
  return answer("/detect", { q });
}

/**
 * A translation and what is known of it, as the page's own API tells it.
 *
 * `question` is `{q, source, target}` and, where wanted, `{attention, glossary, prefix}`.
 */
export function translate(question) {
  return answer("/api/translate", { alternatives: 3, ...question });
}
