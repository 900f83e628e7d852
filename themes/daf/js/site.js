// What a page gains with JavaScript: a key to search, notes that stay on the device, and ways to show a text.
// Nothing is fetched, nothing is sent. Every page is whole without it.
"use strict";

(() => {
  const words = document.body.dataset;

  // Storage may be switched off; a page works without it.
  const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (key, value) => { try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch { /* not kept */ } };

  const make = (name, properties) => Object.assign(document.createElement(name), properties);

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
    const script = (src) => new Promise((resolve, reject) => document.head.append(make("script", { src, onload: resolve, onerror: reject })));
    try {
      for (const src of find.dataset.scripts.split(" ")) await script(src);
      globalThis.dafField(find, false);
    } catch { /* the search page says what is wrong */ }
  }, { once: true });

  // Room for notes under each prompt and in each space, kept by the page's own place and the prompt's id.
  const place = location.pathname.split("/").slice(-3).join("/");
  const addNotes = (element, id) => {
    const key = `daf:${place}:${id}`;
    const field = make("textarea", { className: "notes", rows: 1, placeholder: words.notes, value: stored(key) ?? "", dir: "auto" });
    field.setAttribute("aria-label", words.notes);
    field.addEventListener("input", () => store(key, field.value));
    element.append(field);
  };
  if (!document.body.classList.contains("facilitator")) {
    for (const prompt of document.querySelectorAll(".prompt[id] > .ask")) addNotes(prompt, prompt.parentElement.id);
    document.querySelectorAll(".room").forEach((room, index) => addNotes(room, `room.${index + 1}`));
  }

  // Copying a text takes its credit along.
  for (const text of document.querySelectorAll("figure.text")) {
    const credit = text.querySelector(".credit");
    if (!credit || !navigator.clipboard) continue;
    const button = make("button", { type: "button", textContent: words.copy });
    button.addEventListener("click", async () => {
      const parts = [".text-ref", ".text-ref-he", ".text-he", ".text-tr", ".credit > li:not(.tools)"];
      const lines = parts.flatMap((part) => [...text.querySelectorAll(part)].map((element) => element.innerText.trim()));
      try { await navigator.clipboard.writeText(lines.join("\n")); button.textContent = words.copied; } catch { button.remove(); }
    });
    const item = make("li", { className: "tools" });
    item.append(button);
    credit.append(item);
  }

  // Both languages, one of them, and Hebrew with or without its vowels.
  const root = document.documentElement;
  const margin = document.querySelector(".margin");
  const hebrew = [...document.querySelectorAll(".text-he")];
  if (!margin || !hebrew.length) return;

  const section = make("section", { className: "show" });
  section.append(make("h2", { textContent: words.show }));
  const list = make("ul", {});
  section.append(list);
  margin.append(section);

  const press = (label, pressed, act) => {
    const button = make("button", { type: "button", textContent: label });
    button.setAttribute("aria-pressed", String(pressed));
    button.addEventListener("click", () => act(button));
    return button;
  };

  const views = [["", words.both], ["only-translation", words.translation], ["only-hebrew", words.hebrew]];
  const showView = (view) => {
    for (const [name] of views) if (name) root.classList.toggle(name, name === view);
    for (const [index, button] of buttons.entries()) button.setAttribute("aria-pressed", String(views[index][0] === view));
    store("daf:view", view);
  };
  const buttons = views.map(([name, label]) => press(label, false, () => showView(name)));
  if (document.querySelector(".pair.both")) {
    const item = make("li", {});
    buttons.forEach((button, index) => item.append(index ? " · " : "", button));
    list.append(item);
    showView(views.some(([name]) => name === stored("daf:view")) ? stored("daf:view") : "");
  }

  // Points and accents come off the letters, and back: the original words are kept as they were.
  const marks = /[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]/g;
  const nodes = hebrew.flatMap((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push([walker.currentNode, walker.currentNode.data]);
    return found;
  });
  if (!nodes.some(([, original]) => original.search(marks) >= 0)) return;
  const showVowels = (on) => {
    for (const [node, original] of nodes) node.data = on ? original : original.replace(marks, "");
    vowels.setAttribute("aria-pressed", String(on));
    store("daf:vowels", on ? "" : "off");
  };
  const vowels = press(words.vowels, true, (button) => showVowels(button.getAttribute("aria-pressed") !== "true"));
  const item = make("li", {});
  item.append(vowels);
  list.append(item);
  if (stored("daf:vowels") === "off") showVowels(false);
})();
