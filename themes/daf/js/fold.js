// One form for all the ways in which a word is written. The twin of `hebrew/fold.rs`, held to the same table of cases.
// Gives words with where they stand; knows nothing of pages.
"use strict";

const dafFold = (() => {
  const silent = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
  const mark = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u034f]/u;
  const accent = /[\u0300-\u036f]/u;
  const join = /['"’‘“”׳״`]/u;
  const halfRing = /[ʿʾʼʻ]/u;
  const hebrew = /[\u05d0-\u05ea\u05ef-\u05f2\ufb1d\ufb1f-\ufb28\ufb2a-\ufb4f]/u;
  const breaks = /[\u05be\u05c0\u05c3]/u;
  const alphanumeric = /[\p{Alphabetic}\p{N}]/u;
  const alphabetic = /\p{Alphabetic}/u;

  const letters = new Map(Object.entries({
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "\u05f0": "וו", "\u05f1": "וי", "\u05f2": "יי", "\u05ef": "יי",
    "\ufb1f": "יי", "\ufb1d": "י", "\ufb39": "י", "\ufb2a": "ש", "\ufb2b": "ש", "\ufb2c": "ש", "\ufb2d": "ש", "\ufb49": "ש",
    "\ufb2e": "א", "\ufb2f": "א", "\ufb30": "א", "\ufb35": "ו", "\ufb4b": "ו", "\ufb31": "ב", "\ufb4c": "ב", "\ufb3a": "כ",
    "\ufb3b": "כ", "\ufb4d": "כ", "\ufb43": "פ", "\ufb44": "פ", "\ufb4e": "פ", "\ufb4a": "ת", "\ufb34": "ה", "\ufb3c": "ל",
    "\ufb3e": "מ", "\ufb40": "נ",
  }));
  const plain = {
    a: "àáâãäåāăąǎạ", ae: "æ", c: "çćĉċč", d: "ďđðḏḍ", e: "èéêëēĕėęěẹə", g: "ĝğġģḡ", h: "ĥħḥḫẖ", i: "ìíîïĩīĭįıị", j: "ĵ",
    k: "ķḵḳ", l: "ĺļľł", n: "ñńņň", o: "òóôõö÷øōŏőọ", oe: "œ", p: "ṗṕ", r: "ŕŗř", s: "śŝşšșṣ", ss: "ß", t: "ţťŧțṭṯ", th: "þ",
    u: "ùúûüũūŭůűųụ", b: "ḇ", w: "ŵ", y: "ýÿŷ", z: "źżžẓẕ",
  };
  for (const [to, from] of Object.entries(plain)) for (const letter of from) if (letter !== "÷") letters.set(letter, to);

  const isPart = (c) => {
    if (c < "\u0080") return /[a-z0-9]/i.test(c);
    return !breaks.test(c) && (alphanumeric.test(c) || mark.test(c) || accent.test(c) || halfRing.test(c));
  };

  const push = (c) => {
    if (c < "\u0080") return /[a-z0-9]/i.test(c) ? c.toLowerCase() : "";
    if (mark.test(c) || accent.test(c) || join.test(c) || halfRing.test(c)) return "";
    if (hebrew.test(c)) return letters.get(c) ?? c;
    let word = "";
    for (const lower of c.toLowerCase()) if (!accent.test(lower)) word += letters.get(lower) ?? lower;
    return word;
  };

  // The words of a text: [start, end, folded], in UTF-16 units.
  const latin = /[^a-z0-9\u0080-\uffff]*([a-z0-9]+)(?![a-z0-9'"`\u0080-\uffff])/iy;
  const tokens = (text) => {
    const found = [];
    let at = 0, word = "", from = -1, to = 0, previous = " ";
    const close = () => {
      if (word !== "") found.push([from, to, word]);
      word = ""; from = -1; previous = " ";
    };
    const charAt = (index) => (index < text.length ? String.fromCodePoint(text.codePointAt(index)) : undefined);
    const follows = (index) => {
      let next = index;
      while (next < text.length && silent.test(text[next])) next += 1;
      const c = charAt(next);
      return c !== undefined && alphabetic.test(c) && hebrew.test(c) === hebrew.test(previous) && alphabetic.test(previous);
    };
    while (at < text.length) {
      // A word of plain letters that nothing but a plain sign or a space ends: what most words are.
      if (from < 0) {
        latin.lastIndex = at;
        const plainWord = latin.exec(text);
        if (plainWord !== null) {
          at = latin.lastIndex;
          found.push([at - plainWord[1].length, at, plainWord[1].toLowerCase()]);
          continue;
        }
      }
      const c = charAt(at);
      const end = at + c.length;
      if (isPart(c) || (join.test(c) && from >= 0 && follows(end))) {
        if (from < 0) from = at;
        to = end;
        word += push(c);
        if (!mark.test(c) && !join.test(c)) previous = c;
      } else if (!silent.test(c)) {
        close();
      }
      at = end;
    }
    close();
    return found;
  };

  // A Hebrew word without the letters written together with it; null where too little would stay.
  const longEnough = (rest) => rest.length >= 3 && Array.from(rest).every((c) => hebrew.test(c));
  const prefix = /^[והבכלמש]/u;
  const stem = (word) => {
    let rest = word;
    if (word.startsWith("ו") && prefix.test(word.slice(1))) rest = word.slice(1);
    if (!prefix.test(rest)) return null;
    if (longEnough(rest.slice(1))) rest = rest.slice(1);
    return rest.length < word.length && longEnough(rest) ? rest : null;
  };

  // The keys under which spellings of one word meet: the twin of `hebrew/spelling.rs`, step by step.
  const vowel = /[aeiouy]/;
  const steps = [["sch", "sh"], ["sh", "$"], ["tz", "z"], ["ts", "z"], ["zz", "z"], ["ph", "f"], ["th", "t"], ["ch", "X"],
    ["kh", "X"], ["ck", "k"], ["q", "k"], ["c", "k"], ["w", "v"], ["j", "y"], ["x", "X"]];
  const sounds = (word) => {
    let text = word;
    for (const [from, to] of steps) text = text.split(from).join(to);
    let out = "";
    for (const c of text) if (!(out.endsWith(c) && !vowel.test(c) && c !== "H")) out += c;
    return out;
  };
  const addKeys = (keys, text) => {
    let heard = "";
    for (let at = 0; at < text.length; at += 1) {
      if (text[at] === "h" && !(at + 1 < text.length && vowel.test(text[at + 1]))) continue;
      heard += text[at] === "H" ? "h" : text[at];
    }
    const ends = vowel.test(heard.slice(-1)) ? "+" : "-";
    if (heard.startsWith("yi")) heard = heard.slice(1);
    const first = { a: "a", e: "e", i: "e", o: "o", u: "o" }[/[aeiou]/.exec(heard)?.[0]] ?? "";
    const body = Array.from(heard).filter((c, at) => !vowel.test(c) || (at === 0 && c === "y"));
    const doubts = body.filter((c) => c === "X").length;
    if (body.length === 0 || doubts > 3) return;
    for (let choice = 0; choice < 1 << doubts; choice += 1) {
      let doubt = doubts;
      let key = "";
      for (const c of body) key += c === "X" ? ((choice >> (doubt -= 1)) & 1 ? "k" : "h") : c;
      key += ends + (body.length <= 2 ? first : "");
      if (!keys.includes(key)) keys.push(key);
    }
  };
  const spellingKeys = (word) => {
    const keys = [];
    if (hebrew.test(word.slice(0, 1))) {
      const letters = Array.from(word);
      const key = letters.filter((c, at) => at === 0 || (c !== "ו" && c !== "י"));
      return key.length >= 3 ? [key.join("")] : [];
    }
    if (word.length < 3 || word.length > 24 || !/^[a-z]+$/.test(word)) return keys;
    const bases = [word];
    if (/^th[aeiouy]/.test(word)) bases.push(`tH${word.slice(2)}`);
    for (const base of bases) {
      const heard = sounds(base);
      if (/[aeo]h$/.test(base)) addKeys(keys, `${heard.slice(0, -1)}H`);
      addKeys(keys, heard);
    }
    return keys;
  };
  const looseKey = (key) => {
    let loose = "";
    for (const c of key) {
      const sound = c === "s" || c === "z" ? "t" : c === "b" ? "v" : c;
      if (!loose.endsWith(sound)) loose += sound;
    }
    return loose;
  };

  const isHebrew = (c) => hebrew.test(c);

  return { tokens, stem, spellingKeys, looseKey, isHebrew, fold: (text) => tokens(text).map((token) => token[2]).join(" ") };
})();

if (typeof globalThis !== "undefined") globalThis.dafFold = dafFold;
