// The browser's folding beside the table that `hebrew/fold.rs` is tested against. Reads files; changes nothing.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
(0, eval)(readFileSync(at("themes/daf/js/fold.js"), "utf8"));
const cases = JSON.parse(readFileSync(at("tests/vectors/fold.json"), "utf8"));
const wrong = cases.filter(([typed, folded]) => globalThis.dafFold.fold(typed) !== folded);
for (const [typed, folded] of wrong) console.log(`${typed}: ${globalThis.dafFold.fold(typed)}, not ${folded}`);
console.log(`${cases.length - wrong.length} of ${cases.length} cases fold as in the program`);
process.exit(wrong.length === 0 ? 0 : 1);
