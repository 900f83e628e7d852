// Drives headless Chromium over a built site: no console error, no axe violation, nothing loaded from elsewhere, no
// sideways scrolling at 320 px, whole without JavaScript, search from file:// and over HTTP. Opens pages; changes nothing.
//
//   node tests/browser/run.mjs SITE [OFFLINE_SITE]     CHROMIUM=/path/to/chromium

import { createServer } from "node:http";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const site = resolve(process.argv[2]);
const offline = resolve(process.argv[3] ?? process.argv[2]);
const program = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

let passed = 0;
const failures = [];
const check = (name, ok, detail = "") => {
  if (ok) passed += 1;
  else failures.push(`${name}${detail ? `: ${detail}` : ""}`);
};

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".woff2": "font/woff2", ".pdf": "application/pdf", ".xml": "application/xml", ".png": "image/png",
};

// A plain file server for one folder, under a sub-path, as a site may be published.
function serve(folder, prefix) {
  const server = createServer((request, response) => {
    let path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    if (!path.startsWith(prefix)) return response.writeHead(404).end();
    path = path.slice(prefix.length);
    if (path === "" || path.endsWith("/")) path += "index.html";
    const file = resolve(folder, path);
    const inside = file.startsWith(folder + sep) && existsSync(file) && statSync(file).isFile();
    if (!inside) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

function pages(folder) {
  const found = [];
  const walk = (at) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const full = join(at, entry.name);
      if (entry.isDirectory()) walk(full);
      else if (entry.name.endsWith(".html")) found.push(relative(folder, full).split(sep).join("/"));
    }
  };
  walk(folder);
  return found.sort();
}

// One page of each kind is looked at closely; all are opened.
function sample(all) {
  const kinds = [
    /^index\.html$/, /^404\.html$/, /^[^/]+\/index\.html$/, /^[^/]+\/[^/]+\/index\.html$/, /^facilitator\/[^/]+\/[^/]+\/index\.html$/,
    /^texts\/index\.html$/, /^texts\/[^/]+\/index\.html$/, /^values\/index\.html$/, /^values\/[^/]+\/index\.html$/,
    /^glossary\/index\.html$/, /^handouts\/index\.html$/, /^search\/index\.html$/,
  ];
  const chosen = new Set();
  for (const kind of kinds) {
    const matching = all.filter((path) => kind.test(path));
    check(`a page like ${kind.source} exists`, matching.length > 0);
    for (const path of matching.slice(0, 3)) chosen.add(path);
  }
  return [...chosen];
}

function watch(page, name, origin) {
  page.on("console", (message) => check(`${name}: console`, message.type() !== "error", message.text()));
  page.on("pageerror", (error) => check(`${name}: script`, false, String(error)));
  page.on("request", (request) => {
    const url = request.url();
    check(`${name}: request`, url.startsWith(origin) || url.startsWith("data:"), url);
  });
}

async function look(context, base, origin, path, width) {
  const page = await context.newPage();
  const name = `${path} at ${width}`;
  watch(page, name, origin);
  await page.setViewportSize({ width, height: 900 });
  await page.goto(base + path, { waitUntil: "load" });
  const size = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  check(`${name}: fits its width`, size[0] <= size[1], `${size[0]} > ${size[1]}`);
  return page;
}

async function violations(page, name) {
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
  });
  check(`${name}: axe`, found.length === 0, found.join("; "));
}

async function closely(browser, base, origin, chosen) {
  for (const scheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme: scheme, bypassCSP: true });
    await context.addInitScript(axe);
    for (const path of chosen) {
      const page = await look(context, base, origin, path, 1280);
      await violations(page, `${path} ${scheme}`);
      await page.close();
    }
    await context.close();
  }
  const narrow = await browser.newContext();
  for (const path of chosen) await (await look(narrow, base, origin, path, 320)).close();
  await narrow.close();
}

async function search(browser, base, origin, query, expect) {
  const context = await browser.newContext();
  const page = await look(context, base, origin, `search/index.html?q=${encodeURIComponent(query)}`, 390);
  const name = `search ${query} on ${base.slice(0, 5)}`;
  try {
    await page.waitForSelector("#search-results mark", { timeout: 10000 });
    // Words are read for what is looked at, a moment after the titles.
    const shows = (wanted) => document.getElementById("search-results").textContent.includes(wanted);
    await page.waitForFunction(shows, expect, { timeout: 10000 }).catch(() => { /* told below */ });
    const text = await page.textContent("#search-results");
    const marks = await page.locator("#search-results mark").count();
    check(`${name}: finds ${expect}`, text.includes(expect), text.slice(0, 300));
    check(`${name}: marks the words found`, marks > 0);
    const href = await page.locator("#search-results a").first().getAttribute("href");
    await page.locator("#search-results a").first().click();
    await page.waitForLoadState("load");
    check(`${name}: its first link opens`, !page.url().includes("search/index.html") && (await page.locator("h1").count()) === 1, href);
  } catch (error) {
    check(name, false, String(error).split("\n")[0]);
  }
  await context.close();
}

// Types words into the field of the search page, and waits until something is said of them.
async function answered(page, words) {
  await page.evaluate(() => { document.getElementById("search-status").textContent = ""; });
  await page.fill("#daf\\.q", words);
  const said = () => /\S/.test(document.getElementById("search-status").textContent);
  await page.waitForFunction(said, null, { timeout: 10000 });
}

