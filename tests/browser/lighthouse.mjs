// Runs Lighthouse as on a phone (its own emulation and slow network) over a page of each kind that a reader comes to first.
// Accessibility, best practices and search are held to 100. Performance is a timing: it is printed beside its bound, and
// fails nothing. Changes nothing.
//
//   node tests/browser/lighthouse.mjs SITE [KIND...]     LIGHTHOUSE_RUNS=3     LIGHTHOUSE_PORT=8931

import { createServer } from "node:net";
import { resolve } from "node:path";
import lighthouse from "lighthouse";
import { kinds, launch, reporter, serve, table } from "./site.mjs";

const BOUNDS = { accessibility: 100, "best-practices": 100, seo: 100 };
const FAST = 98;
const site = resolve(process.argv[2]);
const asked = process.argv.length > 3 ? process.argv.slice(3) : ["home", "lesson", "text", "search"];
const runs = Number(process.env.LIGHTHOUSE_RUNS ?? 3);
const report = reporter();

// A port that is free now, for the browser to be spoken to.
const free = () => new Promise((done) => {
  const server = createServer();
  server.listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => done(port)); });
});

const port = await free();
const browser = await launch([`--remote-debugging-port=${port}`]);
const server = await serve(site, { port: Number(process.env.LIGHTHOUSE_PORT ?? 0) });
const rows = [["kind", "performance", "accessibility", "best practices", "search", "first paint", "largest paint", "shift", "bytes"]];
for (const { name, path } of kinds(site, report).filter((kind) => asked.includes(kind.name))) {
  const results = [];
  for (let run = 0; run < runs; run += 1) {
    const options = { port, output: "json", logLevel: "error", onlyCategories: ["performance", ...Object.keys(BOUNDS)] };
    const { lhr } = await lighthouse(server.url + path.replace(/index\.html$/, ""), options);
    results.push(lhr);
  }
  const score = (lhr, category) => Math.round((lhr.categories[category].score ?? 0) * 100);
  results.sort((a, b) => score(a, "performance") - score(b, "performance"));
  const middle = results[Math.floor(results.length / 2)];
  const shown = (id) => middle.audits[id]?.displayValue ?? "";
  const performance = score(middle, "performance");
  for (const [category, bound] of Object.entries(BOUNDS)) {
    report.check(`${name}: ${category} is at least ${bound}`, score(middle, category) >= bound, String(score(middle, category)));
  }
  rows.push([name, `${performance} (${FAST})`, ...Object.keys(BOUNDS).map((category) => score(middle, category)), shown("first-contentful-paint"), shown("largest-contentful-paint"), shown("cumulative-layout-shift"), shown("total-byte-weight").replace("Total size was ", "")]);
  for (const category of Object.values(middle.categories)) {
    for (const { id, weight } of category.auditRefs) {
      const audit = middle.audits[id];
      if (audit.score !== null && audit.score < 1) console.log(`${name}: ${category.id}: ${id} ${audit.score} (weighs ${weight}) ${audit.displayValue ?? ""}`.trimEnd());
    }
  }
}
table(rows);
await browser.close();
server.close();
process.exit(report.end());
