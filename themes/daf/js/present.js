// The stage of a facilitators' page: what its two full-screen modes share, and the one that projects texts and questions.
// What is projected is seen by participants: nothing but their words is ever copied there. Fetches nothing.
"use strict";

const dafStage = (() => {
  const section = document.querySelector(".stage");
  if (!section) return null;
  const root = document.documentElement;
  const words = new Map(section.dataset.words.split("\n").map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
  const say = (id, put) => (words.get(id) ?? "").replace("#", put);
  const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (key, value) => { try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch { /* not kept */ } };

  const make = (name, className, ...children) => {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  };
  const button = (label, act, className) => {
    const node = make("button", className, label);
    node.type = "button";
    if (act) node.addEventListener("click", act);
    return node;
  };
  const named = (node, label) => { node.setAttribute("aria-label", label); return node; };
  const announcer = () => { const node = make("p", "off"); node.setAttribute("aria-live", "polite"); return node; };
  const dialog = (className, label, ...children) => {
    const node = named(make("div", `mode ${className}`, ...children), label);
    node.tabIndex = -1;
    node.setAttribute("role", "dialog");
    node.setAttribute("aria-modal", "true");
    return node;
  };
  // A copy of the page's own: no id twice, no link that leads away, no control that would do nothing.
  const copy = (node, without) => {
    const copied = node.cloneNode(true);
    for (const part of copied.querySelectorAll(`.tools, .notes, .note-ref, button:not([data-project])${without ? `, ${without}` : ""}`)) part.remove();
    for (const part of [copied, ...copied.querySelectorAll("*")]) {
      part.removeAttribute("id");
      if (part.localName === "a") part.removeAttribute("href");
    }
    return copied;
  };
  // The language and direction that a part of the page has.
  const inLanguageOf = (node, part) => {
    const from = part.closest("[lang]");
    node.lang = from.lang;
    node.dir = getComputedStyle(part).direction;
    return node;
  };

  // Modes lie over the page, one over the other. The screen is kept awake as long as there is one.
  const modes = [];
  const rtl = getComputedStyle(root).direction === "rtl";
  let lock = null;
  let filled = false;
  const stayAwake = async () => {
    if (!modes.length || lock || document.visibilityState !== "visible") return;
    try {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", () => { lock = null; });
      if (!modes.length) await lock.release();
    } catch { /* the screen sleeps as it is used to */ }
  };
  document.addEventListener("visibilitychange", stayAwake);
  const fill = async (on) => {
    try {
      if (on && !document.fullscreenElement) await root.requestFullscreen({ navigationUI: "hide" });
      else if (!on && document.fullscreenElement) await document.exitFullscreen();
      filled = on;
    } catch { /* it works without */ }
  };

  // `mode` has a node, what it does with a key and with a step to either side, and what to do when it is left.
  const open = (mode, opener) => {
    const below = modes[modes.length - 1];
    if (below) below.node.hidden = true;
    modes.push({ ...mode, opener: opener ?? document.activeElement, top: scrollY });
    document.body.append(mode.node);
    root.classList.add("on-stage");
    mode.node.focus();
    fill(true);
    stayAwake();
  };
  const close = () => {
    const mode = modes.pop();
    const below = modes[modes.length - 1];
    mode.node.remove();
    mode.left?.();
    if (below) {
      below.node.hidden = false;
    } else {
      root.classList.remove("on-stage");
      scrollTo(0, mode.top);
      lock?.release();
      if (filled) fill(false);
    }
    (mode.opener?.isConnected ? mode.opener : below?.node ?? document.body).focus({ preventScroll: true });
  };

  addEventListener("keydown", (event) => {
    const mode = modes[modes.length - 1];
    if (!mode || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // Letters count by their place too, for a keyboard that writes Hebrew.
    const { key } = event;
    const letter = key.length === 1 && !/[ -~]/.test(key) ? event.code.replace("Key", "").toLowerCase() : key.length === 1 ? key.toLowerCase() : key;
    const onButton = event.target.closest?.("button, summary") && (key === " " || key === "Enter");
    const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    if (onButton) return;
    if (key === "Escape") close();
    else if (step) mode.step(rtl ? -step : step);
    else if (letter === "f") fill(!document.fullscreenElement);
    else if (!mode.key(letter)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  // A finger drawn sideways is a step.
  let from = null;
  addEventListener("touchstart", (event) => {
    const [touch] = event.touches;
    from = event.touches.length === 1 && !event.target.closest(".scroll, pre") ? touch : null;
  }, { passive: true });
  addEventListener("touchend", (event) => {
    const mode = modes[modes.length - 1];
    const [touch] = event.changedTouches;
    const [across, down] = from ? [touch.clientX - from.clientX, touch.clientY - from.clientY] : [0, 0];
    from = null;
    if (mode && Math.abs(across) > 70 && Math.abs(across) > 2 * Math.abs(down)) mode.step((across < 0) === rtl ? -1 : 1);
  }, { passive: true });

  // What may be projected: texts and questions, in their order, but none that stands in a facilitator's block.
  const theirs = ".cue, .facilitators, .variant, .handout, .before";
  const items = [...document.querySelectorAll("main .text, main .prompt")].filter((node) => !node.closest(theirs) && node.querySelector(".pair, .ask"));
  const nameOf = (item) => (item.matches(".text") ? item.querySelector(".text-ref bdi").textContent : say("present-question", item.querySelector(".num").textContent));
  items.forEach((item, index) => {
    const project = button(say("present-project"));
    project.dataset.project = index;
    named(project, `${say("present-project")}: ${nameOf(item)}`);
    const place = item.querySelector(".credit, .ask");
    if (item.matches(".text")) place.append(make("li", "project", project));
    else place.prepend(make("p", "project", project));
  });

  // One side of a text: its words as they stand, with a class of its own, so that no reader's choice hides them.
  const side = (source, className) => {
    const copied = copy(source);
    copied.className = `${className}${source.matches(".pointed, .chanted") ? " marked" : ""}`;
    return copied;
  };
  const read = (item) => {
    if (item.matches(".prompt")) {
      const question = make("div", "question", ...copy(item.querySelector(".ask"), ".level, .follow, .hint, .cue, .block, .project, .ui").childNodes);
      const follow = item.querySelector(".follow");
      if (follow) question.append(copy(follow, ".hint, .cue, .block"));
      return { name: nameOf(item), number: item.querySelector(".num").textContent, question: inLanguageOf(question, item), follow: Boolean(follow), credit: "" };
    }
    const pairs = [...item.querySelectorAll(".pair")].map((pair) => ({
      hebrew: [...pair.querySelectorAll(".text-he")].map((part) => side(part, "words-he")),
      translation: [...pair.querySelectorAll(".text-tr")].map((part) => side(part, "words-tr")),
    }));
    const [first, second] = [item.querySelector(".text-ref bdi"), item.querySelector(".text-ref-he")];
    const credit = [...item.querySelectorAll(".credit > li")].filter((part) => !part.querySelector("a, button"));
    return { name: nameOf(item), first: copy(first), second: second && copy(second), pairs, credit: credit.map((part) => part.textContent).join(" · ") };
  };

  const project = (first, opener) => {
    const area = make("main", "wall-area");
    const reference = make("p", "wall-ref");
    const credit = make("p", "wall-credit");
    const place = make("p", "wall-place");
    const live = announcer();
    const node = dialog("wall", say("present-mode"));
    let [at, step, steps, view, idle] = [first, 0, [], stored("daf:projected") ?? "both", 0];

    // As large as fits, all within one turn of the script: nothing is painted in between.
    const fits = (content, size) => {
      content.style.fontSize = `${size}px`;
      return content.scrollHeight <= area.clientHeight && content.scrollWidth <= area.clientWidth;
    };
    const largest = (content, least, most) => {
      area.replaceChildren(content);
      let [low, high] = [least, most];
      if (!fits(content, low)) return 0;
      while (high - low > 0.5) {
        const middle = (low + high) / 2;
        if (fits(content, middle)) low = middle; else high = middle;
      }
      return low;
    };
    const limits = () => {
      const [rem, least] = [parseFloat(getComputedStyle(document.body).fontSize), Math.min(innerWidth, innerHeight)];
      const floor = Math.max(rem * 1.05, least * 0.042);
      return { floor, hard: floor * 0.62, most: Math.max(floor * 1.2, Math.min(innerHeight * 0.1, innerWidth * 0.085)) };
    };
    // The pairs of a page, beside or below one another, whichever leaves them larger.
    const set = (pairs, least, most) => {
      const shown = (pair) => (view === "both" || !pair.hebrew.length || !pair.translation.length ? [...pair.hebrew, ...pair.translation] : pair[view]);
      const both = view === "both" && pairs.some((pair) => pair.hebrew.length && pair.translation.length);
      let best = { size: 0, content: null };
      for (const kind of both ? ["beside", "below"] : ["below"]) {
        const content = make("div", `words ${kind}`, ...pairs.map((pair) => make("div", "pieces", ...shown(pair).map((part) => part.cloneNode(true)))));
        const size = largest(content, least, most);
        if (!best.content || size > best.size * 1.15) best = { size, content };
      }
      return best;
    };
    const textSteps = ({ pairs }) => {
      const { floor, hard, most } = limits();
      const whole = set(pairs, floor, most);
      if (whole.size) return [whole];
      const groups = [[]];
      for (const pair of pairs) {
        const last = groups[groups.length - 1];
        if (last.length && !set([...last, pair], floor, floor).size) groups.push([pair]); else last.push(pair);
      }
      const pages = groups.map((group) => set(group, hard, most));
      const size = Math.min(...pages.map((page) => page.size));
      return pages.map((page) => ({ ...page, size }));
    };
    const questionSteps = ({ number, question, follow }) => {
      const { hard, most } = limits();
      const content = make("div", "words asked", make("p", "num", number), question.cloneNode(true));
      // Follow-ups have their room from the beginning, and are seen a step later.
      const later = content.cloneNode(true);
      const size = largest(content, hard, most);
      if (follow) content.classList.add("unfollowed");
      return [{ size, content }, ...(follow ? [{ size, content: later }] : [])];
    };

    const draw = (toLast) => {
      const item = read(items[at]);
      steps = item.pairs ? textSteps(item) : questionSteps(item);
      step = toLast ? steps.length - 1 : Math.min(step, steps.length - 1);
      const { content, size } = steps[step];
      content.style.fontSize = `${size || limits().hard}px`;
      area.replaceChildren(content);
      area.classList.toggle("scrolls", !size);
      area.scrollTop = 0;
      reference.replaceChildren(...(item.pairs ? [item.first, ...(item.second ? [item.second] : [])] : []));
      credit.textContent = item.credit;
      place.textContent = `${at + 1}/${items.length}${steps.length > 1 ? ` · ${step + 1}/${steps.length}` : ""}`;
      const said = `${item.name}, ${place.textContent}`;
      if (live.textContent !== said) live.textContent = said;
      for (const [name, choice] of choices) choice.setAttribute("aria-pressed", String(name === view));
    };
    const move = (by) => {
      node.classList.remove("black");
      const stays = Boolean(steps[step + by]);
      if (!stays && !items[at + by]) return;
      [at, step] = stays ? [at, step + by] : [at + by, 0];
      draw(by < 0 && !stays);
    };
    const look = (name) => { view = name; step = 0; store("daf:projected", name); draw(); };
    const black = () => node.classList.toggle("black");
    const choices = [["both", "both"], ["hebrew", "hebrew"], ["translation", "translation"]].map(([name, id]) => [name, button(say(`present-${id}`), () => look(name))]);

    const controls = named(make("nav", "wall-keys", button(say("present-previous"), () => move(-1)), button(say("present-next"), () => move(1)),
      ...choices.map(([, choice]) => choice), button(say("present-black"), black), button(say("present-leave"), close)), say("session-controls"));
    node.append(controls, make("h1", "off", say("present-mode")), area, make("footer", "wall-foot", reference, credit, place), live);

    // The controls and the pointer are there when they are looked for.
    const stir = () => {
      clearTimeout(idle);
      node.classList.remove("idle");
      idle = setTimeout(() => node.classList.add("idle"), 3000);
    };
    node.addEventListener("pointermove", stir);
    node.addEventListener("pointerdown", stir);
    // On a black screen nothing but the screen itself can be touched, and brings the words back.
    node.addEventListener("click", ({ target }) => {
      if (node.classList.contains("black")) { if (target === node) black(); } else if (area.contains(target) && String(getSelection()) === "") move(1);
    });
    const again = new ResizeObserver(() => draw());
    const keys = { PageDown: 1, ArrowDown: 1, " ": 1, Enter: 1, PageUp: -1, ArrowUp: -1, Backspace: -1 };
    open({
      node,
      step: move,
      key: (key) => {
        if (area.classList.contains("scrolls") && key.startsWith("Arrow")) return false;
        if (keys[key]) move(keys[key]);
        else if (key === "Home" || key === "End") { at = key === "Home" ? 0 : items.length - 1; step = 0; draw(); }
        else if (key === "h" || key === "e" || key === "b") look({ h: "hebrew", e: "translation", b: "both" }[key]);
        else if (key === ".") black();
        else return false;
        return true;
      },
      left: () => { again.disconnect(); clearTimeout(idle); },
    }, opener);
    again.observe(area);
    document.fonts.ready.then(() => { if (node.isConnected) draw(); });
    draw();
    stir();
  };

  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-project]");
    if (opener) project(Number(opener.dataset.project), opener);
  });
  for (const way of section.querySelectorAll("[data-project]")) if (!items.length) way.parentElement.remove();
  section.hidden = !section.querySelector("button");
  section.classList.toggle("idle", section.hidden);

  return { say, stored, store, make, named, button, announcer, dialog, copy, inLanguageOf, open, close, fill, project, items };
})();

globalThis.dafStage = dafStage;
