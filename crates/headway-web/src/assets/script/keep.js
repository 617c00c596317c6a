// Keeps what is being typed in a form on the server, for its author alone, until the form is saved. A letter is printed by a button. Nothing else is done by script, and nothing is left in the browser.
//
// A form that is kept has a field `_keep` (see fields.html). What the server cannot say while it cannot be asked stands in its attributes.

const pause = 3_000; // after the last letter
const longest = 20_000; // where somebody types without a pause
const later = 30_000; // after a try that failed
const together = 60_000; // letters that a browser sends although its page is going away

for (const button of document.querySelectorAll("button[data-print]")) {
  button.addEventListener("click", () => print());
  button.hidden = false;
}

for (const mark of document.querySelectorAll('input[name="_keep"]')) keep(mark.form, mark.dataset);

function keep(form, words) {
  const first = typed(form);
  let [known, due, since, leaves, out, underway, waits] = [first, 0, 0, false, false, 0, false];
  const say = speakerOf(form);

  const wait = (time) => {
    clearTimeout(due);
    due = setTimeout(send, Math.max(0, time));
  };

  async function send(atOnce) {
    clearTimeout(due);
    const now = typed(form);
    if (leaves || out || now === known) return;
    // One after the other, or older words could come last; but whoever goes away has no time to wait.
    if (underway && atOnce !== true) return (waits = true);
    [known, since] = [now, 0];
    const body = new URLSearchParams(now);
    // The words of a refused form were kept with the refusal: who goes back to them has them still.
    if (now === first && !("refused" in words)) body.set("_as_found", "1");
    underway += 1;
    const asked = { method: "POST", body, keepalive: now.length < together, signal: AbortSignal.timeout(later) };
    const answer = await fetch("/drafts/keep", asked).catch(() => null);
    underway -= 1;
    if (waits) wait(0);
    waits = false;
    if (answer?.redirected || answer?.status === 403) {
      out = true;
      say("out", words.out, " ", wayIn(form, words.way, answer));
    } else if (answer?.ok) {
      say("kept", await answer.text());
    } else {
      known = "";
      say("unkept", words.unkept);
      if (!answer || answer.status >= 429) wait(later);
    }
  }

  form.addEventListener("input", () => {
    leaves = false;
    since ||= Date.now();
    wait(Math.min(pause, since + longest - Date.now()));
  });
  document.addEventListener("submit", ({ target }) => {
    // Words that are saved, or thrown away, are no draft any more. Whatever else is sent may be the way out.
    leaves = target === form || target.elements.form?.value === form.elements._form.value;
    send(true);
  });
  document.addEventListener("visibilitychange", () => document.hidden && send(true));
  addEventListener("pagehide", () => send(true));
}

/** All that the form would send, but no password. */
function typed(form) {
  const fields = new FormData(form);
  for (const { type, name } of form.elements) if (type === "password") fields.delete(name);
  return new URLSearchParams(fields).toString();
}

/** Says sentences at the form's end. What only repeats the one before it is shown and not read out. */
function speakerOf(form) {
  const status = document.createElement("p");
  status.className = "kept";
  status.setAttribute("role", "status");
  form.append(status);
  let last = "";
  return (kind, ...parts) => {
    status.className = kind === "kept" ? "kept" : "kept message message-attention";
    status.setAttribute("aria-live", kind === last ? "off" : "polite");
    last = kind;
    status.replaceChildren(...parts);
  };
}

function wayIn(form, words, answer) {
  const link = document.createElement("a");
  link.href = answer.redirected ? answer.url : `/sign-in?next=${encodeURIComponent(form.elements._page.value)}`;
  link.target = "_blank";
  link.textContent = words;
  return link;
}
