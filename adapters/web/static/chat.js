// The chat of the page to try it. What it shows is drawn by the server; here it is put in its place, pressed and typed.
"use strict";

const chat = document.getElementById("chat");
const line = document.getElementById("line");
const told = document.getElementById("told");
const dialog = document.getElementById("modal");
const language = document.documentElement.lang;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
const SOON = 2; // minutes from now, for a first subscription
const WAIT_MS = 3000; // before a lost server is asked again
const HIDDEN_MS = 10000; // after which a page that nobody sees listens no more
const tabs = [...document.querySelectorAll("[role=tab]")];
let room = tabs[0].dataset.room;

// --- asking ---

async function ask(what, said = {}) {
  const answer = await fetch(`/try/${what}?lang=${language}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ room, zone, ...said }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

async function tried(work) {
  told.textContent = "";
  try {
    return await work();
  } catch (error) {
    told.textContent = error instanceof TypeError ? chat.dataset.failed : error.message;
    return null;
  }
}

// --- what stands there ---

function made(html) {
  const box = document.createElement("template");
  box.innerHTML = html;
  written(box.content);
  return box.content;
}

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

function written(part) {
  for (const time of part.querySelectorAll("time[data-at]")) {
    const at = new Date(Number(time.dataset.at) * 1000);
    time.dateTime = at.toISOString();
    time.title = at.toLocaleString(language, STYLES.F);
    time.textContent = time.dataset.style === "R" ? relative(at) : at.toLocaleString(language, STYLES[time.dataset.style]);
  }
}

function relative(at) {
  const minutes = Math.round((at - Date.now()) / 60000);
  const [amount, unit] =
    Math.abs(minutes) < 60 ? [minutes, "minute"] : Math.abs(minutes) < 1440 ? [minutes / 60, "hour"] : [minutes / 1440, "day"];
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(Math.round(amount), unit);
}

const timeline = (name) => document.getElementById(`room-${name}`);
const entriesOf = (name) => timeline(name).querySelector(".entries");

function atEnd(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight < 120;
}

const placed = new Map(); // where `put` left each timeline: who has not moved since follows what is new

function put(name, content, always) {
  const box = timeline(name);
  const follows = always || atEnd(box) || box.scrollTop === placed.get(name);
  const first = content instanceof DocumentFragment ? content.firstElementChild : content;
  entriesOf(name).append(content);
  if (follows) show(box, first);
  else box.querySelector(".newest").hidden = false;
}

function show(box, entry) {
  box.querySelector(".newest").hidden = true;
  // A long answer begins at its beginning.
  box.scrollTop = entry.offsetHeight > box.clientHeight ? entry.offsetTop - box.offsetTop : box.scrollHeight;
  placed.set(box.dataset.room, box.scrollTop);
}

for (const box of document.querySelectorAll(".room"))
  box.addEventListener("scroll", () => atEnd(box) && (box.querySelector(".newest").hidden = true));

const drawn = new Map(); // what the server drew of each entry: told again after a lost line, it stays as it is

function post({ room: name, number, entry, html }) {
  if (drawn.get(entry) === html) return;
  drawn.set(entry, html);
  const content = made(html);
  content.firstElementChild.dataset.number = number;
  const old = document.getElementById(`m-${entry}`);
  if (old) return old.replaceWith(content);
  const shown = entriesOf(name).querySelector("[data-number]");
  if (shown && number < Number(shown.dataset.number)) return; // corrected, further up than what is shown
  put(name, content, false);
  if (name !== room) document.querySelector(`[role=tab][data-room="${name}"] .fresh`).hidden = false;
}

async function earlier(name) {
  const box = timeline(name);
  const first = box.querySelector("[data-number]");
  const found = await tried(() => ask("earlier", { room: name, value: first ? first.dataset.number : "" }));
  if (!found) return;
  const before = box.scrollHeight;
  entriesOf(name).prepend(made(found.html));
  for (const entry of entriesOf(name).querySelectorAll(".post:not([data-number])"))
    entry.dataset.number = entry.dataset.entry.split("-").pop();
  box.scrollTop += box.scrollHeight - before;
  box.querySelector(".earlier").hidden = !found.more;
}

// --- what happens meanwhile ---

let stream = null;
let seen = ""; // how far, as the last event said

async function listen() {
  if (stream && stream.readyState !== EventSource.CLOSED) return;
  try {
    await ask("hello");
  } catch {
    told.textContent = chat.dataset.failed;
    setTimeout(listen, WAIT_MS);
    return;
  }
  const waited = new Set(tabs.map((tab) => tab.dataset.room));
  stream = new EventSource(`/try/events?lang=${language}&since=${encodeURIComponent(seen)}`);
  stream.addEventListener("message", (event) => {
    seen = event.lastEventId;
    post(JSON.parse(event.data));
  });
  stream.addEventListener("caught-up", (event) => {
    seen = event.lastEventId;
    const { room: name, more } = JSON.parse(event.data);
    if (more) timeline(name).querySelector(".earlier").hidden = false;
    waited.delete(name);
    if (waited.size) return;
    chat.dataset.live = "on";
    if (told.textContent === chat.dataset.failed) told.textContent = "";
  });
  stream.addEventListener("error", () => {
    chat.dataset.live = "off";
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, WAIT_MS);
  });
}

function rest() {
  if (stream) stream.close();
  chat.dataset.live = "off";
}

// A browser has six connections for all pages of one server: one that nobody looks at gives its own back.
let hiding = 0;

addEventListener("pagehide", rest);
addEventListener("pageshow", (event) => event.persisted && listen());
document.addEventListener("visibilitychange", () => {
  clearTimeout(hiding);
  if (document.hidden) hiding = setTimeout(rest, HIDDEN_MS);
  else listen();
});

// --- typing, pressing, filling in ---

async function say(typed) {
  if (!typed.trim()) return;
  line.value = "";
  completing.close();
  const waiting = document.createElement("article");
  waiting.className = "entry waiting";
  const said = waiting.appendChild(document.createElement("p"));
  said.className = "said";
  said.appendChild(document.createElement("code")).textContent = typed;
  const where = room;
  put(where, waiting, true);
  const done = await tried(() => ask("say", { line: typed, room: where }));
  waiting.remove();
  if (done) finish(done, null, where);
  else line.value = typed;
}

function finish(done, source, where = room) {
  if (done.do === "say") told.textContent = done.text;
  if (done.do === "open") open(done);
  if (done.do === "append") {
    close();
    put(where, made(done.html), true);
  }
  if (done.do === "replace") source.closest(".entry").replaceWith(made(done.html));
}

async function press(part, said = {}) {
  const side = part.closest(".side, #modal");
  const entry = part.closest(".entry");
  const own = { dialect: side.dataset.dialect, papers: JSON.parse(side.dataset.papers || "[]") };
  const surface = entry ? entry.dataset.kind : "modal";
  part.disabled = true;
  const done = await tried(() => ask("press", { ...own, surface, ...said }));
  part.disabled = false;
  if (done) finish(done, part);
}

chat.addEventListener("click", (event) => {
  const part = event.target.closest("[data-press], [data-download], [data-close], [data-try], .earlier, .newest");
  if (!part) return;
  if (part.matches("[data-press]")) press(part, { pressed: part.dataset.press, value: part.dataset.value || "" });
  else if (part.matches("[data-download]")) download(part);
  else if (part.matches("[data-close]")) back();
  else if (part.matches("[data-try]")) say(part.matches("[data-soon]") ? soon(part) : part.dataset.try);
  else if (part.matches(".newest")) show(part.closest(".room"), entriesOf(room).lastElementChild);
  else earlier(part.closest(".room").dataset.room);
});

chat.addEventListener("change", (event) => {
  const part = event.target.closest("[data-choose]");
  if (part && part.value) press(part, { pressed: part.dataset.choose, chosen: part.value });
});

chat.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.id === "ask") {
    say(line.value);
    return;
  }
  const filled = Object.fromEntries(new FormData(form));
  for (const field of form.querySelectorAll("[data-field]")) filled[field.dataset.field] = field.dataset.chosen || field.value;
  press(form, { pressed: form.dataset.form, value: form.dataset.value || "", filled, surface: "modal" });
});

function download(part) {
  const text = part.parentElement.querySelector("pre").textContent;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = part.dataset.download;
  link.click();
  URL.revokeObjectURL(link.href);
}

// --- modals, upon one another as in Slack ---

const below = [];

function open({ dialect, papers, html, instead }) {
  if (dialog.open && !instead) below.push([dialog.dataset.dialect, dialog.dataset.papers, [...dialog.childNodes]]);
  dialog.dataset.dialect = dialect;
  dialog.dataset.papers = JSON.stringify(papers);
  dialog.replaceChildren(made(html));
  if (!dialog.open) dialog.showModal();
  suggesting(dialog);
  (dialog.querySelector("input, textarea, select") || dialog).focus({ preventScroll: true });
}

function back() {
  const last = below.pop();
  if (!last) return close();
  [dialog.dataset.dialect, dialog.dataset.papers] = last;
  dialog.replaceChildren(...last[2]);
}

function close() {
  below.length = 0;
  if (dialog.open) dialog.close();
}

dialog.addEventListener("cancel", (event) => {
  if (below.length) event.preventDefault();
  back();
});

// --- completion: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ ---

function combobox(input, list, { choices, chosen }) {
  let asked = 0;
  let active = -1;
  const options = () => [...list.children];

  function show(found) {
    list.replaceChildren(
      ...found.map((choice, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = choice.label;
        option.addEventListener("mousedown", (event) => event.preventDefault()); // the line keeps the focus
        option.addEventListener("click", () => accept(choice));
        option.choice = choice;
        return option;
      }),
    );
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    move(-1);
  }

  function move(to) {
    active = to;
    options().forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options()[active].id);
      options()[active].scrollIntoView({ block: "nearest" });
    }
  }

  function closed() {
    asked += 1;
    show([]);
  }

  function accept(choice) {
    closed();
    chosen(choice);
  }

  async function look() {
    const number = (asked += 1);
    let found = [];
    try {
      found = await choices(input.value);
    } catch {
      // Nothing to offer: people type on.
    }
    if (number === asked && document.activeElement === input) show(found);
  }

  input.addEventListener("input", look); // half a syllable is enough, so also while one is composed
  input.addEventListener("blur", closed);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the key belongs to the input method
    const shown = options();
    if (list.hidden) {
      if (event.key === "ArrowDown") look();
      return;
    }
    if (event.key === "ArrowDown") move((active + 1) % shown.length);
    else if (event.key === "ArrowUp") move(active <= 0 ? shown.length - 1 : active - 1);
    else if (event.key === "Escape") closed();
    else if (event.key === "Tab" && !event.shiftKey) accept(shown[Math.max(active, 0)].choice);
    else if (event.key === "Enter" && active >= 0) accept(shown[active].choice);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return { close: closed, look };
}

const completing = combobox(line, document.getElementById("completions"), {
  choices: async (typed) => (typed ? ask("complete", { line: typed }) : []),
  chosen: (choice) => {
    line.value = choice.value;
    if (choice.value.endsWith(" ") || choice.value.endsWith(":")) completing.look();
  },
});

line.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
});

let menus = 0;

// Slack's menus that ask for their entries. One in a form keeps what was chosen, another one is pressed by it.
function suggesting(part) {
  for (const input of part.querySelectorAll("[data-suggest]:not([aria-controls])")) {
    const list = document.createElement("ul");
    list.id = `menu-${(menus += 1)}`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.placeholder);
    input.after(list);
    input.setAttribute("aria-controls", list.id);
    input.addEventListener("input", () => (input.dataset.chosen = ""));
    const menu = combobox(input, list, {
      choices: (typed) => ask("suggest", { dialect: "slack", pressed: input.dataset.suggest, line: typed }),
      chosen: (choice) => {
        input.value = choice.label;
        input.dataset.chosen = choice.value;
        if (!input.dataset.field) press(input, { pressed: input.dataset.suggest, chosen: choice.value });
      },
    });
    input.addEventListener("click", menu.look);
  }
}

new MutationObserver(() => suggesting(chat)).observe(chat, { childList: true, subtree: true });

// --- channels, looks, first commands ---

function enter(tab) {
  room = tab.dataset.room;
  for (const each of tabs) {
    each.setAttribute("aria-selected", String(each === tab));
    each.tabIndex = each === tab ? 0 : -1;
    timeline(each.dataset.room).hidden = each !== tab;
  }
  tab.querySelector(".fresh").hidden = true;
  const box = timeline(room);
  box.scrollTop = box.scrollHeight;
}

for (const tab of tabs) {
  tab.addEventListener("click", () => enter(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    enter(next);
    next.focus();
  });
}

function kept(name) {
  try {
    return localStorage.getItem(`try-${name}`);
  } catch {
    return null; // a browser may keep nothing
  }
}

const narrow = matchMedia("(max-width: 46rem)").matches;

for (const look of document.querySelectorAll("[name=layout], [name=theme]")) {
  const first = narrow && look.name === "layout" ? "discord" : "";
  if ((kept(look.name) || first) === look.value) look.checked = true;
  if (look.checked) chat.dataset[look.name] = look.value;
  look.addEventListener("change", () => {
    chat.dataset[look.name] = look.value;
    try {
      localStorage.setItem(`try-${look.name}`, look.value);
    } catch {
      // The choice holds for this page alone.
    }
  });
}

function soon(chip) {
  const at = new Date(Date.now() + SOON * 60000);
  const time = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
  return chip.dataset.try.replace("{time}", time);
}

for (const chip of document.querySelectorAll("[data-soon]")) {
  chip.textContent = soon(chip);
  setInterval(() => (chip.textContent = soon(chip)), 5000);
}

suggesting(chat);
listen();
