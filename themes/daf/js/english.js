// What the forms of an English word have in common: the rules of the Snowball stemmer for English, version 3, and British
// beside American spelling. The twin of `search/english.rs`, held to the words of the stemmer there. Knows no index.
"use strict";

const dafEnglish = (() => {
  const vowel = (c) => c !== undefined && "aeiouy".includes(c);
  const whole = new Map(Object.entries({
    skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl",
  }));
  for (const word of ["andes", "atlas", "bias", "cosmos", "howe", "news", "sky"]) whole.set(word, word);
  const begins = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
  const second = [["ational", "ate"], ["ization", "ize"], ["iveness", "ive"], ["fulness", "ful"], ["ousness", "ous"], ["biliti", "ble"],
    ["tional", "tion"], ["lessli", "less"], ["entli", "ent"], ["ation", "ate"], ["alism", "al"], ["aliti", "al"], ["iviti", "ive"],
    ["ousli", "ous"], ["fulli", "ful"], ["ogist", "og"], ["enci", "ence"], ["anci", "ance"], ["abli", "able"], ["izer", "ize"],
    ["ator", "ate"], ["alli", "al"], ["bli", "ble"], ["ogi", "og"], ["li", ""]];
  const third = [["ational", "ate"], ["tional", "tion"], ["alize", "al"], ["icate", "ic"], ["iciti", "ic"], ["ative", ""], ["ical", "ic"],
    ["ness", ""], ["ful", ""]];
  const fourth = ["ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic"];

  // The place after the first consonant that follows a vowel, from a place on.
  const region = (word, from) => {
    let at = from;
    while (at < word.length && !vowel(word[at])) at += 1;
    while (at < word.length && vowel(word[at])) at += 1;
    return Math.min(at + 1, word.length);
  };
  // Whether a word ends in a short syllable.
  const short = (word) => {
    const [a, b, c] = [word[word.length - 3], word[word.length - 2], word[word.length - 1]];
    if (word.length > 2 && !vowel(c) && !"wxY".includes(c) && vowel(b) && !vowel(a)) return true;
    return (word.length === 2 && !vowel(c) && vowel(b)) || word.endsWith("past");
  };

  const plurals = (word) => {
    if (word.endsWith("sses")) return word.slice(0, -2);
    if (/ie[sd]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
    if (/[su]s$/.test(word) || !word.endsWith("s")) return word;
    return /[aeiouy]/.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
  };
  const participles = (word, first) => {
    const suffix = /(?:eedly|ingly|edly|eed|ing|ed)$/.exec(word)?.[0];
    if (suffix === undefined) return word;
    const stem = word.slice(0, -suffix.length);
    if (suffix.startsWith("ee")) {
      return stem.length < first || ["succ", "proc", "exc"].includes(stem) ? word : `${stem}ee`;
    }
    if (suffix === "ing" && /^[^aeiouy]y$/.test(stem)) return `${stem[0]}ie`;
    if (suffix === "ing" && ["even", "cann", "inn", "earr", "herr", "out"].includes(stem)) return word;
    if (!/[aeiouy]/.test(stem)) return word;
    if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
    if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return /^[aeo]..$/.test(stem) ? stem : stem.slice(0, -1);
    return stem.length === first && short(stem) ? `${stem}e` : stem;
  };
  const replaced = (word, list, allowed) => {
    for (const [suffix, by] of list) {
      if (!word.endsWith(suffix)) continue;
      const stem = word.slice(0, -suffix.length);
      return allowed(stem, suffix) ? stem + by : word;
    }
    return word;
  };

  const stem = (typed) => {
    if (typed.length < 3) return typed;
    if (whole.has(typed)) return whole.get(typed);
    // A y that is a consonant stands as a capital.
    let word = "";
    for (const c of typed) word += c === "y" && (word === "" || vowel(word[word.length - 1])) ? "Y" : c;
    const first = begins.exec(word)?.[0].length ?? region(word, 0);
    const later = region(word, first);
    word = participles(plurals(word), first);
    if (word.length > 2 && /[^aeiouy][yY]$/.test(word)) word = `${word.slice(0, -1)}i`;
    word = replaced(word, second, (rest, suffix) => rest.length >= first
      && (suffix !== "ogi" || rest.endsWith("l")) && (suffix !== "li" || /[cdeghkmnrt]$/.test(rest)));
    word = replaced(word, third, (rest, suffix) => rest.length >= (suffix === "ative" ? later : first));
    word = replaced(word, fourth.map((suffix) => [suffix, ""]), (rest, suffix) => rest.length >= later && (suffix !== "ion" || /[st]$/.test(rest)));
    const rest = word.slice(0, -1);
    if (word.endsWith("e") && (rest.length >= later || (rest.length >= first && !short(rest)))) word = rest;
    else if (word.endsWith("ll") && rest.length >= later) word = rest;
    return word.replaceAll("Y", "y");
  };

  // What the forms of a folded word have in common; null for what is too short, or no word of plain letters.
  const key = (word) => {
    if (word.length < 4 || word.length > 30 || !/^[a-z]+$/.test(word)) return null;
    const found = stem(word);
    if (/...is$/.test(found)) return `${found.slice(0, -2)}iz`;
    return /...our$/.test(found) ? `${found.slice(0, -3)}or` : found;
  };
  const beginning = (found) => found.slice(0, Math.max(3, found.length - 2));

  return { key, beginning };
})();

if (typeof globalThis !== "undefined") globalThis.dafEnglish = dafEnglish;
