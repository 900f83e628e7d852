// Search without a server: reads the index's shards as scripts, so that it works from a disk. The twin of `search/query.rs`:
// the same steps, the same whole numbers. The index is described in `search/FORMAT.md` of the source.
"use strict";

const dafEngine = (() => {
  const WORDS = 8, BEGINNINGS = 60, LOOKED = 60, SECTIONS = 3, BEFORE = 50, SNIPPET = 200, SPELLINGS = 40, VERSION = 2;
  const EXACT = 6, SAME = 5, STEM = 4, SPELLED = 3, BEGINNING = 2, LOOSE = 1, TYPO = 1, FORGIVEN = 5, LOOKED_THROUGH = 4000;
  const { tokens, stem, spellingKeys, looseKey } = globalThis.dafFold;

  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  // How many bits a whole number has: 1 for 1, 2 for 2 and 3.
  const bits = (n) => (n < 1 ? 0 : Math.floor(n).toString(2).length);

  // Whether two words differ by one letter more, less or other, or by two letters changed about.
  const oneApart = (a, b) => {
    const [short, long] = a.length <= b.length ? [a, b] : [b, a];
    let same = 0;
    while (same < short.length && short[same] === long[same]) same += 1;
    const rest = (list, skip) => list.slice(same + skip).join("");
    if (long.length - short.length === 1) return rest(short, 0) === rest(long, 1);
    if (long.length !== short.length || same === short.length) return false;
    const turned = same + 1 < short.length && short[same] === long[same + 1] && short[same + 1] === long[same];
    return rest(short, 1) === rest(long, 1) || (turned && rest(short, 2) === rest(long, 2));
  };

  // What was typed: words, words after a minus that must not be there, and phrases in quotation marks. Within a word such a
  // mark is gershayim.
  const folded = (text) => tokens(text).map((token) => token[2]);
  const asking = (text) => {
    const phrases = [];
    const blank = (c) => c === undefined || /\s/u.test(c);
    const chars = Array.from(text);
    let plain = "", open = -1, from = 0;
    chars.forEach((c, at) => {
      if (!/["“”„]/u.test(c)) return;
      if (open < 0 && blank(chars[at - 1]) && !blank(chars[at + 1])) {
        open = at;
      } else if (open >= 0 && blank(chars[at + 1])) {
        const phrase = chars.slice(open + 1, at).join("");
        plain += `${chars.slice(from, open).join("")} ${phrase} `;
        phrases.push(folded(phrase));
        open = -1;
        from = at + 1;
      }
    });
    plain += chars.slice(from).join("");
    const words = [], without = [];
    for (const part of plain.split(/\s+/u).filter(Boolean)) {
      if (part.startsWith("-") && part.length > 1) without.push(...folded(part.slice(1))); else words.push(...folded(part));
    }
    return { words: words.slice(0, WORDS), without, phrases: phrases.filter((phrase) => phrase.length > 1) };
  };
  const hasPhrase = (text, phrase) => {
    const words = folded(text);
    return words.some((_, at) => phrase.every((word, step) => words[at + step] === word));
  };

  // One index: `read(name)` gives the text of one of its files.
  const open = async (read, name, folder) => {
    const manifest = JSON.parse(await read(folder + name));
    if (manifest.v !== VERSION) throw new Error("the index is of another version");
    const shards = new Map();

    // The lines of the shard that begins at this place of one of the manifest's lists, in order: what it begins with, the rest.
    const shard = (of, at) => {
      const key = of + at;
      if (!shards.has(key)) {
        shards.set(key, read(folder + manifest[of][at][1]).then((text) => text.split("\n").filter(Boolean).map((line) => {
          const space = line.indexOf(" ");
          return [line.slice(0, space), line.slice(space + 1)];
        })));
      }
      return shards.get(key);
    };

    // The last shard whose first word does not come after this one.
    const place = (of, word) => {
      let low = 0, high = manifest[of].length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (compare(manifest[of][middle][0], word) <= 0) low = middle + 1; else high = middle;
      }
      return Math.max(0, low - 1);
    };

    const lookup = async (of, word) => {
      if (manifest[of].length === 0) return null;
      const list = await shard(of, place(of, word));
      let low = 0, high = list.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (compare(list[middle][0], word) < 0) low = middle + 1; else high = middle;
      }
      return low < list.length && list[low][0] === word ? list[low][1] : null;
    };

    // The words that begin so, in order.
    const beginnings = async (word, most) => {
      const found = [];
      for (let at = place("t", word); at < manifest.t.length && found.length < most; at += 1) {
        if (compare(manifest.t[at][0], word) > 0 && !manifest.t[at][0].startsWith(word)) break;
        for (const [known] of await shard("t", at)) {
          if (known.startsWith(word)) found.push(known);
          if (found.length === most) break;
        }
      }
      return found;
    };

    // Other spellings of a word that the index holds: those that share a key, and those that share a loose one.
    const spellings = async (word) => {
      const near = [], far = [];
      for (const form of [word, stem(word)].filter((form) => form !== null)) {
        const keys = spellingKeys(form);
        // A word of the index that has nothing to leave out stands under no key but itself.
        if (keys.length === 1 && keys[0] > "z") near.push(keys[0]);
        for (const key of [...keys.map(looseKey), form]) {
          const line = await lookup("a", key);
          if (line === null) continue;
          for (const known of line.split(" ").slice(0, SPELLINGS)) {
            const strict = key === form || spellingKeys(known).some((own) => keys.includes(own));
            (strict ? near : far).push(known);
          }
        }
      }
      return [near, far];
    };

    const terms = async (word) => {
      const list = new Map([[word, EXACT]]);
      const add = (term, worth) => { if (!list.has(term)) list.set(term, worth); };
      for (const group of manifest.s) if (group.includes(word)) group.forEach((known) => add(known, SAME));
      const peeled = stem(word);
      if (peeled !== null) add(peeled, STEM);
      const forms = await lookup("a", `=${word}`);
      if (forms !== null) forms.split(" ").forEach((known) => add(known, STEM));
      const [near, far] = await spellings(word);
      near.forEach((known) => add(known, SPELLED));
      if (Array.from(word).length >= 2) for (const known of await beginnings(word, BEGINNINGS)) add(known, BEGINNING);
      far.forEach((known) => add(known, LOOSE));
      let known = false;
      for (const term of list.keys()) known = known || (await lookup("t", term)) !== null;
      const letters = Array.from(word);
      if (!known && letters.length >= FORGIVEN) {
        for (const near of await beginnings(letters.slice(0, 2).join(""), LOOKED_THROUGH)) {
          if (oneApart(letters, Array.from(near))) add(near, TYPO);
        }
      }
      return list;
    };

    const entry = async (number) => {
      let at = manifest.e.length - 1;
      while (at > 0 && manifest.e[at][0] > number) at -= 1;
      const key = `e${at}`;
      if (!shards.has(key)) {
        shards.set(key, read(folder + manifest.e[at][1]).then((text) => text.split("\n").filter(Boolean)));
      }
      return JSON.parse((await shards.get(key))[number - manifest.e[at][0]]);
    };

    const query = async (text) => {
      const { words: asked, without, phrases } = asking(text);
      const scores = new Map();
      const shown = new Set();
      for (const word of asked) {
        const best = new Map();
        for (const [term, worth] of await terms(word)) {
          const line = await lookup("t", term);
          if (line === null) continue;
          const postings = line.split(" ");
          const rare = bits(Math.floor(manifest.n / postings.length));
          let number = 0;
          for (const posting of postings) {
            const [step, weight] = posting.split(".");
            number += Number(step);
            best.set(number, Math.max(best.get(number) ?? 0, Number(weight) * worth * rare));
          }
          shown.add(term);
        }
        for (const [number, score] of best) {
          const sum = scores.get(number) ?? [0, 0];
          scores.set(number, [sum[0] + 1, sum[1] + score]);
        }
      }
      for (const word of without) {
        const line = await lookup("t", word);
        let number = 0;
        for (const posting of line === null ? [] : line.split(" ")) scores.delete(number += Number(posting.split(".")[0]));
      }
      const most = Math.max(0, ...Array.from(scores.values(), (sum) => sum[0]));
      const found = [];
      for (const [number, [matched, score]] of scores) {
        if (matched === most) found.push({ matched, score, number, facilitator: manifest.f, entry: () => entry(number), shown, phrases });
      }
      return found;
    };
    return { query };
  };

  // The words around the first that was found, as [text, whether it was found] parts.
  const snippet = (body, shown) => {
    const holds = (word) => shown.has(word) || (stem(word) !== null && shown.has(stem(word)));
    const found = tokens(body).filter((token) => holds(token[2]));
    const first = found.length > 0 ? found[0][0] : 0;
    const before = Array.from(body.slice(0, first));
    let from = 0;
    if (before.length > BEFORE) {
      const near = before.slice(-BEFORE).join("");
      const space = near.indexOf(" ");
      from = space < 0 ? first : first - near.length + space + 1;
    }
    const rest = Array.from(body.slice(from));
    let to = body.length;
    if (rest.length > SNIPPET) {
      const text = rest.slice(0, SNIPPET).join("");
      const space = text.lastIndexOf(" ");
      to = from + (space > 0 ? space : text.length);
    }
    let out = from > 0 ? "…" : "";
    let at = from;
    for (const [start, end] of found) {
      if (end > to) break;
      out += `${body.slice(at, start)}\u0002${body.slice(start, end)}\u0003`;
      at = end;
    }
    out += body.slice(at, to);
    if (to < body.length) out += "…";
    return out.split(/\s+/u).filter(Boolean).join(" ");
  };

  // Asks every index and puts what was found into pages, best first.
  const search = async (indexes, text, limit) => {
    const found = (await Promise.all(indexes.map((index) => index.query(text)))).flat();
    found.sort((a, b) => b.matched - a.matched || b.score - a.score || Number(a.facilitator) - Number(b.facilitator) || a.number - b.number);
    const hits = [];
    for (const one of found.slice(0, LOOKED)) {
      const [page, anchor, title, section, body] = await one.entry();
      if (!one.phrases.every((phrase) => [title, section, body].some((part) => hasPhrase(part, phrase)))) continue;
      const line = { anchor, section, score: one.score, snippet: snippet(body, one.shown) };
      const hit = hits.find((known) => known.page === page && known.title === title);
      if (hit !== undefined) {
        if (hit.lines.length < SECTIONS) hit.lines.push(line);
      } else if (hits.length < limit) {
        hits.push({ page, title, facilitator: one.facilitator, lines: [line] });
      }
    }
    return hits;
  };

  return { open, search };
})();

