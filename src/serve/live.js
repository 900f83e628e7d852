// What the preview adds to a page: it follows each save without losing the reader's place, and shows what is wrong.
//
// Served by `daf serve` alone and never written into a site. Words of the folder reach the page as text only, never as markup.

"use strict";

(() => {
  const KEPT = "daf-live-place";

  // What the server says a page was made of: two hashes, that of the page and that of the page without its style sheets.
  // The browser keeps them with the page's own answer, where no other script is asked for them.
  function hashes(entries) {
    const of = (name) => entries.find((entry) => entry.name === name)?.description ?? "";
    return { page: of("daf-page"), rest: of("daf-rest") };
  }

  function hashesOf(answer) {
    const field = answer.headers.get("server-timing") ?? "";
    const entries = [...field.matchAll(/([\w-]+);desc="(\w*)"/g)].map(([, name, description]) => ({ name, description }));
    return hashes(entries);
  }

  let shown = hashes(performance.getEntriesByType("navigation")[0]?.serverTiming ?? []);
  let build = -1;
  let busy = false;
  let again = false;

  // Follows a state of the folder. While one is followed, of those that come only the last matters.
  async function follow(number) {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      await look(number);
    } catch {
      // The server went away in between; the stream of events comes back when it does.
    }
    busy = false;
    if (again) {
      again = false;
      follow(number);
    }
  }

  async function look(number) {
    const fetched = (address) => fetch(address, { cache: "no-store" });
    const page = fetched(location.pathname + location.search);
    page.catch(() => { /* What the state says comes first; without it nothing is asked of this. */ });
    const asked = await fetched(`/__daf/state.json?page=${encodeURIComponent(location.pathname)}`);
    const state = await asked.json();
    const before = build;
    build = Math.max(number, state.build);
    panel.show(state);
    if (before >= 0 && state.edited && state.edited.build > before && goTo(state.edited.page)) return;
    const answer = await page;
    const text = await answer.text();
    const now = hashesOf(answer);
    if (!now.page) return;
    if (!shown.page) shown = now;
    if (now.page === shown.page) return;
    if (now.rest === shown.rest) {
      swapSheets(new DOMParser().parseFromString(text, "text/html"));
      shown = now;
      return;
    }
    keepPlace();
    location.reload();
  }

  // The page that was just edited, unless it is before the reader already: a facilitator's page of it counts.
  function goTo(page) {
    const address = (path) => `/${path.replace(/index\.html$/, "")}`;
    const here = decodeURI(location.pathname).replace(/index\.html$/, "");
    if (here.endsWith(address(page)) || document.visibilityState === "hidden") return false;
    location.assign(encodeURI(address(page)));
    return true;
  }

  // Puts the new style sheets in the place of the old ones. An old one goes when the new one is there, so that the page is
  // never bare.
  function swapSheets(next) {
    const sheets = (of) => [...of.querySelectorAll('head link[rel="stylesheet"]')];
    const old = sheets(document);
    const fresh = sheets(next);
    let after = old[0] ?? document.head.lastElementChild;
    for (const sheet of fresh) {
      const address = sheet.getAttribute("href");
      const same = old.find((own) => own.getAttribute("href") === address);
      if (same) {
        old.splice(old.indexOf(same), 1);
        after = same;
        continue;
      }
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = address;
      after.after(link);
      after = link;
    }
    const added = sheets(document).filter((link) => !old.includes(link) && !link.sheet);
    const loaded = added.map((link) => new Promise((done) => {
      link.addEventListener("load", done);
      link.addEventListener("error", done);
    }));
    Promise.all(loaded).then(() => old.forEach((link) => link.remove()));
  }

  // The reader's place: what stood nearest the top of the window, what was unfolded, and where the cursor was.

  function marks() {
    const top = innerHeight / 4;
    const seen = [...document.querySelectorAll("body [id]")].filter((element) => element.getClientRects().length > 0);
    const places = seen.map((element) => ({ id: element.id, top: element.getBoundingClientRect().top }));
    return places.sort((one, other) => Math.abs(one.top - top) - Math.abs(other.top - top)).slice(0, 12);
  }

  // Names an element by what is likely to be the same after a change: its own id, else its place below one that has one.
  function pathTo(element) {
    const steps = [];
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      if (at.id) return [`#${CSS.escape(at.id)}`, ...steps].join(" > ");
      const alike = [...(at.parentElement?.children ?? [])].filter((other) => other.localName === at.localName);
      steps.unshift(`${at.localName}:nth-of-type(${alike.indexOf(at) + 1})`);
    }
    return ["html", ...steps].join(" > ");
  }

  function folds() {
    return [...document.querySelectorAll("details")].map((details) => ({ path: pathTo(details), open: details.open }));
  }

  function cursor() {
    const element = document.activeElement;
    if (!element || element === document.body || element === host) return null;
    const { selectionStart: from, selectionEnd: to, value } = element;
    return { path: pathTo(element), from, to, value };
  }

  function keepPlace() {
    const place = { page: location.pathname, marks: marks(), x: scrollX, y: scrollY, folds: folds(), cursor: cursor() };
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(place));
      history.scrollRestoration = "manual";
    } catch {
      // Without a place to keep it in, the browser's own memory has to do.
    }
  }

  function takePlace() {
    try {
      const place = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
      sessionStorage.removeItem(KEPT);
      return place?.page === location.pathname ? place : null;
    } catch {
      return null;
    }
  }

  function find(path) {
    try {
      return document.querySelector(path);
    } catch {
      return null;
    }
  }

  function bringBack(place) {
    for (const fold of place.folds) {
      const details = find(fold.path);
      if (details) details.open = fold.open;
    }
    const element = place.cursor && find(place.cursor.path);
    if (element) {
      // What was typed and not sent stays; a field that a script fills has its own memory.
      if (typeof place.cursor.value === "string" && "value" in element && !element.value) element.value = place.cursor.value;
      element.focus({ preventScroll: true });
      if (typeof place.cursor.from === "number") {
        try {
          element.setSelectionRange(place.cursor.from, place.cursor.to);
        } catch {
          // Not a field with a cursor in it.
        }
      }
    }
    const scroll = () => {
      const mark = place.marks.find(({ id }) => document.getElementById(id)?.getClientRects().length > 0);
      const by = mark ? document.getElementById(mark.id).getBoundingClientRect().top - mark.top : place.y - scrollY;
      scrollBy({ left: place.x - scrollX, top: by, behavior: "instant" });
    };
    // Faces and pictures that come later move what is below them; whoever scrolls meanwhile is left alone.
    let mine = true;
    const stop = () => { mine = false; };
    for (const event of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(event, stop, { once: true, passive: true });
    scroll();
    const later = () => mine && scroll();
    requestAnimationFrame(later);
    document.fonts?.ready.then(later);
    addEventListener("load", () => requestAnimationFrame(() => {
      later();
      history.scrollRestoration = "auto";
    }));
  }

  // The panel of mistakes, in a tree of its own so that neither side's style reaches the other.

  const host = document.createElement("daf-live");
  host.lang = "en";
  host.dir = "ltr";

  function make(name, { of = "", text, ...rest } = {}, children = []) {
    const element = document.createElement(name);
    if (of) element.className = of;
    if (text !== undefined) element.textContent = text;
    for (const [key, value] of Object.entries(rest)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  // Words of the folder, kept apart from the words around them: they may run the other way.
  const words = (text, of = "") => make("bdi", { of, text });

  // The same, with what stands in backquotes as it is typed.
  const prose = (text) => make("bdi", {}, text.split(/`([^`]+)`/).map((part, at) => at % 2 ? make("code", { text: part }) : part));

  const panel = (() => {
    const root = host.attachShadow({ mode: "open" });
    const sheet = make("link", { rel: "stylesheet", href: "/__daf/live.css" });
    const status = make("p", { of: "off", role: "status", "aria-live": "polite" });
    const badge = make("button", { of: "badge", type: "button", "aria-expanded": "false", "aria-controls": "panel" });
    const title = make("h2", { id: "title", tabindex: "-1" });
    const close = make("button", { of: "close", type: "button", text: "Close" });
    const about = make("p", { of: "about" });
    const list = make("ol");
    const box = make("section", { id: "panel", of: "panel", role: "dialog", "aria-labelledby": "title" }, [
      make("div", { of: "head" }, [title, close]), about, list,
    ]);
    badge.hidden = true;
    box.hidden = true;
    // Until the style is there, nothing of it shows.
    host.hidden = true;
    sheet.addEventListener("load", () => { host.hidden = false; });
    root.append(sheet, status, badge, box);

    let told = "";
    let back = null;

    function open(yes, byHand) {
      box.hidden = !yes;
      badge.setAttribute("aria-expanded", String(yes));
      if (byHand && yes) title.focus();
      if (byHand && !yes) (back?.isConnected ? back : badge).focus({ preventScroll: true });
    }

    badge.addEventListener("click", () => {
      back = badge;
      open(box.hidden, true);
    });
    close.addEventListener("click", () => open(false, true));
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || box.hidden) return;
      event.stopPropagation();
      open(false, true);
    });
    // From the page, Escape closes it where nothing else stands open.
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !box.hidden && !document.querySelector("dialog[open]")) open(false, false);
    });

    const counted = (number, word) => number === 0 ? "" : `${number} ${word}${number === 1 ? "" : "s"}`;

    function where({ path, line, column, link }) {
      const place = line ? `${path}:${line}:${column ?? 1}` : path;
      if (link) return make("a", { of: "place", href: link }, [words(place)]);
      const button = make("button", { of: "place", type: "button", title: "Copy, to open it in your editor" }, [words(place)]);
      button.addEventListener("click", async () => {
        const done = await navigator.clipboard?.writeText(place).then(() => true, () => false);
        status.textContent = done ? `${place} is copied` : "It could not be copied";
        button.dataset.copied = done ? "copied" : "not copied";
        setTimeout(() => delete button.dataset.copied, 2000);
      });
      return button;
    }

    function line({ line: number, before, marked, after, label, first }) {
      const code = make("code", { dir: "auto" }, [before ?? "", make("mark", { of: first ? "" : "other", text: marked || "\u00a0" }), after ?? ""]);
      const parts = [make("span", { of: "number", text: String(number) }), code];
      return make("div", { of: "line" }, label ? [...parts, words(label, "label")] : parts);
    }

    function item(problem) {
      const head = make("p", { of: "message" }, [make("strong", { text: problem.severity }), " ", prose(problem.message)]);
      const help = problem.help.map((text) => make("p", { of: "help" }, [make("span", { text: "help: " }), prose(text)]));
      return make("li", { of: problem.severity }, [head, where(problem), ...problem.lines.map(line), ...help]);
    }

    function show(state) {
      const says = [counted(state.errors, "error"), counted(state.warnings, "warning"), counted(state.notes, "note")].filter(Boolean).join(", ");
      // What is shown already is not told again: a panel that was closed stays closed until something is other.
      const key = JSON.stringify([state.trouble, state.old, state.problems]);
      if (key === told) return;
      told = key;
      const is = says !== "";
      badge.hidden = !is;
      badge.textContent = says;
      badge.className = state.errors > 0 ? "badge error" : state.warnings > 0 ? "badge" : "badge note";
      title.textContent = says;
      about.textContent = state.old ? "You see the last good page. It changes when this is mended." : "";
      about.hidden = !state.old;
      const items = state.problems.map(item);
      if (state.trouble) items.unshift(make("li", { of: "error" }, [make("p", { of: "message" }, [make("strong", { text: "error" }), " ", words(state.trouble)])]));
      const more = state.errors + state.warnings + state.notes - items.length;
      if (more > 0) items.push(make("li", { of: "more", text: `and ${more} more, in the terminal` }));
      list.replaceChildren(...items);
      status.textContent = !is ? (badge.dataset.was ? "Everything is mended" : "") : state.old ? `${says}; the last good page is shown` : says;
      badge.dataset.was = is ? "yes" : "";
      const inside = root.activeElement !== null;
      // Errors open it by themselves; warnings wait behind the badge.
      if (state.errors > 0) open(true, false);
      else if (!is || !inside) open(false, false);
    }

    return { show };
  })();

  document.documentElement.append(host);

  const place = takePlace();
  if (place) bringBack(place);

  // A page that nobody sees does not hold a connection: browsers have six for a server, and a seventh page would hang.
  let events = null;

  function listen() {
    if (document.visibilityState === "hidden") {
      events?.close();
      events = null;
    } else if (!events || events.readyState === EventSource.CLOSED) {
      events = new EventSource("/__daf/events");
      events.addEventListener("reload", (event) => follow(Number(event.data)));
    }
  }

  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", listen);
  addEventListener("pagehide", () => {
    events?.close();
    events = null;
  });
  listen();
})();
