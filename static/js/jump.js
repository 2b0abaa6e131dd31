// Search or jump to (Ctrl K, Cmd K): a combobox in the dialog `#jump`. The server searches (assessments/search); what it
// finds is shown as text. `[data-jump]` is a link to the same search as a page, for where this module does not run.
// Outside an assessment the dialog offers the links of the spine.
import { announce } from "./announce.js";
import { leaveFor } from "./autosave.js";
import { beginWithHeading } from "./focus.js";
import { arrive } from "./landing.js";

const PAUSE = 120;
const dialog = document.getElementById("jump");
const opener = document.querySelector("[data-jump]");

if (dialog && opener) {
  const form = dialog.querySelector("form");
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const said = dialog.querySelector("[data-jump-said]");
  const { suggestions } = dialog.dataset;
  let asked = 0; // the number of the last question; answers to earlier ones are dropped
  let shown = null; // the words whose results stand there
  let go = false; // Enter came before the answer
  let running;
  let timer;

  const options = () => [...list.children];
  const current = () => list.querySelector("[aria-selected=true]");

  function choose(option) {
    current()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  const span = (className, ...content) => {
    const element = document.createElement("span");
    element.className = className;
    element.append(...content);
    return element;
  };

  function item({ kind, code, title, url, place, quote }, number) {
    const option = document.createElement("li");
    option.id = `jump-${number}`;
    option.dataset.url = url;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const what = span("what", title);
    if (place) {
      const match = document.createElement("mark");
      match.textContent = quote[1];
      what.append(span("quote", `${place}: ${quote[0]}`, ...(quote[1] ? [match] : []), quote[2]));
    }
    if (code) option.append(span("id", code), " ");
    option.append(what, " ", span("kind", kind));
    return option;
  }

  function show(words, answer) {
    shown = words;
    list.replaceChildren(...answer.found.map(item));
    list.hidden = answer.found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    said.textContent = answer.said;
    choose(words ? options()[0] : null);
    dialog.removeAttribute("aria-busy");
    if (answer.found.length && words) announce(dialog.dataset.number.replace("%number", answer.found.length));
    if (go) leave();
  }

  const near = (words) => {
    const wanted = words.toLocaleLowerCase();
    const found = [...document.querySelectorAll("#side a[href], #main a.title[href]")]
      .map((link) => ({ kind: "", code: "", title: link.textContent.trim(), url: link.href }))
      .filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
    return { found: found.slice(0, 20), said: found.length ? "" : dialog.dataset.none };
  };

  async function ask() {
    const words = input.value.trim();
    const number = ++asked;
    running?.abort();
    if (!suggestions) return show(words, near(words));
    running = new AbortController();
    dialog.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${suggestions}?${new URLSearchParams({ q: words })}`, { headers: { Accept: "application/json" }, signal: running.signal });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const rows = await answer.json();
      if (number === asked) show(words, rows);
    } catch (error) {
      if (number !== asked || error.name === "AbortError") return;
      go = false;
      show(words, { found: [], said: dialog.dataset.failed });
    }
  }

  function leave() {
    go = false;
    const { url } = current()?.dataset ?? {};
    if (!url) return;
    const address = new URL(url, location.href);
    const same = address.pathname + address.search === location.pathname + location.search;
    dialog.close();
    if (same && address.hash && address.hash === location.hash) arrive();
    else {
      if (!address.hash) beginWithHeading();
      leaveFor(address.href);
    }
  }

  function open() {
    input.value = "";
    go = false;
    shown = null;
    dialog.showModal();
    input.focus();
    clearTimeout(timer);
    ask();
  }

  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  input.addEventListener("input", () => {
    go = false;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (shown === input.value.trim()) return leave();
    go = true;
    clearTimeout(timer);
    ask();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault(); // a search field would only be emptied by it
      dialog.close();
    }
    const all = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !all.length || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    const at = all.indexOf(current());
    choose(all.at(at < 0 && step < 0 ? -1 : (at + step) % all.length));
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    choose(option);
    leave();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    asked += 1;
    clearTimeout(timer);
    running?.abort();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else if (!document.querySelector("dialog:modal")) open();
  });
}
