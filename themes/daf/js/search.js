// The field to search from: on the search page with everything that was found, on the others with the first few below it.
// Asks the index with `find.js`, whose files it reads as scripts, so that it works from a disk. Sends nothing anywhere.
"use strict";

const dafField = (() => {
  const PAGE = 10, FEW = 6, WAIT = 90, AT_ONCE = 4, PAUSE = 250;

  // A shard is a script that calls `dafSearch` with its name and its text. The indexes of two audiences may have one of a name,
  // which then has one text.
  const waiting = new Map(), texts = new Map();
  globalThis.dafSearch = (name, text) => waiting.get(name)?.forEach((resolve) => resolve(text));
  const wait = (name, resolve) => waiting.set(name, [...(waiting.get(name) ?? []), resolve]);
  // A page that stays open outlives its index: once a newer site stands in its place, the shards that it knows are gone. What
  // an index begins with is then read anew, past what the browser keeps; a disk has no such memory, and no questions.
  let renewed = "";
  const renew = () => {
    texts.clear();
    renewed = location.protocol === "file:" ? "" : `?${Date.now()}`;
  };
  const reader = (root) => (path) => {
    if (!texts.has(path)) {
      texts.set(path, new Promise((resolve, reject) => {
        wait(path, resolve);
        wait(path.slice(path.lastIndexOf("/") + 1), resolve);
        const script = document.createElement("script");
        script.src = `${root}${path}.js${path.endsWith("/start") ? renewed : ""}`;
        script.onload = () => script.remove();
        script.onerror = () => { texts.delete(path); script.remove(); reject(new Error(path)); };
        document.head.append(script);
      }));
    }
    return texts.get(path);
  };

  const make = (name, properties, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };
  const pairs = (text) => new Map((text ?? "").split("\n").map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));

  // Words with those that were found marked, in the direction they run in.
  const marked = (line) => {
    const words = make("p", { className: "snippet" });
    if (line.lang !== "") words.lang = line.lang;
    words.dir = line.dir;
    for (const part of line.snippet.split("\u0002")) {
      const end = part.indexOf("\u0003");
      if (end >= 0) words.append(make("mark", {}, part.slice(0, end)));
      words.append(part.slice(end + 1));
    }
    return words;
  };

  // Makes one field search. `whole`: the search page, which shows all of it and keeps the question in its address.
  return (form, whole) => {
    const input = form.querySelector("input[type=search]");
    const { root } = form.dataset;
    const words = pairs(form.dataset.words), choiceWords = pairs(form.dataset.choices);
    const say = (id, count) => (words.get(id) ?? "").replace("#", count);
    const read = reader(root);
    const list = whole ? document.getElementById("search-results") : make("div", { className: "found", id: "daf.found", hidden: true });
    const status = whole ? document.getElementById("search-status") : make("p", { className: "off" });
    if (!whole) {
      status.setAttribute("role", "status");
      list.setAttribute("aria-label", form.dataset.results);
      form.append(list, status);
    }
    list.setAttribute("role", "grid");
    for (const [name, value] of Object.entries({ role: "combobox", "aria-haspopup": "grid", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) {
      input.setAttribute(name, value);
    }

    let opened = null;
    const indexes = () => {
      opened ??= Promise.all(form.dataset.index.split(" ").map(async (folder) => globalThis.dafFind.open(read, await read(`${folder}start`), folder)));
      opened.catch(() => { opened = null; });
      return opened;
    };

    const address = (page, anchor) => root + page.split("/").map(encodeURIComponent).join("/") + (anchor === "" ? "" : `#${encodeURIComponent(anchor)}`);
    let count = 0;
    const link = (href, text, className = "") => {
      count += 1;
      return make("a", { href, className, id: `daf.hit.${count}`, tabIndex: whole ? 0 : -1 }, text);
    };
    const row = (className, ...children) => {
      const cell = make("div", {}, ...children);
      cell.setAttribute("role", "gridcell");
      const node = make("div", { className }, cell);
      node.setAttribute("role", "row");
      return node;
    };
    const titled = (hit, href) => {
      const head = make("p", { className: "hit-title" }, link(href, hit.title));
      if (hit.beside !== "") head.append(" ", make("span", { className: "beside" }, hit.beside));
      if (hit.facilitator) head.append(" ", make("span", { className: "kind" }, say("facilitator")));
      return head;
    };
    const kind = (id) => make("span", { className: `kind kind-${id}` }, say(`kind-${id}`));

    // A text that the question is the citation of: where it is taught.
    const taught = (hit) => {
      const head = titled(hit, address(hit.page, ""));
      head.append(" ", make("span", { className: "kind kind-text" }, hit.teaching === 1 ? say("taught-one") : say("taught-many", hit.teaching)));
      const lessons = make("p", { className: "taught" });
      const named = hit.taught.slice(0, whole ? hit.taught.length : 2);
      named.forEach(([page, title], at) => lessons.append(at === 0 ? "" : " · ", link(address(page, ""), title)));
      if (hit.teaching > named.length) lessons.append(" · ", link(address(hit.page, ""), "…"));
      return [row("hit cited", head, lessons), null];
    };
    // A page with its sections: what was found in them is filled in when it is looked at.
    const found = (hit) => {
      if (hit.cited) return taught(hit);
      const term = hit.kind === "term";
      const title = titled(hit, address(hit.page, term ? hit.lines[0].anchor : ""));
      const parts = [title];
      const lines = (whole ? hit.lines : hit.lines.slice(0, 1)).map((line) => {
        const place = make("p", { className: "place" });
        if (hit.kind !== "lesson") place.append(kind(hit.kind));
        const section = line.section === "" ? null : (whole ? link(address(hit.page, line.anchor), line.section) : make("span", {}, line.section));
        if (section !== null) place.append(section);
        const snippet = make("p", { className: "snippet waiting" });
        parts.push(place);
        if (whole) parts.push(snippet);
        return { place, section, snippet };
      });
      const fill = (read) => lines.forEach(({ place, section, snippet }, at) => {
        const line = read[at];
        if (hit.kind === "lesson") {
          place.prepend(kind(line.kind));
          if (whole && line.anchor !== "") {
            if (section === null) place.append(link(address(hit.page, line.anchor), say("here"))); else section.href = address(hit.page, line.anchor);
          } else if (!whole) {
            title.querySelector("a").href = address(hit.page, line.anchor);
          }
        }
        if (line.snippet === "") snippet.remove(); else snippet.replaceWith(marked(line));
      });
      return [row("hit", ...parts), fill];
    };
    const offered = (near) => {
      const line = make("p", { className: "near" }, say("near"), " ");
      near.forEach((word, at) => {
        const node = link(`?q=${encodeURIComponent(word)}`, word);
        if (!whole) node.href = `${form.action}?q=${encodeURIComponent(word)}`;
        line.append(at === 0 ? "" : " · ", node);
      });
      return row("hit", line);
    };

    // The place among what was found, while the focus stays in the field.
    let active = null;
    const activate = (node) => {
      active?.classList.remove("active");
      active = node;
      if (node === null) {
        input.removeAttribute("aria-activedescendant");
      } else {
        node.classList.add("active");
        input.setAttribute("aria-activedescendant", node.id);
        node.scrollIntoView({ block: "nearest" });
      }
    };
    const show = (isOpen) => {
      if (!whole) list.hidden = !isOpen;
      input.setAttribute("aria-expanded", String(isOpen));
      if (!isOpen) activate(null);
    };

    // What the results are narrowed to, and the selects for it.
    const narrow = whole ? document.getElementById("search-narrow") : null;
    const selects = new Map();
    const narrowed = () => [...selects].map(([facet, { select }]) => [facet, select.value]).filter(([, choice]) => choice !== "");
    const wanted = new URLSearchParams(whole ? location.search : "");
    let isNarrowed = [...wanted.keys()].some((name) => name !== "q");
    const fillNarrow = async () => {
      if (narrow === null || selects.size > 0) return;
      const facets = await (await indexes())[0].facets();
      for (const [facet, choices] of facets) {
        const select = make("select", {}, make("option", { value: "" }, say("any")));
        const options = choices.map(([choice, items]) => {
          const label = choiceWords.get(choice.toLowerCase()) ?? choice;
          const option = make("option", { value: choice }, label);
          select.append(option);
          return { option, items, label };
        });
        select.value = choices.some(([choice]) => choice === wanted.get(facet)) ? wanted.get(facet) : "";
        select.addEventListener("change", () => ask(PAGE));
        narrow.append(make("label", {}, make("span", {}, say(facet)), select));
        selects.set(facet, { select, options });
      }
      narrow.hidden = selects.size === 0;
      narrow.open = narrowed().length > 0;
    };
    // The choices belong to an index: with a newer one they are read again, and what was chosen stays so.
    const emptyNarrow = () => {
      const chosen = narrowed();
      isNarrowed ||= chosen.length > 0;
      for (const [facet, { select }] of selects) {
        wanted.delete(facet);
        select.closest("label").remove();
      }
      for (const [facet, choice] of chosen) wanted.set(facet, choice);
      selects.clear();
    };
    const countNarrow = (items) => {
      const found = new Set(items);
      for (const { options, select } of selects.values()) {
        for (const { option, items: own, label } of options) {
          let sum = 0;
          for (const item of own) if (found.has(item)) sum += 1;
          option.textContent = `${label} (${sum})`;
          option.disabled = sum === 0 && select.value !== option.value;
        }
      }
    };

    const remember = (text) => {
      if (!whole) return;
      const url = new URL(location.href);
      const set = (name, value) => (value === "" ? url.searchParams.delete(name) : url.searchParams.set(name, value));
      set("q", text);
      for (const [facet, { select }] of selects) set(facet, select.value);
      // A page opened from a disk may not always change its own address; searching goes on without it.
      try { history.replaceState(null, "", url); } catch { /* nothing is lost */ }
    };

    // What was found is read when it is looked at, and nobody types any more.
    const waits = new Map();
    const seen = typeof IntersectionObserver === "undefined" ? null : new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        seen.unobserve(entry.target);
        waits.get(entry.target)?.();
        waits.delete(entry.target);
      }
    }, { rootMargin: "120px" });
    const later = (node, act) => {
      const quietly = () => act().catch(() => { /* what is shown stays */ });
      setTimeout(() => {
        if (!node.isConnected) return;
        if (seen === null) { quietly(); return; }
        waits.set(node, quietly);
        seen.observe(node);
      }, PAUSE);
    };

    let latest = 0;
    const ask = async (limit, again = false) => {
      latest += 1;
      const number = latest;
      const stale = () => number !== latest;
      const text = input.value.trim();
      remember(text);
      if (text === "") {
        list.replaceChildren();
        status.textContent = "";
        show(false);
        return;
      }
      try {
        const all = await indexes();
        // What narrows is read first only where the address asks for it.
        if (isNarrowed) await fillNarrow();
        const answer = await globalThis.dafFind.find(all, input.value.replace(/^\s+/, ""), { limit, narrowed: narrowed(), stale });
        let count = 0;
        const add = async (hit) => {
          const one = await hit();
          if (stale() || one === null || count === limit) return;
          const [node, fill] = found(one);
          // The first is shown as soon as it is known.
          if (count === 0) { activate(null); list.replaceChildren(node); show(true); } else list.append(node);
          count += 1;
          if (fill !== null) later(node, async () => { const read = await one.more(); if (!stale()) fill(read); });
        };
        for (const hit of answer.hits.slice(0, AT_ONCE)) await add(hit);
        if (stale()) return;
        const told = () => Math.max(answer.phrases ? 0 : answer.total, count);
        status.textContent = count === 0 ? "" : (told() === 1 ? say("one") : say("many", told()));
        // Whoever goes on typing has not read the first of them.
        await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
        if (stale()) return;
        for (const hit of answer.hits.slice(AT_ONCE)) await add(hit);
        if (stale()) return;
        if (count === 0) {
          const near = await answer.offers();
          if (stale()) return;
          list.replaceChildren(...(near.length > 0 ? [offered(near)] : []));
          show(near.length > 0);
        } else if (!whole) {
          list.append(row("hit all", link(`${form.action}?q=${encodeURIComponent(text)}`, say("all"))));
        } else if (answer.total > count && count === limit) {
          const more = make("button", { type: "button", className: "more" }, say("more"));
          more.addEventListener("click", () => ask(limit + PAGE));
          list.append(row("hit", more));
        }
        status.textContent = count === 0 ? say("none") : (told() === 1 ? say("one") : say("many", told()));
        await fillNarrow();
        if (whole && !stale()) countNarrow(answer.items);
      } catch {
        if (stale()) return;
        if (again) {
          status.textContent = say("broken");
          return;
        }
        opened = null;
        renew();
        emptyNarrow();
        await ask(limit, true);
      }
    };

    let timer = 0;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => ask(whole ? PAGE : FEW), WAIT);
    });
    // Arrows go through what was found, Enter follows, Escape goes back to the words and then out.
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const stops = [...list.querySelectorAll("a, button")];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined && stops.length > 0) {
        event.preventDefault();
        show(true);
        const at = stops.indexOf(active) + step;
        activate(at === -2 ? stops[stops.length - 1] : stops[at] ?? null);
      } else if (event.key === "Enter" && active !== null) {
        event.preventDefault();
        active.click();
      } else if (event.key === "Escape" && (active !== null || (!whole && !list.hidden))) {
        event.preventDefault();
        if (active !== null) activate(null); else show(false);
      }
    });
    list.addEventListener("click", () => { if (!whole) show(false); });
    if (whole) {
      form.addEventListener("submit", (event) => { event.preventDefault(); ask(PAGE); });
      if (wanted.get("q")) { input.value = wanted.get("q"); ask(PAGE); }
    } else {
      document.addEventListener("pointerdown", (event) => { if (!form.contains(event.target)) show(false); });
      form.addEventListener("focusout", (event) => { if (event.relatedTarget !== null && !form.contains(event.relatedTarget)) show(false); });
      input.addEventListener("focus", () => { if (list.childElementCount > 0) show(true); });
      indexes().catch(() => {});
      if (input.value.trim() !== "") ask(FEW);
    }
  };
})();

if (typeof globalThis !== "undefined") globalThis.dafField = dafField;
if (typeof document !== "undefined") {
  const form = document.querySelector(".search-form");
  if (form !== null) {
    document.getElementById("search-noscript")?.remove();
    dafField(form, true);
  }
}
