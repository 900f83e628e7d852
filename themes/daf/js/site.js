// What a page gains with JavaScript: a key to search, ways to show a text, words explained on the spot, notes and progress that
// stay on the device. Nothing is fetched but our own scripts, nothing is sent. Every page is whole without it.
"use strict";

(() => {
  const root = document.documentElement;
  const body = document.body;
  const words = Object.fromEntries((body.dataset.words ?? "").split("\n").map((pair) => pair.split(/=(.*)/s, 2)));

  // Storage may be switched off, or full: then the page at hand remembers, for as long as it is open.
  const here = new Map();
  const stored = (key) => { try { return here.get(key) ?? localStorage.getItem(key); } catch { return null; } };
  const store = (key, value) => {
    here.delete(key);
    try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch { value && here.set(key, value); }
  };
  const storedObject = (key) => { try { return Object(JSON.parse(stored(key))); } catch { return {}; } };
  const storedKeys = () => { try { return [...new Set([...here.keys(), ...Object.keys(localStorage)])]; } catch { return [...here.keys()]; } };

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const button = (label, act) => {
    const element = make("button", { type: "button", textContent: label });
    element.addEventListener("click", () => act(element));
    return element;
  };
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const script = (src) => new Promise((resolve, reject) => document.head.append(make("script", { src, onload: resolve, onerror: reject })));

  // "/" goes to the search field, as long as nothing is being typed; Ctrl-K (or Command-K) from anywhere.
  addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    const plain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
    const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (event.isComposing || !(plain || chord)) return;
    const field = document.getElementById("daf.q");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  // What searching needs is read when somebody comes to search.
  const find = document.querySelector("form.find");
  find?.querySelector("input").addEventListener("focus", async () => {
    try {
      for (const src of find.dataset.scripts.split(" ")) await script(src);
      globalThis.dafField(find, false);
    } catch { /* the search page says what is wrong */ }
  }, { once: true });

  const margin = document.querySelector(".margin");
  const figures = all("figure.text");
  const footnotes = document.querySelector(".footnotes > ol");
  const wide = matchMedia("(min-width: 1120px)");

  // Words explained on the spot: what the list or the glossary says, beside the word that was pressed or reached by key.
  const tip = make("div", { className: "tip", id: "daf.tip", hidden: true, lang: root.lang, dir: root.dir });
  tip.setAttribute("role", "note");
  let tipped = null;
  const hideTip = () => {
    tip.hidden = true;
    tipped?.removeAttribute("aria-describedby");
    tipped = null;
  };
  const showTip = (word) => {
    const term = word.classList.contains("term");
    const said = term ? word.dataset.said : document.getElementById(decodeURIComponent(word.hash.slice(1)))?.querySelector("dd")?.textContent;
    if (!said) return false;
    if (tipped === word) return true;
    hideTip();
    tipped = word;
    tip.replaceChildren(make("p", { textContent: said, dir: "auto" }));
    if (term) tip.append(make("p", { className: "ui" }, make("a", { href: word.href, textContent: words.glossary })));
    word.closest("p, li, dd, div, blockquote, figcaption").after(tip);
    word.setAttribute("aria-describedby", tip.id);
    tip.hidden = false;
    // Below the word, and inside the column.
    const column = tip.offsetParent.getBoundingClientRect();
    const at = word.getBoundingClientRect();
    const across = Math.min(Math.max(0, at.left + at.width / 2 - column.left - tip.offsetWidth / 2), Math.max(0, column.width - tip.offsetWidth));
    tip.style.left = `${across}px`;
    tip.style.top = `${at.bottom - column.top + 8}px`;
    return true;
  };
  const explained = all("a.gloss, a.term");
  for (const word of explained) {
    if (word.title) { word.dataset.said = word.title; word.removeAttribute("title"); }
    word.addEventListener("focus", () => { if (word.matches(":focus-visible")) showTip(word); });
    // Pressed once it is explained, pressed again it leads there.
    word.addEventListener("click", (event) => { if (tipped !== word && !event.ctrlKey && !event.metaKey && !event.shiftKey && showTip(word)) event.preventDefault(); });
  }
  if (explained.length) {
    addEventListener("click", (event) => { if (!event.target.closest?.("a.gloss, a.term, .tip:not(.block)")) hideTip(); });
    addEventListener("focusin", (event) => { if (event.target !== tipped && !tip.contains(event.target)) hideTip(); });
    addEventListener("keydown", (event) => { if (event.key === "Escape" && !tip.hidden) hideTip(); });
  }

  // Copying a text takes its citation and its credit along, in the language that is shown.
  const linesOf = (text) => {
    const seen = (selector) => all(selector, text).filter((part) => part.getClientRects().length).map((part) => part.innerText.trim());
    const head = [...seen(".text-ref"), ...seen(".text-ref-he")].join(" · ");
    // Where the text is online goes along as an address; which other lessons teach it, not at all.
    const credit = all(".credit > li:not(.project)", text).map((item) => {
      const link = item.querySelector("a");
      return !link ? item.innerText.trim() : link.protocol.startsWith("http") && link.host !== location.host ? link.href : "";
    });
    return [head, "", ...seen(".text-he > p, .text-tr > p, .translit"), "", credit.filter(Boolean).join(" · ")].join("\n");
  };
  for (const text of figures) {
    const tools = text.querySelector(".tools");
    if (!tools) continue;
    if (navigator.clipboard) {
      tools.append(button(words.copy, async (pressed) => {
        try { await navigator.clipboard.writeText(linesOf(text)); pressed.textContent = words.copied; } catch { return pressed.remove(); }
        setTimeout(() => { pressed.textContent = words.copy; }, 3000);
      }));
    }
    if (!margin) continue;
    const opens = button(words.show, (pressed) => openShow(pressed));
    opens.ariaExpanded = "false";
    tools.append(make("span", { className: "opens-show" }, opens));
  }

  // How texts are shown. `js/early.js` has done what a style sheet can do, before the first paint; letters are changed here.
  const display = storedObject("daf:display");
  // Every language of a text that runs from the right: the original, and translations.
  const FROM_RIGHT = '.text-he, .text-tr[dir="rtl"]';
  const hebrew = all(FROM_RIGHT);
  const originals = new Map();
  const textNodes = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest(".verse") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };
  const isMark = (c) => /[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u034F]/.test(c);
  // A mark, or a paseq with a space of its own.
  const isLeftOut = (full, at) => isMark(full[at]) || full[at] === "\u05C0" || full[at + 1] === "\u05C0" || full[at - 1] === "\u05C0";
  // What stands in the page, and the same with the marks that the curriculum leaves out: letter by letter the one in the other.
  const remember = (element) => {
    for (const paragraph of all("p", element)) {
      const full = paragraph.dataset.full;
      let at = 0;
      for (const node of textNodes(paragraph)) {
        let whole = "";
        if (full !== undefined) {
          for (const c of node.data) {
            const from = at;
            while (full[at] !== c && isLeftOut(full, at)) at += 1;
            // The space after the number of a verse is the page's own.
            whole += full[at] === c ? full.slice(from, ++at) : full.slice(from, at = from) + c;
          }
          while (isMark(full[at])) whole += full[at++];
        }
        originals.set(node, { shown: node.data, full: full === undefined ? node.data : whole.replace(/\n+$/, "") });
      }
    }
  };
  hebrew.forEach(remember);
  const translated = all('.text-tr:not([dir="rtl"]), .translit').flatMap(textNodes);
  for (const node of translated) originals.set(node, { shown: node.data, full: node.data });
  const has = (range) => hebrew.some((element) => textNodes(element).some((node) => range.test(originals.get(node).full)));
  const marked = { vowels: has(/[\u05B0-\u05BC\u05C1\u05C2\u05C7]/), cantillation: has(/[\u0591-\u05AF]/) };
  const standing = { vowels: hebrew.some((element) => /[\u05B0-\u05BC\u05C1\u05C2\u05C7]/.test(element.textContent)), cantillation: hebrew.some((element) => /[\u0591-\u05AF]/.test(element.textContent)) };
  const setting = (name) => (display[name] === undefined ? (standing[name] ? "on" : "off") : display[name]);
  // The names' own script is asked for once; whoever chooses something else meanwhile is not overtaken by it.
  let names = null;
  let turn = 0;
  const letters = async () => {
    const now = turn += 1;
    const way = display.names;
    const named = way ? await (names ??= script(body.dataset.names).then(() => globalThis.dafNames, () => null)) : null;
    if (now !== turn) return;
    const vowels = setting("vowels") === "on";
    const cantillation = vowels && setting("cantillation") === "on";
    for (const [node, { shown, full }] of originals) {
      let text = shown;
      if (isRightToLeft(node) && (display.vowels !== undefined || display.cantillation !== undefined)) {
        text = full;
        if (!cantillation) text = text.replace(/[ \u00A0]?\u05C0/g, "").replace(/[\u0591-\u05AF]/g, "");
        if (!vowels) text = text.replace(/[\u05B0-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u034F]/g, "");
      }
      node.data = named ? named(text, way) : text;
    }
    for (const element of hebrew) {
      element.classList.toggle("chanted", cantillation && marked.cantillation);
      element.classList.toggle("pointed", vowels && marked.vowels && !(cantillation && marked.cantillation));
    }
    root.dataset.ready = "";
  };
  const isRightToLeft = (node) => Boolean(node.parentElement.closest(FROM_RIGHT));

  const keep = (name, value) => {
    if (value === undefined) { delete display[name]; delete root.dataset[name]; } else { display[name] = value; root.dataset[name] = value; }
    store("daf:display", Object.keys(display).length ? JSON.stringify(display) : "");
  };

  // One choice of several, as a person at a desk says them: words, of which one is underlined.
  const choice = (name, label, options, act) => {
    const group = make("fieldset", { className: "choice" }, make("legend", { textContent: label }));
    for (const [value, text] of options) {
      const input = make("input", { type: "radio", name: `daf-${name}`, value, checked: value === (display[name] ?? "") });
      input.addEventListener("change", () => { keep(name, value || undefined); act?.(); });
      group.append(make("label", {}, input, make("span", { textContent: text, dir: "auto" })));
    }
    return group;
  };
  const toggle = (name, label, act) => {
    const input = make("input", { type: "checkbox", checked: setting(name) === "on" });
    input.setAttribute("role", "switch");
    input.addEventListener("change", () => { keep(name, input.checked ? "on" : "off"); act?.(); });
    return make("label", { className: "toggle" }, input, make("span", { textContent: label }));
  };

  let show = null;
  let opener = null;
  const openShow = (from) => {
    opener = from;
    opener.ariaExpanded = "true";
    show.classList.add("open");
    show.querySelector("input:checked, button").focus();
  };
  const closeShow = (stay) => {
    if (!show?.classList.contains("open")) return;
    show.classList.remove("open");
    opener.ariaExpanded = "false";
    if (stay !== true) opener.focus();
  };
  const buildShow = () => {
    const section = make("section", { className: "show", ariaLabel: words.show }, make("h2", { textContent: words.show }));
    const both = all(".pair.both").length > 0;
    if (both) {
      section.append(choice("view", words["show-text"], [["", words["show-both"]], ["source", words["show-source"]], ["translation", words["show-translation"]]]));
      section.append(choice("layout", words["show-layout"], [["", words["layout-own"]], ["side", words["layout-side"]], ["stacked", words["layout-stacked"]]]));
    }
    const toggles = make("div", { className: "toggles" });
    let cantillation = null;
    const able = () => { if (cantillation) cantillation.querySelector("input").disabled = setting("vowels") !== "on"; };
    if (marked.vowels) toggles.append(toggle("vowels", words["show-vowels"], () => { able(); letters(); }));
    if (marked.cantillation) toggles.append(cantillation = toggle("cantillation", words["show-cantillation"], letters));
    if (all(".translit").length) {
      standing.translit = true;
      toggles.append(toggle("translit", words["show-translit"]));
    }
    able();
    section.append(toggles);
    const named = [["", words["names-own"]], ["heh", "ה׳"], ["hyphen", "י-ה-ו-ה · G-d"], ["elokim", "אלקים"]];
    if (body.dataset.names && hebrew.length) section.append(choice("names", words["show-names"], named, letters));
    const sizes = ["smaller", "", "large", "larger", "largest"];
    const size = make("div", { className: "sizes" }, make("span", { textContent: words["show-size"] }));
    const status = make("span", { className: "off" });
    status.setAttribute("role", "status");
    const step = (by) => () => {
      const at = Math.min(Math.max(0, sizes.indexOf(display.size ?? "") + by), sizes.length - 1);
      keep("size", sizes[at] || undefined);
      status.textContent = `${words["show-size"]}: ${at + 1}/${sizes.length}`;
      sidenotes();
    };
    for (const [sign, said, by] of [["A−", words["size-less"], -1], ["A+", words["size-more"], 1]]) {
      const press = button("", step(by));
      press.append(make("span", { textContent: sign, dir: "ltr", ariaHidden: "true" }), make("span", { className: "off", textContent: said }));
      size.append(press);
    }
    size.append(status);
    section.append(size);
    const reset = button(words["show-reset"], () => {
      const isOpen = show.classList.contains("open");
      for (const name of Object.keys(display)) keep(name);
      letters();
      show.replaceWith(show = buildShow());
      show.classList.toggle("open", isOpen);
      show.querySelector("input:checked, button").focus();
    });
    section.append(make("p", { className: "ends" }, reset, make("span", { className: "closes-show" }, button(words.close, closeShow))));
    return section;
  };
  if (margin && figures.length) {
    show = buildShow();
    margin.append(show);
    addEventListener("keydown", (event) => { if (event.key === "Escape" && tip.hidden) closeShow(); });
    // What is focused next does not lie under the sheet.
    addEventListener("focusin", (event) => { if (!show.contains(event.target)) closeShow(true); });
  }
  if (display.vowels !== undefined || display.cantillation !== undefined || display.names) letters();
  else root.dataset.ready = "";

  // A page can be printed as it is; the sheets beside it are made for paper.
  const printing = document.querySelector(".print-list");
  printing?.prepend(make("li", {}, button(words["print-page"], () => window.print())));

  // Notes: room under each question and in each space, kept by the lesson and what is asked, on this device only.
  const site = body.dataset.site;
  const lesson = body.dataset.lesson;
  const facilitator = body.classList.contains("facilitator");
  const prefix = `daf:${site}:note:`;
  const title = document.querySelector("h1")?.innerText.trim() ?? "";
  const fields = [];
  // Two questions in the same words are two.
  const times = new Map();
  const once = (id) => {
    const count = (times.get(id) ?? 0) + 1;
    times.set(id, count);
    return count === 1 ? id : `${id}.${count}`;
  };
  const addNotes = (element, id, asked) => {
    const key = `${prefix}${lesson}:${id}`;
    const field = make("textarea", { className: "notes", rows: 1, placeholder: words.notes, value: storedObject(key).a ?? "", dir: "auto" });
    field.setAttribute("aria-label", asked ? `${words.notes}: ${asked.slice(0, 80)}` : words.notes);
    field.addEventListener("input", () => {
      store(key, field.value.trim() ? JSON.stringify({ t: title, q: asked, a: field.value, n: at }) : "");
      noted();
    });
    const at = fields.push([field, key]);
    element.append(field);
    element.classList.add("noted");
  };
  // By lessons, and in a lesson as its page has them.
  const notes = (from) => storedKeys().filter((key) => key.startsWith(from)).map((key) => [key, stored(key), key.slice(0, key.lastIndexOf(":")), storedObject(key).n ?? 0])
    .sort((a, b) => (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : a[3] - b[3]));
  const asMarkdown = (list) => {
    let last = "";
    let text = "";
    for (const [, value] of list) {
      let note;
      try { note = JSON.parse(value); } catch { continue; }
      if (note.t !== last) text += `# ${last = note.t}\n\n`;
      text += `${note.q ? `> ${note.q.replace(/\n+/g, "\n> ")}\n\n` : ""}${note.a.trim()}\n\n`;
    }
    return text;
  };
  const save = (list, name) => {
    const link = make("a", { href: URL.createObjectURL(new Blob([asMarkdown(list)], { type: "text/markdown;charset=utf-8" })), download: `${name}.md` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  let taken = null;
  const remove = (list, pressed) => {
    if (taken) {
      for (const [key, value] of taken) store(key, value);
      taken = null;
    } else {
      taken = list;
      for (const [key] of list) store(key, "");
    }
    for (const [field, key] of fields) field.value = storedObject(key).a ?? "";
    noted();
    pressed.isConnected && pressed.focus();
  };
  let noted = () => {};
  if (lesson && !facilitator) {
    for (const prompt of all(".prompt[data-note] > .ask")) {
      const asked = [...prompt.children].find((part) => part.matches("p:not(.level)"))?.innerText.trim() ?? "";
      addNotes(prompt, once(prompt.parentElement.dataset.note), asked);
    }
    all(".room").forEach((room, at) => addNotes(room, `room.${at + 1}`, room.closest(".exercise")?.querySelector("h2, h3, h4")?.innerText.trim() ?? ""));
    if (fields.length && margin) {
      const mineOnly = `${prefix}${lesson}:`;
      const about = make("p", { textContent: words["notes-about"] });
      const list = make("ul");
      const section = make("section", { className: "kept" }, make("h2", { textContent: words["notes-title"] }), about, list);
      section.setAttribute("aria-live", "polite");
      const saveHere = button(words["notes-save"], () => save(notes(mineOnly), lesson.split("/").pop()));
      const saveAll = button(words["notes-save-all"], () => save(notes(prefix), words["notes-title"]));
      const print = button(words["notes-print"], () => window.print());
      const drop = button(words["notes-delete"], (pressed) => remove(notes(mineOnly), pressed));
      const dropAll = button(words["notes-delete-all"], (pressed) => remove(notes(prefix), pressed));
      const undo = button(words["notes-undo"], (pressed) => { remove([], pressed); drop.focus(); });
      let now = "";
      noted = () => {
        const mine = notes(mineOnly).length;
        const every = notes(prefix).length;
        if (mine && taken && notes(mineOnly).some(([key]) => taken.every(([other]) => other !== key))) taken = null;
        const next = `${Boolean(mine)}${every > mine}${Boolean(taken)}`;
        if (next === now) return;
        now = next;
        const shown = [...(mine ? [saveHere, print, drop] : []), ...(every > mine ? [saveAll, dropAll] : []), ...(taken ? [undo] : [])];
        list.replaceChildren(...shown.map((one) => make("li", {}, one)));
        if (taken) undo.focus();
        sidenotes();
      };
      margin.append(section);
      noted();
    }
    // A printed page has the notes in full, whatever room the field has on the screen.
    addEventListener("beforeprint", () => fields.forEach(([field]) => field.value.trim() && field.after(make("p", { className: "note-printed", textContent: field.value, dir: "auto" }))));
    addEventListener("afterprint", () => all(".note-printed").forEach((copy) => copy.remove()));
  }

  // Progress, on this device only: a lesson is done when its reader says so.
  const doneKey = `daf:${site}:done`;
  let done = storedObject(doneKey);
  const markRows = () => {
    for (const row of all("[data-row]")) {
      const is = Boolean(done[row.dataset.row]);
      row.classList.toggle("done", is);
      row.querySelector(".done-word")?.remove();
      if (is) row.append(make("span", { className: "done-word", textContent: words.done }));
    }
    for (const unit of all(".unit")) {
      const rows = all("[data-row]", unit);
      const count = rows.filter((row) => done[row.dataset.row]).length;
      const place = unit.querySelector(".unit-progress");
      if (place) place.textContent = count ? words["done-of"].replace("#", count).replace("#", rows.length) : "";
    }
  };
  if (!facilitator) {
    let say = markRows;
    const place = document.querySelector(".finish");
    if (place && lesson) {
      const mark = button("", () => {
        done = storedObject(doneKey);
        if (done[lesson]) delete done[lesson]; else done[lesson] = 1;
        store(doneKey, Object.keys(done).length ? JSON.stringify(done) : "");
        say();
      });
      say = () => {
        mark.ariaPressed = String(Boolean(done[lesson]));
        mark.textContent = done[lesson] ? words["done-this"] : words["done-mark"];
        markRows();
      };
      place.append(mark);
    }
    say();
    // Another page may have been read meanwhile, in a window beside or before going back to this one.
    const again = () => { done = storedObject(doneKey); say(); };
    addEventListener("storage", again);
    addEventListener("pageshow", again);
  }

  // Footnotes stand beside what they belong to, where there is room; otherwise at the end, where they are written.
  function sidenotes() {
    if (!footnotes || !margin) return;
    const items = all(":scope > li", footnotes);
    const notes = footnotes.parentElement;
    if (!wide.matches) return notes.classList.remove("beside");
    // They appear beside; nothing is seen to move.
    notes.hidden = !notes.classList.contains("beside");
    const main = document.getElementById("daf.main").getBoundingClientRect();
    const aside = margin.getBoundingClientRect();
    footnotes.style.setProperty("--from", `${root.dir === "rtl" ? main.right - aside.right : aside.left - main.left}px`);
    footnotes.style.setProperty("--room", `${aside.width}px`);
    const content = margin.lastElementChild?.getBoundingClientRect().bottom ?? aside.top;
    let free = content - main.top + 16;
    notes.classList.add("beside");
    notes.hidden = false;
    for (const item of items) {
      const mark = document.getElementById(`fnref.${item.value}.1`);
      if (!mark) continue;
      const at = Math.max(mark.getBoundingClientRect().top - main.top, free);
      item.style.setProperty("--at", `${at}px`);
      free = at + item.offsetHeight + 12;
    }
    // What would stand below the words themselves goes back to the end.
    if (free > main.height) notes.classList.remove("beside");
  }
  if (footnotes) {
    wide.addEventListener("change", sidenotes);
    new ResizeObserver(() => requestAnimationFrame(sidenotes)).observe(document.getElementById("daf.main"));
  }
})();
