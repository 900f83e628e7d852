// The search index beside Pagefind's, on the same pages, in one run.
//
//   node benches/search.mjs           12, 1,000 and 10,000 lessons
//   node benches/search.mjs --quick   12 and 1,000
//
// For each size: processor time, peak memory and bytes of making the index; bytes (gzip) that a page reads until the first
// result shows, and for a further query; the time of a query in headless Chromium once its shards are there, and the longest
// task while somebody types. At the end, how many of the judged Hebrew queries over content/ each finds. Fails by no figure.
import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:http";
import { createReadStream, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(join(root, "tests/browser/package.json"));
const { chromium } = require("playwright-core");
const daf = join(root, "target/release/daf");
const pagefind = join(root, "tests/browser/node_modules/.bin/pagefind");
const work = mkdtempSync(join(tmpdir(), "daf-search-"));
const QUERIES = ["justice", "peace covenant", "tzedakah", "neighbour as thyself", "שמע ישראל", "בראשית", "Leviticus 19:18", "remember", "stranger slave freedom",
  "learn", "shabbat", "prophet and king", "wine light candle", "חסד", "question", "lead"];
const PAGES = "{unit-*,texts,values,glossary}/**/*.html";

// Runs a command and gives its processor seconds and peak memory in MiB.
const timed = (command, args, cwd) => new Promise((resolve, reject) => {
  const script = "import os,subprocess,sys\np=subprocess.Popen(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)\n_,s,u=os.wait4(p.pid,0)\nprint(s,u.ru_utime+u.ru_stime,u.ru_maxrss/1024)";
  const child = spawn("python3", ["-c", script, command, ...args], { cwd });
  let out = "";
  child.stdout.on("data", (data) => { out += data; });
  child.on("close", () => {
    const [status, cpu, peak] = out.trim().split(" ").map(Number);
    if (status === 0) resolve({ cpu, peak }); else reject(new Error(`${command} ${args.join(" ")} failed`));
  });
});
const weight = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
// Serves a folder and counts what it sends, as if compressed.
const serve = (folder) => new Promise((resolve) => {
  const sent = [];
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)).replace(/\/$/, "/index.html");
    const file = join(folder, path);
    if (!existsSync(file) || statSync(file).isDirectory()) { response.writeHead(404).end(); return; }
    sent.push([path, gzipSync(readFileSync(file)).length]);
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  server.listen(0, "127.0.0.1", () => resolve({ server, sent, base: `http://127.0.0.1:${server.address().port}/` }));
});
const quantile = (list, at) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * at))];
const kib = (bytes) => (bytes / 1024).toFixed(1);
const isOurs = ([path]) => /\/search\/|\/assets\/(fold|english|find|search)\./.test(path) && !path.endsWith(".html");

// Bytes until the first result shows, for each query on a fresh page; and for each after another on the same page.
const bytes = async (browser, { base, sent }) => {
  const first = [], further = [];
  for (const query of QUERIES) {
    const page = await browser.newPage();
    sent.length = 0;
    await page.goto(`${base}search/index.html?q=${encodeURIComponent(query)}`);
    try { await page.waitForSelector("#search-results .hit", { timeout: 5000 }); } catch { /* found nothing */ }
    first.push(sent.filter(isOurs).reduce((sum, [, size]) => sum + size, 0));
    await page.close();
  }
  const page = await browser.newPage();
  await page.goto(`${base}search/index.html?q=${encodeURIComponent("history")}`);
  await page.waitForTimeout(1500);
  for (const query of QUERIES) {
    sent.length = 0;
    await page.evaluate(() => document.getElementById("search-results").replaceChildren());
    await page.fill("#daf\\.q", query);
    try { await page.waitForSelector("#search-results .hit", { timeout: 3000 }); } catch { /* found nothing */ }
    further.push(sent.filter(isOurs).reduce((sum, [, size]) => sum + size, 0));
    await page.waitForTimeout(400);
  }
  await page.close();
  return { first, further };
};

// The time of each query once everything it needs is there: ours, and Pagefind's, both with the ten pages that are shown.
const times = async (browser, base) => {
  const page = await browser.newPage();
  await page.goto(`${base}search/index.html`);
  const ours = await page.evaluate(async (queries) => {
    const texts = new Map(), waiting = new Map();
    globalThis.dafSearch = (name, text) => waiting.get(name)?.(text);
    const read = (path) => {
      if (!texts.has(path)) texts.set(path, new Promise((resolve) => {
        waiting.set(path, resolve);
        waiting.set(path.split("/").pop(), resolve);
        document.head.append(Object.assign(document.createElement("script"), { src: `../${path}.js` }));
      }));
      return texts.get(path);
    };
    const index = await dafFind.open(read, await read("search/start"), "search/");
    const found = [];
    for (const query of queries) {
      const ask = async () => {
        const began = performance.now();
        await dafFind.search([index], query, { limit: 10 });
        return performance.now() - began;
      };
      await ask();
      for (let turn = 0; turn < 7; turn += 1) found.push(await ask());
    }
    return found;
  }, QUERIES);
  const theirs = await page.evaluate(async (queries) => {
    const pagefind = await import("/pagefind/pagefind.js");
    await pagefind.init();
    const found = [];
    for (const query of queries) {
      const ask = async () => {
        const began = performance.now();
        const answer = await pagefind.search(query);
        await Promise.all(answer.results.slice(0, 10).map((result) => result.data()));
        return performance.now() - began;
      };
      await ask();
      for (let turn = 0; turn < 7; turn += 1) found.push(await ask());
    }
    return found;
  }, QUERIES);
  await page.close();
  return { ours, theirs };
};

