// The browser's divine names beside the table that `hebrew/show.rs` is tested against. Reads files; changes nothing.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
(0, eval)(readFileSync(at("themes/daf/js/names.js"), "utf8"));
const cases = readFileSync(at("tests/vectors/names.tsv"), "utf8").trim().split("\n").map((line) => line.split("\t"));
const wrong = cases.filter(([typed, way, shown]) => globalThis.dafNames(typed, way) !== shown);
for (const [typed, way, shown] of wrong) console.log(`${typed} as ${way}: ${globalThis.dafNames(typed, way)}, not ${shown}`);
console.log(`${cases.length - wrong.length} of ${cases.length} names are shown as in the program`);
process.exit(wrong.length === 0 ? 0 : 1);