if (typeof globalThis !== "undefined") globalThis.dafEngine = dafEngine;

// The page.
if (typeof document !== "undefined") (() => {
  const main = document.querySelector("main[data-index]");
  if (main === null) return;
  const root = main.dataset.root;
  const input = document.getElementById("daf.q");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  document.getElementById("search-noscript")?.remove();

  // A shard is a script that calls `dafSearch` with its name and its text.
  const waiting = new Map();
  const texts = new Map();
  globalThis.dafSearch = (name, text) => waiting.get(name)?.(text);
  const read = (path) => {
    if (!texts.has(path)) {
      texts.set(path, new Promise((resolve, reject) => {
        waiting.set(path.slice(path.lastIndexOf("/") + 1), resolve);
        const script = document.createElement("script");
        script.src = `${root}${path}.js`;
        script.onerror = () => reject(new Error(path));
        document.head.append(script);
      }));
    }
    return texts.get(path);
  };

  let opened = null;
  const indexes = () => {
    opened ??= Promise.all(main.dataset.index.split(" ").filter(Boolean).map((path) => {
      const cut = path.lastIndexOf("/") + 1;
      return globalThis.dafEngine.open(read, path.slice(cut), path.slice(0, cut));
    }));
    return opened;
  };

  const direct = (node, text) => { node.dir = "auto"; node.append(text); return node; };
  const marked = (text) => {
    const words = document.createElement("p");
    words.className = "snippet";
    words.dir = "auto";
    for (const part of text.split("\u0002")) {
      const [found, rest] = part.includes("\u0003") ? part.split("\u0003") : [null, part];
      if (found !== null) {
        const node = document.createElement("mark");
        node.append(found);
        words.append(node);
      }
      words.append(rest);
    }
    return words;
  };
  const item = (hit) => {
    const row = document.createElement("li");
    const head = document.createElement("p");
    head.className = "row-title";
    const link = (anchor, text) => {
      const node = direct(document.createElement("a"), text);
      node.href = root + hit.page.split("/").map(encodeURIComponent).join("/") + (anchor === "" ? "" : `#${encodeURIComponent(anchor)}`);
      return node;
    };
    head.append(link(hit.page.includes("glossary") ? hit.lines[0].anchor : "", hit.title));
    if (hit.facilitator) {
      const note = document.createElement("span");
      note.className = "ui";
      note.append(` ${main.dataset.facilitator}`);
      head.append(note);
    }
    row.append(head);
    for (const line of hit.lines) {
      if (line.section !== "") {
        const section = document.createElement("p");
        section.className = "ui section";
        section.append(link(line.anchor, line.section));
        row.append(section);
      }
      row.append(marked(line.snippet));
    }
    return row;
  };

  let latest = 0;
  const ask = async () => {
    const number = ++latest;
    const text = input.value.trim();
    if (text === "") {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const hits = await globalThis.dafEngine.search(await indexes(), text, 20);
      if (number !== latest) return;
      list.replaceChildren(...hits.map(item));
      status.textContent = hits.length === 0 ? main.dataset.none : (hits.length === 1 ? main.dataset.one : main.dataset.many.replace("#", hits.length));
    } catch {
      if (number === latest) status.textContent = main.dataset.broken;
    }
  };

  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const address = new URL(location.href);
      if (input.value.trim() === "") address.searchParams.delete("q"); else address.searchParams.set("q", input.value.trim());
      // A page opened from a disk may not always change its own address; searching goes on without it.
      try { history.replaceState(null, "", address); } catch { /* nothing is lost */ }
      ask();
    }, 120);
  });
  // Arrows go from the field through what was found and back; Escape goes back to the field.
  main.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && event.target !== input) {
      event.preventDefault();
      input.focus();
      return;
    }
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const stops = [input, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (next === undefined || !stops.includes(document.activeElement)) return;
    event.preventDefault();
    next.focus();
  });
  main.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked !== null && asked !== "") { input.value = asked; ask(); }
})();