// The longest task of the page while somebody types.
const typing = async (browser, base) => {
  const page = await browser.newPage();
  await page.goto(`${base}search/index.html`);
  await page.evaluate(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, entry.duration); }).observe({ entryTypes: ["longtask"] });
  });
  for (const query of ["justice and peace", "שמע ישראל", "remember the sabbath day", "Leviticus 19:18"]) {
    await page.fill("#daf\\.q", "");
    await page.locator("#daf\\.q").pressSequentially(query, { delay: 110 });
    await page.waitForTimeout(600);
  }
  const longest = await page.evaluate(() => globalThis.longest);
  await page.close();
  return longest;
};

const measure = async (browser, count) => {
  const lessons = join(work, `c${count}`), site = join(work, `s${count}`);
  execFileSync("python3", [join(root, "benches/gen.py"), "--n", String(count), "--flavour", "daf", "--out", lessons], { stdio: "ignore" });
  execFileSync(daf, ["build", lessons, "-o", site, "--no-handouts", "--quiet"]);
  const own = JSON.parse(execFileSync("cargo", ["bench", "--quiet", "--locked", "--bench", "search", "--", lessons], { cwd: root, encoding: "utf8" }));
  const theirs = await timed(pagefind, ["--site", site, "--glob", PAGES, "--quiet"], work);
  const served = await serve(site);
  const read = await bytes(browser, served);
  const asked = await times(browser, served.base);
  const longest = await typing(browser, served.base);
  served.server.close();
  const median = [quantile(asked.ours, 0.5), quantile(asked.theirs, 0.5)], high = [quantile(asked.ours, 0.95), quantile(asked.theirs, 0.95)];
  const limit = count <= 12 ? 40 : count <= 1000 ? 60 : 120;
  console.log(`${count} lessons`);
  console.log(`  making it, CPU s      ours ${own.cpu.toFixed(2)}   pagefind ${theirs.cpu.toFixed(2)}   ratio ${(own.cpu / theirs.cpu).toFixed(3)} (to reach at 1,000: 0.1)`);
  console.log(`  peak MiB              ours ${own.peak} (the linked curriculum is ${own.before})   pagefind ${theirs.peak.toFixed(0)} (to reach at 10,000: 600)`);
  console.log(`  on disk, KiB          ours ${kib(own.bytes)} in ${own.files} files, both audiences   pagefind ${kib(weight(join(site, "pagefind")))}`);
  console.log(`  first result, KiB gz  median ${kib(quantile(read.first, 0.5))}, worst ${kib(Math.max(...read.first))} (to reach: ${limit})`);
  console.log(`  further query, KiB gz median ${kib(quantile(read.further, 0.5))}, worst ${kib(Math.max(...read.further))} (to reach: 30)`);
  console.log(`  query, ms             median ours ${median[0].toFixed(2)} pagefind ${median[1].toFixed(2)} ratio ${(median[0] / median[1]).toFixed(2)}; 95 % ours ${high[0].toFixed(2)} pagefind ${high[1].toFixed(2)} ratio ${(high[0] / high[1]).toFixed(2)} (to reach at 10,000: 0.5)`);
  console.log(`  typing, longest task  ${longest.toFixed(0)} ms (to reach: 50; under 50 is not counted)`);
};

// How many of the judged queries that hold Hebrew, or Hebrew in Latin letters, each finds among the first three.
const recall = async (browser) => {
  const site = join(work, "content");
  execFileSync(daf, ["build", join(root, "content"), "-o", site, "--no-handouts", "--quiet"]);
  await timed(pagefind, ["--site", site, "--glob", "{[0-9a-z]*}/**/*.html", "--quiet"], work);
  const served = await serve(site);
  const page = await browser.newPage();
  await page.goto(`${served.base}search/index.html`);
  const lines = readFileSync(join(root, "tests/search/judged.tsv"), "utf8").split("\n").filter((line) => /[\u05d0-\u05ea].*\t/.test(line) && !line.startsWith("# "));
  const theirs = await page.evaluate(async (queries) => {
    const pagefind = await import("/pagefind/pagefind.js");
    const found = [];
    for (const query of queries) {
      const answer = await pagefind.search(query);
      found.push((await Promise.all(answer.results.filter((one) => one !== undefined).slice(0, 10).map((one) => one.data()))).map((one) => one.url).filter((url) => !url.includes("facilitator")).slice(0, 3));
    }
    return found;
  }, lines.map((line) => line.split("\t")[0]));
  await page.close();
  served.server.close();
  const wanted = (line) => line.split("\t")[1].split("|").map((one) => (one.startsWith("term ") ? "glossary" : one));
  const count = lines.filter((line, at) => wanted(line).some((one) => theirs[at].some((url) => url.includes(one)))).length;
  const own = execFileSync("node", [join(root, "tests/search/judged.mjs"), site, "--hebrew"], { encoding: "utf8" }).split("\n")[0];
  console.log(`judged queries in Hebrew letters over content/: ours ${own}; pagefind ${(100 * count / lines.length).toFixed(1)} % among the first three`);
};

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync), args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const count of process.argv.includes("--quick") ? [12, 1000] : [12, 1000, 10000]) await measure(browser, count);
  await recall(browser);
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
