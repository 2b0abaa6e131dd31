// Lines that were entered and wait for the server: those of a register (ahead.js), those of the utility tree (tree-add.js).
// They go one after the other, each under a key of its own, so that the server writes it once, and stay here until they are
// written or refused. Where the server is not reached or fails, the line is sent again after 2, 4, 8 ... 30 seconds and when
// the browser is back online. A refused line goes back to its field with the reason, never over what is typed there and
// after all others: until then it waits here, a notice tells why, and the server is asked again once its field is free.
// Where the sign-in ended the lines come along (signed-out.js).
import { newKey } from "./outbox.js";
import { ownForm } from "./post.js";
import { settle, unreached } from "./saved.js";
import { isOutdated, takeAlong, tookAlong } from "./signed-out.js";
import { toast } from "./toasts.js";

const FIRST_RETRY = 2_000;
const LAST_RETRY = 30_000;

export function reasonOf(xhr) {
  const answer = document.createElement("template");
  answer.innerHTML = xhr.status === 422 ? xhr.responseText : "";
  return answer.content.querySelector(".error[role=alert]")?.textContent.trim() ?? "";
}

const say = (text) => toast(text, "error");

// `send(form, line, { key, heard })` posts a line (post.js), `text(line)` is what was typed, `isFree(line)` whether it may
// go back, `giveBack(line, xhr)` puts it there, `taken(line, xhr)` hears that it was written.
export function queue(name, { send, text, isFree, giveBack, taken }) {
  const lines = []; // { key, refused, ... }
  const form = ownForm(); // on the page while a line waits, so that the top bar goes on to say "Not saved"
  let sending = false;
  let wait = FIRST_RETRY;
  let timer;

  const next = () => lines.find((line) => !line.refused) ?? lines.find(isFree);

  function judge(line, xhr) {
    if (isOutdated(xhr) || xhr.status >= 500) return "later";
    if (xhr.status < 400) return "taken"; // with 204 it had been written before, and the page is loaded anew
    return isFree(line) && lines.every((one) => one === line || one.refused) ? "back" : "waits";
  }

  async function pass(line) {
    let verdict = "later"; // no answer
    const heard = (event) => {
      const { xhr } = event.detail;
      verdict = judge(line, xhr);
      // Nothing of this answer is shown; a server that goes on failing is told once.
      if ((verdict === "waits" && xhr.status === 422) || (xhr.status >= 500 && wait > FIRST_RETRY)) event.preventDefault();
    };
    const xhr = await send(form, line, { key: line.key, heard });
    if (verdict === "later") {
      if (wait === FIRST_RETRY && (!xhr || unreached(xhr))) say(document.querySelector("[data-request-words]").dataset.offline);
      timer = setTimeout(work, wait);
      wait = Math.min(wait * 2, LAST_RETRY);
      return false;
    }
    wait = FIRST_RETRY;
    if (verdict === "waits") {
      if (!line.refused) say([text(line), reasonOf(xhr)].filter(Boolean).join(": "));
      line.refused = true;
      return true;
    }
    lines.splice(lines.indexOf(line), 1);
    if (verdict === "back") giveBack(line, xhr);
    else taken?.(line, xhr);
    return xhr.status !== 204;
  }

  async function work() {
    if (sending || !lines.length) return;
    sending = true;
    clearTimeout(timer);
    try {
      for (let line = next(); line && (await pass(line)); ) line = next();
    } finally {
      sending = false;
      if (!lines.length) form.remove();
      settle();
    }
  }

  window.addEventListener("online", work);
  window.addEventListener("beforeunload", (event) => lines.length && !tookAlong() && event.preventDefault());
  takeAlong(name, lines, work);

  const enter = (line) => {
    lines.push({ ...line, key: newKey() });
    work();
  };
  return { enter, goOn: work };
}
