// The browser's search beside `daf search`: the same queries, the same pages, sections, snippets and scores.
//   node tests/search/query_twin.mjs DAF CONTENT SITE
import { execFileSync } from "node:child_process";
import { engine, open } from "./engine.mjs";

const [daf, content, site] = process.argv.slice(2);
const queries = [
  "justice", "chevruta", "havruta", "חברותא", "הפך", "צדק", "והפך בה", "priso", "freed themself", "Avot 1:6", "Berakhot 5b",
  "ברכות ה", "power", "po", "ma", "organizing one to one", "nothing-of-the-kind-zzz", "Genesis", "בראשית", "ḥavruta", "Ta'anit",
  "listen for", "hevrusa", "tsedaka", "shabbos", "הפוך", "machlokes", "tshuvah", "Shemot 18", "Exodus 18:15", "שמות יח", "pirke avos", "organizes", "listened", "stories", "orgnaizer", "leviathn", "Maimonidse", "rebeka", "\"not good\"", "\"story of self\" -power", "power -map", "-power", "\"הפוך בה\"", "רש\"י", "\"unclosed words", "“curly quotes”",
  // Citations, and what only looks like one.
  "Pirkei Avot 5:22", "M. Avot 5:22", "Mishnah Avos 5", "אבות ה כב", "אבות פרק ה משנה כב", "B. Ber. 5b", "Tractate Berakhot 5", "ברכות ה ע״ב", "ברכות דף ה עמוד ב",
  "Bavli Brachos 5a-b", "Berakhot 5a-6b", "Ex 18", "Exodus 18:21", "Ex. 18, 20-21", "Exodus 18:13–23", "Exodus 99", "שמות י״ח, י״ג", "Deut. 16:18-20", "Devarim 16 20", "דברים ט״ז",
  "Rashi on Exodus 18:13", "Numbers 27:1 to 27:7", "lesson 3", "הפוך בה ב", "Avot 5:22 justice", "Berakhot 5:2", "Genesis 1:1:1:1:1",
  // Forms and mistakes.
  "organises", "honoured", "communities", "relationship", "ehcvruta", "chavrutta", "תשובא", "jutsice", "zzzzzzz", "קקקקקקקק", "ta", "tal", "talm", "the ", "of the people",
  // Whatever is typed is words or nothing.
  "(.*)+[a-z]{2}\\", "<img src=x onerror=alert(1)>", "\u05b0\u05b1", "\u202eevil\u202c", "a".repeat(10000), "\"".repeat(60), "- - -", "-\"", "🙂 é ß", "facilitator markers", "story of self", "a", "", "\"quoted\"", "משה",
];
let wrong = 0, asked = 0;
const narrowings = [[], [["unit", "Power"]], [["minutes", "61–90"], ["category", "Torah"]]];
for (const facilitator of [false, true]) {
  const folders = facilitator ? ["search/", "facilitator/search/"] : ["search/"];
  const indexes = await Promise.all(folders.map((folder) => open(site, folder)));
  for (const [query, narrowed] of queries.flatMap((query, at) => narrowings.slice(0, at < 20 ? 3 : 1).map((narrowed) => [query, narrowed]))) {
    asked += 1;
    const found = await engine.search(indexes, query, { limit: 20, narrowed });
    const hits = found.hits.flatMap((hit) => hit.lines.map((line) => [
      line.anchor === "" ? hit.page : `${hit.page}#${line.anchor}`, hit.title, line.section, line.snippet === "" || hit.cited ? hit.kind : line.kind,
      line.score, line.snippet.replace(/[\u0002\u0003]/g, ""), line.lang, line.snippet.split("\u0002").slice(1).map((part) => part.split("\u0003")[0]),
      hit.cited, hit.facilitator,
    ]));
    const args = ["search", "-C", content, "--json", "--limit", "20", ...narrowed.flatMap((pair) => ["--only", pair.join("=")]), ...(facilitator ? ["--facilitator"] : []), "--", query];
    const rows = JSON.parse(execFileSync(daf, args, { encoding: "utf8", maxBuffer: 1 << 26 }));
    const told = rows.map((row) => [row.url, row.title, row.section, row.kind, row.score, row.snippet, row.lang, row.found, row.cited, row.facilitator]);
    const plain = (list) => JSON.stringify(list);
    if (plain(hits) !== plain(told)) {
      wrong += 1;
      console.log(`"${query}"${facilitator ? " (facilitator)" : ""}:\n  browser ${plain(hits).slice(0, 600)}\n  program ${plain(told).slice(0, 600)}`);
    }
  }
}
console.log(`${asked - wrong} of ${asked} queries answered alike`);
process.exit(wrong === 0 ? 0 : 1);