// By keys alone: to the field from anywhere, through what was found and back. Whatever is typed breaks nothing.
async function keys(browser, base, origin, lesson) {
  const context = await browser.newContext({ bypassCSP: true });
  await context.addInitScript(axe);
  const page = await look(context, base, origin, "search/index.html?q=chavruta", 390);
  try {
    await page.waitForSelector("#search-results .hit", { timeout: 10000 });
    const focused = () => page.evaluate(() => document.activeElement.id);
    const active = () => page.evaluate(() => {
      const field = document.getElementById("daf.q");
      return document.getElementById(field.getAttribute("aria-activedescendant") ?? "")?.closest("[role=row]") !== undefined && field.hasAttribute("aria-activedescendant");
    });
    await page.keyboard.press("Control+k");
    check("keys: Ctrl-K goes to the field", (await focused()) === "daf.q", await focused());
    await page.keyboard.press("ArrowDown");
    check("keys: down goes through what was found, and the focus stays", (await active()) && (await focused()) === "daf.q");
    await violations(page, "search results");
    await page.keyboard.press("Escape");
    check("keys: Escape goes back", !(await active()));
    check("keys: what was found is told", /\d/.test(await page.textContent("#search-status")));
    await page.locator("#search-narrow summary").click();
    await page.locator("#search-narrow select").first().selectOption({ index: 1 });
    await page.waitForFunction(() => location.search.includes("unit="), null, { timeout: 10000 });
    await violations(page, "narrowed results");
    check("keys: a choice narrows, and stands in the address", true);
    await page.locator("#search-narrow select").first().selectOption({ index: 0 });
    await answered(page, "chavrutta zzq");
    await page.fill("#daf\\.q", "orgamozing");
    await page.waitForSelector("#search-results .near a", { timeout: 10000 });
    check("keys: near words are offered", (await page.textContent("#search-results")).includes("organizing"));
    for (const typed of ["<img src=x onerror=alert(1)>", "(.*)+[a-z]{2}\\", "\u05b0\u05b1", "\u202eevil", "\u0000nul", "a".repeat(10000)]) {
      await answered(page, typed);
      check(`keys: ${typed.slice(0, 12)} stays words`, (await page.locator("#search-results img, #search-status img").count()) === 0);
    }
    await page.fill("#daf\\.q", "Shemot 18");
    await page.waitForFunction(() => document.querySelector("#search-results")?.textContent.includes("Exodus 18:13-23"), null, { timeout: 10000 });
    check("keys: a citation under another name is found", true);
    check("keys: and stands on top, with the lesson", (await page.locator("#search-results .hit").first().getAttribute("class")).includes("cited"));
    await page.goto(new URL(lesson, base).href);
    await page.keyboard.press("/");
    await page.keyboard.type("tzedek");
    await page.waitForSelector(".found .hit", { timeout: 10000 });
    await violations(page, "a lesson with results below the field");
    await page.keyboard.press("ArrowDown");
    await Promise.all([page.waitForURL((url) => !url.href.includes(lesson), { timeout: 10000 }), page.keyboard.press("Enter")]);
    check("keys: from any page to what was found", (await page.locator("h1").count()) === 1, page.url());
  } catch (error) {
    check("keys", false, String(error).split("\n")[0]);
  }
  await context.close();
}

async function withoutScript(browser, base, origin, chosen) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  for (const path of chosen) {
    const page = await look(context, base, origin, path, 390);
    check(`${path} without script: has its heading`, (await page.locator("h1").count()) === 1);
    check(`${path} without script: has words`, (await page.locator("main").innerText()).trim().length > 20);
    await page.close();
  }
  await context.close();
}

// Hebrew stands in the face that places every mark, right to left.
async function hebrew(browser, base, origin, path) {
  const context = await browser.newContext();
  const page = await look(context, base, origin, path, 1280);
  const found = await page.evaluate(async () => {
    await document.fonts.ready;
    const element = document.querySelector("[lang=he][dir=rtl]");
    const style = element && getComputedStyle(element);
    return { there: Boolean(element), face: style?.fontFamily ?? "", direction: style?.direction, loaded: [...document.fonts].some((f) => /hebrew/i.test(f.family) && f.status === "loaded") };
  });
  check(`${path}: Hebrew runs right to left`, found.there && found.direction === "rtl");
  check(`${path}: Hebrew has its own face`, /hebrew/i.test(found.face) && found.loaded, JSON.stringify(found));
  await context.close();
}

const browser = await chromium.launch({
  executablePath: program,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const server = await serve(site, "/some/where/");
const http = `http://127.0.0.1:${server.address().port}/some/where/`;
const file = pathToFileURL(offline).href + "/";
const all = pages(site);
const chosen = sample(all);
const lesson = all.find((path) => /^[^/]+\/turn-it\/index\.html$/.test(path)) ?? chosen[3];

await closely(browser, http, http, chosen);
await withoutScript(browser, file, file, chosen);
await hebrew(browser, file, file, lesson);
const rest = await browser.newContext();
for (const path of all.filter((path) => !chosen.includes(path))) await (await look(rest, file, file, path, 390)).close();
await rest.close();
for (const base of [http, file]) {
  await search(browser, base, base, "לבדך", "What Power Is");
  await search(browser, base, base, "havruta", "hevruta");
  await search(browser, base, base, "priso", "prison");
}
await keys(browser, http, http, lesson);
await browser.close();
server.close();

for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
