// Queries over the curriculum with what must come: how many come first, and among the first three.
//   node tests/search/judged.mjs SITE [--hebrew]    with --hebrew only those in Hebrew letters
import { readFileSync } from "node:fs";
import { at, engine, open } from "./engine.mjs";

const [site, only] = process.argv.slice(2);
const index = await open(site, "search/");
const lines = readFileSync(at("tests/search/judged.tsv"), "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("# ")
  && (only !== "--hebrew" || /[\u05d0-\u05ea].*\t/.test(line)));
let first = 0, three = 0;
const late = [];
for (const line of lines) {
  const [query, expected] = line.split("\t");
  const is = (hit) => expected.split("|").some((one) => (one.startsWith("term ") ? hit.page.includes("glossary") && hit.title === one.slice(5) : hit.page.includes(one)));
  const place = (await engine.search([index], query, { limit: 10 })).hits.findIndex(is);
  if (place === 0) first += 1;
  if (place >= 0 && place < 3) three += 1;
  if (place !== 0) late.push(`${query} (${place < 0 ? "not found" : `place ${place + 1}`})`);
}
const share = (count) => (100 * count / lines.length).toFixed(1);
console.log(`${lines.length} queries: ${share(first)} % first (to reach: 90), ${share(three)} % among the first three (97)`);
if (late.length > 0) console.log(`not first: ${late.join("; ")}`);
process.exit((only !== undefined || lines.length >= 150) && first >= 0.9 * lines.length && three >= 0.97 * lines.length ? 0 : 1);
