// Small pieces of the document that both views use. Text is only ever text here, never markup.

/** The element with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/** A new element with a class and a text. */
export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

/** Fill a list of choices, `[value, text]` each; the chosen one stays if it is still there. */
export function fill(select, choices) {
  const chosen = select.value;
  select.replaceChildren(...choices.map(([value, text]) => new Option(text, value)));
  if (choices.some(([value]) => value === chosen)) select.value = chosen;
}

/** A new button that does one thing. */
export function button(className, text, act) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** Say what went wrong, with a button that tries again where that may help. */
export function showFailure(box, message, retry) {
  box.replaceChildren(element("span", "", message), ...(retry ? [button("quiet", "Try again", retry)] : []));
  box.hidden = false;
}

/** Enter sends a form, Shift+Enter starts a new line, and Enter that ends a composed character does neither. */
export function sendOnEnter(textarea) {
  textarea.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    textarea.form.requestSubmit();
  });
}

/** Let a text area grow with its text, as far as its style allows. */
export function growWithText(textarea) {
  const grow = () => {
    textarea.style.height = "auto";
    textarea.style.height = `${textarea.scrollHeight}px`;
  };
  textarea.addEventListener("input", grow);
  return grow;
}
