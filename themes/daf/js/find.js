// Asks a search index without a server: the twin of `search/query.rs` and `search/cited.rs`, the same steps with the same whole
// numbers. Reads what one query needs of the files that `search/FORMAT.md` of the source describes. Knows nothing of pages.
"use strict";

const dafFind = (() => {
  const VERSION = 3, QUERY = 500, WORDS = 8, LOOKED = 40, SECTIONS = 3, BEFORE = 50, SNIPPET = 200, THROUGH = 6000, NAMED = 1000000, OFFERED = 5;
  const EXACT = 6, SAME = 5, STEM = 4, SPELLED = 3, BEGINNING = 2, LOOSE = 1, TYPO = 1;
  const BEGINNINGS = [6, 10, 16], FORMS = 12, SPELLINGS = [32, 8], LOOSER = [24, 4], LARGE = 20000, TYPOS = 8, PLENTY = 500, ENOUGH = 50, FORGIVEN = 5, FORGIVEN_HEBREW = 4, HASH = 8;
  const { tokens, stem, spellingKeys, looseKey, isHebrew } = globalThis.dafFold;
  const { key: englishKey, beginning: englishBeginning } = globalThis.dafEnglish;

  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  // How many of a sorted list's entries come before this one, or are it.
  const upTo = (length, isAfter) => {
    let low = 0, high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAfter(middle)) high = middle; else low = middle + 1;
    }
    return low;
  };

  // Whole numbers as the index writes them, in base 32.
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Uint8Array(128);
  for (let at = 0; at < 64; at += 1) VALUES[DIGITS.charCodeAt(at)] = at;
  const numbers = (text, end = text.length) => {
    const found = new Uint32Array(end);
    let count = 0, value = 0, shift = 0;
    for (let at = 0; at < end; at += 1) {
      const digit = VALUES[text.charCodeAt(at)];
      value += (digit & 31) << shift;
      if (digit < 32) {
        found[count] = value;
        count += 1;
        value = 0;
        shift = 0;
      } else {
        shift += 5;
      }
    }
    return found.subarray(0, count);
  };
  const summed = (steps) => {
    for (let at = 1; at < steps.length; at += 1) steps[at] += steps[at - 1];
    return steps;
  };

  // A page stays awake: a long search lets others in between, and ends where its question is out of date.
  const now = () => performance.now();
  const breather = (stale) => {
    let began = now();
    return async () => {
      if (now() - began < 8) return;
      await new Promise((resolve) => { setTimeout(resolve); });
      if (stale !== undefined && stale()) throw new Error("out of date");
      began = now();
    };
  };

  // Whether two words differ by one letter more, less or other, or by two letters changed about.
  const oneApart = (a, b) => {
    const more = b.length - a.length;
    if (more > 1 || more < -1) return false;
    const [short, long] = more < 0 ? [b, a] : [a, b];
    let same = 0;
    while (same < short.length && short[same] === long[same]) same += 1;
    if (more !== 0) return short.slice(same) === long.slice(same + 1);
    if (same === short.length) return false;
    if (short.slice(same + 1) === long.slice(same + 1)) return true;
    return same + 1 < short.length && short[same] === long[same + 1] && short[same + 1] === long[same] && short.slice(same + 2) === long.slice(same + 2);
  };

  // How many letters have to be changed, added or left out to make one word of another; -1 where it is more than `far`.
  const distance = (a, b, far) => {
    if (Math.abs(a.length - b.length) > far) return -1;
    const row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 0; i < a.length; i += 1) {
      let before = row[0];
      row[0] = i + 1;
      for (let j = 0; j < b.length; j += 1) {
        const changed = before + (a[i] === b[j] ? 0 : 1);
        before = row[j + 1];
        row[j + 1] = Math.min(changed, before + 1, row[j] + 1);
      }
    }
    const apart = row[b.length];
    return apart > 0 && apart <= far ? apart : -1;
  };

  const finals = { "כ": "ך", "מ": "ם", "נ": "ן", "פ": "ף", "צ": "ץ" };
  const asWritten = (word) => (word.length > 1 && finals[word.slice(-1)] !== undefined ? word.slice(0, -1) + finals[word.slice(-1)] : word);

  // What was typed: words, words after a minus that must not be there, and phrases in quotation marks. Within a word such a
  // mark is gershayim.
  const folded = (text) => tokens(text).map((token) => token[2]);
  const isQuote = (c) => /["“”„]/u.test(c);
  const asking = (text) => {
    const phrases = [];
    const blank = (c) => c === undefined || /\s/u.test(c);
    const chars = Array.from(text);
    let plain = "", open = -1, from = 0;
    chars.forEach((c, at) => {
      if (!isQuote(c)) return;
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
    const last = chars[chars.length - 1];
    const begun = words.length <= WORDS && last !== undefined && !blank(last) && !isQuote(last);
    return { words: words.slice(0, WORDS), begun, without, phrases: phrases.filter((phrase) => phrase.length > 1) };
  };
  const hasPhrase = (text, phrase) => {
    const words = folded(text);
    return words.some((_, at) => phrase.every((word, step) => words[at + step] === word));
  };

  // Citations: what a work's name is followed by.
  const COUNTED = new Set(["chapter", "chapters", "ch", "verse", "verses", "v", "vv", "perek", "pasuk", "mishnah", "mishna", "daf", "page", "folio",
    "פרק", "פרקימ", "פסוק", "פסוקימ", "דפ", "עמוד", "משנה", "הלכה"]);
  const SIDED = 4294967295;
  const numeral = (word) => {
    let sum = 0, last = Infinity;
    const decade = (value) => (value >= 100 ? (value === Infinity ? Infinity : 100) : value >= 10 ? 10 : 1);
    for (const c of word) {
      const at = "אבגדהוזחטיכלמנסעפצקרשת".indexOf(c);
      if (at < 0) return null;
      const value = at < 9 ? at + 1 : at < 18 ? (at - 8) * 10 : (at - 17) * 100;
      const units = last === 9 && sum % 10 === 9 && (value === 6 || value === 7);
      const hundreds = value >= 100 && last === 400;
      if (!(units || hundreds || (value < last && decade(value) !== decade(last)))) return null;
      sum += value;
      last = units ? 1 : value;
    }
    return sum > 0 && sum < 2000 ? sum : null;
  };
  const sideOf = (word) => ({ a: 0, "א": 0, "עא": 0, b: 1, "ב": 1, "עב": 1 }[word] ?? null);
  const counted = (word, leaves) => {
    const digits = word.replace(/[ab]+$/, "");
    let number;
    if (/^[0-9]*$/.test(digits)) {
      if (digits === "" || digits.length > 4) return null;
      number = Number(digits);
    } else {
      number = Array.from(word).length <= 4 ? numeral(word) : null;
    }
    if (number === null) return null;
    const rest = word.slice(digits.length);
    if (!leaves) return rest === "" ? [number] : null;
    return rest === "a" ? [number * 2, SIDED] : rest === "b" ? [number * 2 + 1, SIDED] : [number * 2];
  };
  const endsInNumber = (word) => /^[0-9]/.test(word) || sideOf(word) !== null || (Array.from(word).length <= 4 && numeral(word) !== null);
  const isAlike = (typed, name) => {
    if (typed === name) return true;
    if (Array.from(typed).length < 4 || Array.from(name).length < 4) return false;
    const known = spellingKeys(name).map(looseKey);
    return spellingKeys(typed).some((key) => known.includes(looseKey(key)));
  };
  const beginsAt = (words, start, phrase) => {
    let at = start;
    for (const word of phrase.split(" ")) {
      if (at >= words.length || !isAlike(words[at], word)) return -1;
      at += 1;
    }
    return at;
  };
  const nameEnds = (between, [marks, marked, names], words) => {
    const starts = marks.map((mark) => beginsAt(words, 0, mark)).filter((end) => end >= 0);
    if (!marked) starts.push(0);
    let best = -1;
    for (const start of starts) {
      const skipped = Math.max(-1, ...between.map((phrase) => beginsAt(words, start, phrase)));
      for (const from of skipped < 0 ? [start] : [start, skipped]) {
        for (const name of names) best = Math.max(best, beginsAt(words, from, name));
      }
    }
    return best;
  };
  const leafPlace = (from, to) => {
    const sided = (place) => place[1] === SIDED;
    const bare = (place) => place.filter((number) => number !== SIDED);
    const ends = (place) => (bare(place).length === 1 && !sided(place) ? [bare(place)[0] + 1] : bare(place));
    if (bare(from).length > 1 && !sided(from)) return null;
    return [bare(from), to.length === 0 ? ends(from) : ends(to)];
  };
  const placeOf = (query, found, start, leaves) => {
    let from = [], to = [], ranged = false;
    let end = found[start - 1]?.[1];
    if (end === undefined) return null;
    for (const [begin, stop, word] of found.slice(start)) {
      const gap = query.slice(end, begin);
      end = stop;
      if (from.length > 0 && (/[-–—־]/u.test(gap) || word === "to")) ranged = true;
      if (word === "to" || COUNTED.has(word)) continue;
      const list = ranged ? to : from;
      const leaf = ranged && to.length === 0 ? from[0] : undefined;
      const side = sideOf(word);
      if (side !== null && leaves && (list.length === 1 || leaf !== undefined)) {
        const known = leaf ?? list[0] ?? 0;
        const sided = [known - (known % 2) + side, SIDED];
        if (ranged) to = sided; else from = sided;
        continue;
      }
      const more = counted(word, leaves);
      if (more === null) return null;
      list.push(...more);
    }
    if (from.length === 0 || from.length > 4 || to.length > from.length) return null;
    if (leaves) return leafPlace(from, to);
    return [from, to.length === 0 ? from : [...from.slice(0, from.length - to.length), ...to]];
  };
  const order = (a, b) => {
    for (let at = 0; at < Math.min(a.length, b.length); at += 1) if (a[at] !== b[at]) return a[at] - b[at];
    return 0;
  };
  const nearness = ([from, to], [first, last]) => {
    if (order(last, from) < 0 || order(to, first) < 0) return null;
    const same = (a, b) => a.length === b.length && order(a, b) === 0;
    if (same(from, first) && same(to, last)) return 0;
    return order(first, from) <= 0 && order(to, last) <= 0 && from.length >= first.length ? 1 : 2;
  };
  const isCitation = (words) => words.length >= 2 && words.length <= 12 && endsInNumber(words[words.length - 1]);
  const named = (cited, query) => {
    const found = tokens(query);
    const words = found.map((token) => token[2]);
    let list = [], reach = 0;
    for (const work of cited.works) {
      const end = nameEnds(cited.between, work, words);
      if (end < 0 || end < reach) continue;
      const place = placeOf(query, found, end, work[3]);
      if (place === null) continue;
      if (end > reach) list = [];
      reach = Math.max(reach, end);
      for (const [item, first, last] of work[4]) {
        const near = nearness(place, [first, last]);
        if (near !== null && !list.some((known) => known[0] === near && known[1] === item)) list.push([near, item]);
      }
    }
    list.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return list.map((one) => one[1]);
  };

  // One index: `read(name)` gives the text of one of its files.
  const open = async (read, name, folder) => {
    const manifest = JSON.parse(await read(folder + name));
    if (manifest.v !== VERSION) throw new Error("the index is of another version");
    const firsts = summed(numbers(`A${manifest.i}`));
    const [wordsAt, postingsAt, headsAt, itemsAt] = [manifest.w[2], manifest.p[0], manifest.h[0], manifest.e[0]].map((steps) => summed(numbers(steps)));
    const itemOf = (section) => upTo(firsts.length, (at) => firsts[at] > section) - 1;

    // The shards of a kind, each read once and kept as `make` makes it of its text.
    const kept = new Map();
    const shard = (kind, at, make) => {
      const file = `${kind}.${manifest[kind][1].slice(at * HASH, (at + 1) * HASH)}`;
      if (!kept.has(file)) kept.set(file, read(folder + file).then(make));
      return kept.get(file);
    };
    const single = (kind) => {
      if (manifest[kind] === null) return Promise.resolve(null);
      if (!kept.has(kind)) kept.set(kind, read(`${folder}${kind}.${manifest[kind]}`).then((text) => JSON.parse(text)));
      return kept.get(kind);
    };
    const lines = (text) => text.split("\n");

    // The vocabulary: words with the number of sections that hold each.
    const words = (at) => shard("w", at, (text) => {
      const list = [], held = [];
      let before = "";
      for (const line of lines(text)) {
        if (line === "") continue;
        const space = line.lastIndexOf(" ");
        before = before.slice(0, parseInt(line[0], 36)) + line.slice(1, space);
        list.push(before);
        held.push(Number(line.slice(space + 1)));
      }
      return { list, held, first: wordsAt[at] };
    });
    const place = (word) => Math.max(0, upTo(manifest.w[0].length, (at) => compare(manifest.w[0][at], word) > 0) - 1);
    const find = async (word) => {
      if (manifest.w[0].length === 0) return null;
      const { list, held, first } = await words(place(word));
      const at = upTo(list.length, (middle) => compare(list[middle], word) > 0) - 1;
      return at >= 0 && list[at] === word ? { number: first + at, word, held: held[at] } : null;
    };
    // The words that begin so, in order.
    const beginning = async (begin) => {
      const found = [];
      for (let at = place(begin); at < manifest.w[0].length; at += 1) {
        if (compare(manifest.w[0][at], begin) > 0 && !manifest.w[0][at].startsWith(begin)) break;
        const { list, held, first } = await words(at);
        for (let word = upTo(list.length, (middle) => compare(list[middle], begin) >= 0); word < list.length; word += 1) {
          if (!list[word].startsWith(begin) || found.length === THROUGH) break;
          found.push({ number: first + word, word: list[word], held: held[word] });
        }
      }
      return found;
    };
    const mostFrequent = (list, most) => list.sort((a, b) => b.held - a.held || a.number - b.number).slice(0, most);

    // The sections of a word, with what it weighs in each.
    const decoded = new Map();
    const postings = async (number) => {
      if (!decoded.has(number)) {
        const at = upTo(postingsAt.length, (middle) => postingsAt[middle] > number) - 1;
        const line = (await shard("p", at, lines))[number - postingsAt[at]];
        const space = line.lastIndexOf(" ");
        const sections = summed(numbers(line, space));
        const weights = new Uint8Array(sections.length);
        const same = line.length === space + 2;
        for (let step = 0; step < weights.length; step += 1) weights[step] = VALUES[line.charCodeAt(space + 1 + (same ? 0 : step))];
        decoded.set(number, { sections, weights });
      }
      return decoded.get(number);
    };

    // The words that stand under a spelling key.
    const alike = async (key) => {
      const at = upTo(manifest.a[0].length, (middle) => compare(manifest.a[0][middle], key) > 0) - 1;
      if (at < 0) return [];
      const known = await shard("a", at, (text) => {
        const map = new Map();
        for (const line of lines(text)) map.set(line.slice(0, line.indexOf(" ")), line);
        return map;
      });
      return known.get(key)?.split(" ").slice(1) ?? [];
    };
    const spellings = async (word) => {
      const near = [], far = [], large = manifest.k > LARGE ? 1 : 0;
      for (const form of [word, stem(word)].filter((form) => form !== null)) {
        const keys = spellingKeys(form);
        // A word of the index that has nothing to leave out stands under no key but itself.
        near.push(...keys.filter((key) => isHebrew(key[0])));
        const loose = [...keys.map(looseKey), form].filter((key, at, list) => at === 0 || key !== list[at - 1]);
        const strict = [], other = [];
        for (const key of loose) {
          for (const known of await alike(key)) {
            (key === form || spellingKeys(known).some((own) => keys.includes(own)) ? strict : other).push(known);
          }
        }
        near.push(...strict.slice(0, SPELLINGS[large]));
        far.push(...other.slice(0, LOOSER[large]));
      }
      return [near, far];
    };
    const forms = async (word) => {
      const key = englishKey(word);
      if (key === null) return [];
      const found = [];
      for (const known of await beginning(englishBeginning(key))) {
        if (found.length < FORMS && known.word !== word && englishKey(known.word) === key) found.push(known);
      }
      return found;
    };
    // The words that begin with the first letter of what was typed, or with its first two changed about.
    const about = async (word) => {
      const letters = Array.from(word);
      const turned = letters.slice(0, 2).reverse().join("");
      const found = await beginning(letters[0]);
      return turned.startsWith(letters[0]) ? found : [...found, ...await beginning(turned)];
    };

    // The words of the index that a word of the query stands for, with what each is worth.
    const terms = async (word, begun) => {
      const list = new Map();
      const add = (term, worth) => { if (term !== null && !list.has(term.number)) list.set(term.number, { ...term, worth }); };
      const addWords = async (known, worth) => { for (const one of known) add(await find(one), worth); };
      const exact = await find(word);
      add(exact, EXACT);
      for (const group of manifest.s) if (group.includes(word)) await addWords(group, SAME);
      const peeled = stem(word);
      if (peeled !== null) add(await find(peeled), STEM);
      if (exact !== null && exact.held >= PLENTY) return list;
      (await forms(word)).forEach((known) => add(known, STEM));
      const [near, far] = await spellings(word);
      await addWords(near, SPELLED);
      const letters = Array.from(word).length;
      if (letters >= 2 && (begun || list.size === 0)) {
        mostFrequent(await beginning(word), BEGINNINGS[Math.min(letters, 4) - 2]).forEach((known) => add(known, BEGINNING));
      }
      if (exact === null || exact.held < ENOUGH) await addWords(far, LOOSE);
      if (list.size === 0 && letters >= (isHebrew(word[0]) ? FORGIVEN_HEBREW : FORGIVEN)) {
        // "Zelophehad's" is folded to one word.
        const apart = ({ word: known }) => oneApart(word, known) || (known.endsWith("s") && oneApart(word, known.slice(0, -1)));
        mostFrequent((await about(word)).filter(apart), TYPOS).forEach((known) => add(known, TYPO));
      }
      return list;
    };

    // The items that the chosen facets keep; null where none is chosen.
    const facets = async () => {
      const all = await single("g");
      return all === null ? [] : all.map(([facet, choices]) => [facet, choices.map(([choice, steps]) => [choice, summed(numbers(steps))])]);
    };
    const keeps = async (narrowed) => {
      if (narrowed.length === 0) return null;
      const all = await facets();
      let items = null;
      for (const [facet, choice] of narrowed) {
        const list = new Set(all.find(([own]) => own === facet)?.[1].find(([own]) => own === choice)?.[1] ?? []);
        items = items === null ? list : new Set([...items].filter((item) => list.has(item)));
      }
      return items;
    };

    // What the words of a query match: items with the score of their best section, and the sections' scores.
    const matches = async (text, asked, narrowed, breathe) => {
      const count = new Uint8Array(manifest.n), scores = new Uint32Array(manifest.n), best = new Uint32Array(manifest.n);
      const shown = new Map();
      const exact = await Promise.all(asked.words.map(find));
      const lengths = await Promise.all(exact.map(async (term) => (term === null ? 0 : (await postings(term.number)).sections.length)));
      // A word that stands nearly everywhere narrows nothing, as long as there is another.
      const common = exact.map((term, at) => term !== null && term.held > lengths[at]);
      const allCommon = common.every(Boolean);
      for (const [at, word] of asked.words.entries()) {
        await breathe();
        const touched = [];
        for (const term of (await terms(word, at === asked.words.length - 1 && asked.begun)).values()) {
          const { sections, weights } = await postings(term.number);
          const rare = 32 - Math.clz32(Math.floor(manifest.n / term.held));
          const worth = term.worth * rare;
          for (let step = 0; step < sections.length; step += 1) {
            const section = sections[step], score = weights[step] * worth;
            if (best[section] === 0) touched.push(section);
            if (score > best[section]) best[section] = score;
          }
          shown.set(term.word, (shown.get(term.word) ?? 0) | (1 << at));
          await breathe();
        }
        const counts = allCommon || !common[at] ? 1 : 0;
        for (const section of touched) {
          count[section] += counts;
          scores[section] += best[section];
          best[section] = 0;
        }
      }
      for (const word of asked.without) {
        const term = await find(word);
        if (term !== null) (await postings(term.number)).sections.forEach((section) => { count[section] = 0; scores[section] = 0; });
      }
      const kept = await keeps(narrowed);
      if (kept !== null) for (let section = 0; section < count.length; section += 1) if (count[section] > 0 && !kept.has(itemOf(section))) count[section] = 0;
      let most = 0;
      for (let section = 0; section < count.length; section += 1) if (count[section] > most) most = count[section];
      const items = [], bests = [];
      if (most > 0) {
        let item = 0;
        for (let section = 0; section < count.length; section += 1) {
          if (count[section] !== most) { scores[section] = 0; continue; }
          while (firsts[item + 1] <= section) item += 1;
          if (items[items.length - 1] === item) {
            if (scores[section] > bests[bests.length - 1]) bests[bests.length - 1] = scores[section];
          } else {
            items.push(item);
            bests.push(scores[section]);
          }
        }
      }
      const words = narrowed.length === 0 ? folded(text) : [];
      const cited = isCitation(words) ? await single("c") : null;
      return { items, bests, scores, most, shown, named: cited === null ? [] : named(cited, text) };
    };

    // What a list of results says of an item, and its words.
    const lineOf = async (kind, starts, number) => {
      const at = upTo(starts.length, (middle) => starts[middle] > number) - 1;
      return JSON.parse((await shard(kind, at, lines))[number - starts[at]]);
    };
    const head = async (number) => {
      const [page, title, kind, beside, sections, teaching, taught] = await lineOf("h", headsAt, number);
      return { page, title, kind, beside, sections, teaching, taught };
    };
    const body = (number) => lineOf("e", itemsAt, number);

    // Words to offer where nothing was found.
    const offers = async (asked) => {
      const found = new Map();
      for (const word of asked.words) {
        if (await find(word) !== null) continue;
        const far = Array.from(word).length < 4 ? 1 : 2;
        for (const known of await about(word)) {
          const apart = distance(word, known.word, far);
          if (apart > 0) found.set(`${apart} ${known.number}`, { ...known, apart });
        }
      }
      const list = [...found.values()].sort((a, b) => a.apart - b.apart || b.held - a.held || a.number - b.number);
      return list.slice(0, OFFERED).map((known) => asWritten(known.word));
    };
    return { matches, head, body, firsts, facilitator: manifest.f, offers, facets };
  };

  // The words around the first that was found, what was found between U+0002 and U+0003.
  const snippet = (body, found) => {
    const first = found.length > 0 ? found[0][0] : 0;
    const before = Array.from(body.slice(Math.max(0, first - 2 * BEFORE - 2), first));
    let from = 0;
    if (before.length > BEFORE) {
      const near = before.slice(-BEFORE).join("");
      const space = near.indexOf(" ");
      from = space < 0 ? first : first - near.length + space + 1;
    }
    const rest = Array.from(body.slice(from, from + 2 * SNIPPET + 2));
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
  const bitsOf = (number) => { let count = 0; for (let rest = number; rest > 0; rest >>= 1) count += rest & 1; return count; };

  // A section with the part of it that holds the most of what was asked for, and a snippet of that.
  const shownLine = (page, [anchor, section], parts, score, shown) => {
    let most = -1, best = null, marks = [];
    for (const part of parts) {
      let bits = 0;
      const found = [];
      for (const token of tokens(part[3])) {
        const peeled = stem(token[2]);
        const own = shown.get(token[2]) ?? (peeled === null ? undefined : shown.get(peeled));
        if (own !== undefined) {
          bits |= own;
          found.push(token);
        }
      }
      if (bitsOf(bits) > most) {
        most = bitsOf(bits);
        best = part;
        marks = found;
      }
    }
    if (best === null) return { anchor, section, kind: page.kind, lang: "", dir: "", snippet: "", score };
    return { anchor: best[1] === "" ? anchor : best[1], section, kind: best[0], lang: best[2], dir: best[4] ? "rtl" : "ltr", snippet: snippet(best[3], marks), score };
  };

  // Of a list of items the best, in order: a list of thousands is not sorted for the sake of ten.
  const top = ({ items, bests }, most) => {
    let at = Array.from(items.keys());
    if (at.length > 4 * most) {
      const least = Uint32Array.from(bests).sort()[bests.length - most];
      at = at.filter((one) => bests[one] >= least);
    }
    at.sort((a, b) => bests[b] - bests[a] || items[a] - items[b]);
    return at.slice(0, most).map((one) => [items[one], bests[one]]);
  };

  // No more of a query is looked at than anybody types.
  const cut = (typed) => Array.from(typed.slice(0, 2 * QUERY)).slice(0, QUERY).join("");

  // Asks every index. Gives how much was found, and functions that read one page after another, best first; one that gives null
  // has not every phrase.
  const find = async (indexes, typed, { limit, narrowed = [], stale } = {}) => {
    const text = cut(typed);
    const asked = asking(text);
    const breathe = breather(stale);
    const most = asked.phrases.length > 0 ? LOOKED : limit;
    const found = [];
    let total = 0;
    const all = [];
    for (const index of indexes) {
      const answer = await index.matches(text, asked, narrowed, breathe);
      all.push(answer);
      const cited = new Set(answer.named);
      total += cited.size + answer.items.filter((item) => !cited.has(item)).length;
      answer.named.forEach((item, step) => found.push({ index, answer, item, best: NAMED - step, cited: true }));
      for (const [item, best] of top(answer, most + cited.size)) if (!cited.has(item)) found.push({ index, answer, item, best, cited: false });
    }
    found.sort((a, b) => Number(b.cited) - Number(a.cited) || b.answer.most - a.answer.most || b.best - a.best
      || Number(a.index.facilitator) - Number(b.index.facilitator) || a.item - b.item);
    // A page as a list shows it, its best sections first; `more` reads their words: what was found, and where it stands.
    const hit = async ({ index, answer, item, best, cited }) => {
      const page = await index.head(item);
      const first = index.firsts[item];
      let scored = page.sections.map((section, at) => ({ score: cited ? best : answer.scores[first + at], section, at })).filter(({ score }) => score > 0);
      if (asked.phrases.length > 0) {
        const parts = await index.body(item);
        await breathe();
        scored = scored.filter(({ section, at }) => asked.phrases.every((phrase) => hasPhrase(page.title, phrase) || hasPhrase(section[1], phrase)
          || parts[at].some((part) => hasPhrase(part[3], phrase))));
      }
      scored.sort((a, b) => b.score - a.score);
      if (scored.length === 0) return null;
      scored = scored.slice(0, SECTIONS);
      const lines = scored.map(({ section: [anchor, section], score }) => ({ anchor, section, score }));
      const more = async () => {
        const parts = await index.body(item);
        await breathe();
        return scored.map(({ section, score, at }) => shownLine(page, section, parts[at], score, answer.shown));
      };
      return { page: page.page, title: page.title, kind: page.kind, beside: page.beside, facilitator: index.facilitator, cited, teaching: page.teaching, taught: page.taught, lines, more };
    };
    return {
      total,
      phrases: asked.phrases.length > 0,
      items: all[0]?.items ?? [],
      hits: found.slice(0, most).map((one) => () => hit(one)),
      offers: () => (indexes.length > 0 ? indexes[0].offers(asked) : Promise.resolve([])),
    };
  };

  // The same, with every page read.
  const search = async (indexes, text, wanted) => {
    const found = await find(indexes, text, wanted);
    const hits = [];
    for (const hit of found.hits) {
      const one = await hit();
      if (one !== null) hits.push({ ...one, lines: await one.more() });
    }
    const total = found.phrases ? hits.length : found.total;
    return { hits: hits.slice(0, wanted.limit), total, near: hits.length === 0 ? await found.offers() : [] };
  };

  return { open, find, search };
})();

if (typeof globalThis !== "undefined") globalThis.dafFind = dafFind;
