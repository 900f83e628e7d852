// The browser's forms of English words beside the table that `search/english.rs` is tested against. Reads files; changes
// nothing.
import { readFileSync } from "node:fs";
import { at } from "./engine.mjs";

const rows = readFileSync(at("tests/vectors/english.txt"), "utf8").split("\n").filter(Boolean).map((line) => line.split(" "));
const pairs = rows.flatMap(([key, ...words]) => words.map((word) => [word, key]));
const wrong = pairs.filter(([word, key]) => globalThis.dafEnglish.key(word) !== key);
for (const [word, key] of wrong) console.log(`${word}: ${globalThis.dafEnglish.key(word)}, not ${key}`);
console.log(`${pairs.length - wrong.length} of ${pairs.length} English words have the key that they have in the program`);
process.exit(wrong.length === 0 ? 0 : 1);
