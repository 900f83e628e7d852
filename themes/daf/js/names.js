// Divine names as a reader wants them: the twin of the builder's own rules (`hebrew/show.rs`), held to the same table of cases.
// Read only when somebody asks for it. Changes words; knows nothing of pages.
"use strict";

globalThis.dafNames = (() => {
  const LETTER = /[\u05D0-\u05EA\u05EF-\u05F2\uFB1D\uFB1F-\uFB28\uFB2A-\uFB4F]/;
  const POINT = /[\u05B0-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]/;
  const MARK = /[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u034F]/;
  const WORDS = /[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u034F\u05D0-\u05EA\u05EF-\u05F2\uFB1D\uFB1F-\uFB28\uFB2A-\uFB4F]+/g;
  const bare = (word) => [...word].filter((c) => LETTER.test(c)).join("");
  const SUFFIXES = ["ים", "י", "ינו", "יך", "יכם", "יכן", "יהם", "יהן", "יו", "יה", "יהו"];
  const LATIN = {
    elohim: "elokim", elohei: "elokei", elohai: "elokai", eloheinu: "elokeinu", elohenu: "elokenu", elohecha: "elokecha",
    elohekha: "elokekha", eloheichem: "elokeichem", eloheikhem: "elokeikhem", elohav: "elokav", eloah: "elokah",
    adonai: "hashem", adonay: "hashem", shaddai: "shakkai", tzevaot: "tzevakot", tsevaot: "tsevakot", tzvaot: "tzvakot",
  };
  const ENGLISH = { God: "G-d", GOD: "G-D", Lord: "L-rd", LORD: "L-RD" };

  const isElohim = (stem) => {
    const short = stem.replace("אלוה", "אלה");
    return (short.startsWith("אלה") && SUFFIXES.includes(short.slice(3))) || stem === "אלוה" || stem === "אלוהא";
  };
  const stemAt = (word, prefixes) => {
    let count = 0;
    for (let at = 0; at < word.length; at += 1) if (LETTER.test(word[at]) && count++ === prefixes) return at;
    return word.length;
  };
  const ofStem = (stem, marked, prefixes, before) => {
    const pointed = [...marked].some((c) => POINT.test(c));
    const after = (letter, point) => {
      const at = marked.indexOf(letter);
      for (let next = at + 1; at >= 0 && next < marked.length && MARK.test(marked[next]); next += 1) if (marked[next] === point) return true;
      return false;
    };
    if (stem === "יהוה") return "name";
    if (stem === "אדני" && (!pointed || after("נ", "\u05B8"))) return "adonai";
    if (stem === "שדי" && ((pointed && after("ש", "\u05C1")) || before === "before-el")) return "shaddai";
    if (stem === "צבאות" && before === "before-name") return "tsevaot";
    if (stem === "יה" && prefixes === 0) return "yah";
    if (stem === "אל" && after("א", "\u05B5")) return "el";
    return isElohim(stem) ? "elohim" : null;
  };
  const familyOf = (word, before) => {
    const letters = bare(word);
    for (let prefixes = 0; prefixes <= Math.min(letters.length, 3); prefixes += 1) {
      if ([...letters.slice(0, prefixes)].some((c) => !"ובכלמשה".includes(c))) return null;
      const family = ofStem(letters.slice(prefixes), word.slice(stemAt(word, prefixes)), prefixes, before);
      if (family) return [prefixes, family];
    }
    return null;
  };
  // What each family becomes: a letter that a hyphen stands before, or that becomes a kuf.
  const PARTED = { elohim: "ה", adonai: "י", shaddai: "ד", tsevaot: "א", yah: "ה", el: "ל" };
  const KUF = { elohim: "ה", shaddai: "ד", tsevaot: "א", yah: "י", el: "א" };
  const named = (word, prefixes, family, way) => {
    const at = stemAt(word, prefixes);
    const [prefix, stem] = [word.slice(0, at), word.slice(at)];
    if (family === "name") return prefix + (way === "hyphen" ? "י-ה-ו-ה" : "ה׳");
    if (way === "heh") return word;
    if (way === "hyphen") return prefix + stem.replace(PARTED[family], `-${PARTED[family]}`);
    return prefix + (family === "adonai" ? "אדושם" : stem.replace(KUF[family], "ק"));
  };
  const latin = (text, way) => text.replace(/\p{Alphabetic}+/gu, (word) => {
    if (way === "hyphen") return ENGLISH[word] ?? word;
    if (way !== "elokim") return word;
    const shown = Object.hasOwn(LATIN, word.toLowerCase()) ? LATIN[word.toLowerCase()] : null;
    if (!shown) return word;
    if (word === word.toUpperCase()) return shown.toUpperCase();
    return /^\p{Lu}/u.test(word) ? shown[0].toUpperCase() + shown.slice(1) : shown;
  });

  return (text, way) => {
    let out = "";
    let done = 0;
    let before = null;
    for (const found of text.matchAll(WORDS)) {
      const word = found[0];
      out += latin(text.slice(done, found.index), way);
      done = found.index + word.length;
      const family = familyOf(word, before);
      out += family ? named(word, ...family, way) : word;
      before = family ? (family[1] === "el" ? "before-el" : "before-name") : bare(word) === "אל" ? "before-el" : null;
    }
    return out + latin(text.slice(done), way);
  };
})();
