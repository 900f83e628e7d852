// The browser's search beside `daf search`: the same queries, the same pages, sections, snippets and scores.
//   node tests/search/query_twin.mjs DAF CONTENT SITE
import { execFileSync } from "node:child_process";
import { engine, open } from "./engine.mjs";

const [daf, content, site] = process.argv.slice(2);
const queries = [
  "justice", "chevruta", "havruta", "חברותא", "הפך", "צדק", "והפך בה", "priso", "freed themself", "Avot 1:6", "Berakhot 5b",
  "ברכות ה", "power", "po", "ma", "organizing one to one", "nothing-of-the-kind-zzz", "Genesis", "בראשית", "ḥavruta", "Ta'anit",
  "listen for", "hevrusa", "tsedaka", "shabbos", "הפוך", "machlokes", "tshuvah", "Shemot 18", "Exodus 18:15", "שמות יח", "pirke avos", "organizes", "listened", "stories", "orgnaizer", "leviathn", "Maimonidse", "rebeka", "\"not good\"", "\"story of self\" -power", "power -map", "-power", "\"הפוך בה\"", "רש\"י", "\"unclosed words", "“curly quotes”",
  // Whatever is typed is words or nothing.
  "(.*)+[a-z]{2}\\", "<img src=x onerror=alert(1)>", "\u05b0\u05b1", "\u202eevil\u202c", "a".repeat(10000), "\"".repeat(60), "- - -", "-\"", "🙂 é ß", "facilitator markers", "story of self", "a", "", "\"quoted\"", "משה",
];
let wrong = 0;
for (const facilitator of [false, true]) {
  const folders = facilitator ? ["search/", "facilitator/search/"] : ["search/"];
  const indexes = await Promise.all(folders.map((folder) => open(site, folder)));
  for (const query of queries) {
    const hits = await engine.search(indexes, query, 20);
    const args = ["search", "-C", content, "--json", "--limit", "20", ...(facilitator ? ["--facilitator"] : []), "--", query];
    const told = JSON.parse(execFileSync(daf, args, { encoding: "utf8", maxBuffer: 1 << 26 }));
    const plain = (list) => JSON.stringify(list.map((hit) => [hit.page, hit.title, hit.facilitator, hit.lines.map((line) => [line.anchor, line.section, line.score, line.snippet])]));
    if (plain(hits) !== plain(told)) {
      wrong += 1;
      console.log(`"${query}"${facilitator ? " (facilitator)" : ""}:\n  browser ${plain(hits).slice(0, 600)}\n  program ${plain(told).slice(0, 600)}`);
    }
  }
}
console.log(`${2 * queries.length - wrong} of ${2 * queries.length} queries answered alike`);
process.exit(wrong === 0 ? 0 : 1);
