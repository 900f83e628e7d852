// What the browser tests share: the kinds of pages, the states a page can be in, a server as a decent host would run it,
// a browser, and a list of what failed. Judges no page by itself.

import { createServer } from "node:http";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative, resolve, sep } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

export const program = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
export const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
export const launch = (more = []) => chromium.launch({ executablePath: program, args: [...FLAGS, ...more] });

// The kinds of pages. `of` is the class of the page's body, as the theme's templates give it; `like` narrows it by path.
// A kind may be missing from a site (`maybe`). A page of a class that stands in no line here is a kind of its own, so that a
// new template is looked at without being told of; its states are those of every page.
export const KINDS = [
  { name: "home", of: "home", like: /^(?!facilitator\/)/ },
  { name: "facilitators' index", of: "index", like: /^facilitator\/index\.html$/, maybe: true },
  { name: "unit", of: "unit-page", like: /^(?!(values|skills|tags|portions)\/)/, maybe: true },
  { name: "lesson", of: "lesson", like: /^(?!.*facilitator\/)/, prefer: /turn-it/ },
  { name: "facilitator's lesson", of: "lesson", like: /(^|\/)facilitator\//, prefer: /turn-it/ },
  { name: "texts", of: "index", like: /^texts\/index\.html$/ },
  { name: "text", of: "text-page" },
  { name: "values", of: "index", like: /^values\/index\.html$/ },
  { name: "value", of: "unit-page", like: /^values\/[^/]+\/index\.html$/ },
  { name: "skills", of: "index", like: /^skills\/index\.html$/, maybe: true },
  { name: "portion", of: "unit-page", like: /^portions\/[^/]+\/index\.html$/, maybe: true },
  { name: "portions", of: "index", like: /^portions\/index\.html$/, maybe: true },
  { name: "glossary", of: "index", like: /^glossary\/index\.html$/ },
  { name: "handouts", of: "index", like: /^handouts\/index\.html$/ },
  { name: "facilitators' handouts", of: "index", like: /^facilitator\/handouts\/index\.html$/, maybe: true },
  { name: "search", of: "search-page", like: /^(?!.*facilitator\/)/ },
  { name: "facilitators' search", of: "search-page", like: /(^|\/)facilitator\//, maybe: true },
  { name: "missing", of: "missing" },
  { name: "moved", of: "moved", maybe: true },
];

// The states that a page can be brought into. `on` says for which kinds (none: all); `bring` does it, and answers how many
// things it changed, so that a state with nothing to do is not looked at twice.
export const STATES = [
  { name: "as it opens", bring: () => 1 },
  { name: "all that folds open", bring: openAll },
  { name: "Hebrew alone", on: /lesson|^text$/, bring: (page) => pressView(page, "source") },
  { name: "translation alone", on: /lesson|^text$/, bring: (page) => pressView(page, "translation") },
  { name: "pressed, each button once", on: /lesson|^text$/, bring: pressAll },
  { name: "results", on: /search$/, bring: (page) => ask(page, "power") },
  { name: "a citation asked for", on: /^search$/, bring: (page) => ask(page, "Shemot 18") },
  { name: "nothing found", on: /^search$/, bring: (page) => ask(page, "qqxzzq wwvkk") },
  { name: "results below the field", on: /^(home|lesson)$/, bring: askBelow },
];

// Waits until the browser has drawn what the page is now: whatever was to come of what happened before has come by then, and what an
// observer of the page is told of a picture, it has been told.
export const drawn = (page) => page.evaluate(() => new Promise((done) => {
  const frame = (left) => (left === 0 ? done() : requestAnimationFrame(() => frame(left - 1)));
  frame(3);
}));

// The same, and until the page has all its parts and nothing in it moves.
export async function rested(page) {
  await page.waitForLoadState("load");
  await page.evaluate(async () => {
    await document.fonts.ready;
    const trees = [document, ...[...document.querySelectorAll("*")].map((element) => element.shadowRoot).filter(Boolean)];
    const moves = trees.flatMap((tree) => tree.getAnimations()).filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(moves.map((one) => one.finished.catch(() => { /* it was taken back */ })));
  });
  await drawn(page);
}

// Opens every `details`. Those that a script keeps hidden stay so.
export async function openAll(page) {
  return page.evaluate(() => {
    const folded = [...document.querySelectorAll("details:not([open])")].filter((details) => !details.hidden);
    for (const details of folded) details.open = true;
    return folded.length;
  });
}

// Presses the button, or chooses the choice, after which the whole page shows one language alone.
async function pressView(page, wanted) {
  const shown = () => page.evaluate((name) => document.documentElement.dataset.view === name, wanted);
  const choices = page.locator(".show button, .show input");
  for (let at = 0; at < await choices.count(); at += 1) {
    await press(choices.nth(at));
    if (await shown()) return 1;
  }
  return 0;
}

async function pressAll(page) {
  const buttons = page.locator("main button, .margin button");
  const count = await buttons.count();
  for (let at = 0; at < count; at += 1) await press(buttons.nth(at));
  return count;
}

// A button that another one has hidden, or that opens what only paper or a second window has, is left.
async function press(button) {
  if (await button.isVisible().catch(() => false)) await button.click({ timeout: 2000, noWaitAfter: true }).catch(() => { /* it moved on */ });
}

async function ask(page, words) {
  await page.fill("#daf\\.q", words);
  await page.waitForFunction(() => /\S/.test(document.getElementById("search-status").textContent), null, { timeout: 10000 });
  await settled(page, "#search-results");
  return 1;
}

async function askBelow(page) {
  await page.focus("#daf\\.q");
  await page.keyboard.type("tzedek");
  await page.waitForSelector(".found .hit", { timeout: 10000 });
  await settled(page, ".found");
  return 1;
}

// Waits until an element's words have not changed for a moment.
async function settled(page, selector) {
  let before;
  for (let turn = 0; turn < 40; turn += 1) {
    const now = await page.textContent(selector);
    if (now === before) return;
    before = now;
    await page.waitForTimeout(150);
  }
}

// Whether a page has columns beside its words at its present width. A theme may have one column for everything.
export const hasColumns = (page) => page.evaluate(() => getComputedStyle(document.querySelector("main").parentElement).gridTemplateColumns.split(" ").length > 1);

// Every page of a built site, by its path.
export function pages(folder) {
  return files(folder).filter((path) => path.endsWith(".html"));
}

// Every file of a folder, by its path.
export function files(folder) {
  const found = [];
  const walk = (at) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const full = join(at, entry.name);
      if (entry.isDirectory()) walk(full);
      else found.push(relative(folder, full).split(sep).join("/"));
    }
  };
  walk(folder);
  return found.sort();
}

// One page of each kind, as `{ name, path }`. `all` may be a part of a site's pages.
export function kinds(folder, report) {
  const classes = new Map();
  for (const path of pages(folder)) {
    const body = /<body class="([^" ]*)/.exec(readFileSync(join(folder, path), "utf8"));
    classes.set(path, body?.[1] ?? "");
  }
  const chosen = [];
  for (const kind of KINDS) {
    const those = [...classes].filter(([path, name]) => name === kind.of && (kind.like?.test(path) ?? true)).map(([path]) => path);
    const path = those.find((path) => kind.prefer?.test(path)) ?? those[0];
    if (path !== undefined) chosen.push({ name: kind.name, path });
    else if (!kind.maybe) report?.check(`a page of the kind "${kind.name}" exists`, false);
  }
  const known = new Set(KINDS.map((kind) => kind.of));
  for (const [path, name] of classes) {
    if (known.has(name)) continue;
    known.add(name);
    chosen.push({ name: name || "without a class", path });
  }
  return chosen;
}

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
  ".svg": "image/svg+xml", ".woff2": "font/woff2", ".pdf": "application/pdf", ".xml": "application/xml", ".png": "image/png",
  ".txt": "text/plain; charset=utf-8", ".webmanifest": "application/manifest+json", ".ico": "image/x-icon", ".jpg": "image/jpeg",
};
const PACKED = new Set([".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"]);

// A file server as a decent host would run it: compressed, hashed files kept for long, 404.html for what is not there. At the
// site's root, or under a path. `hold` may keep an answer back: it is given the path, and awaited.
// Without `brotli`, only gzip packs.
export function serve(folder, { prefix = "/", port = 0, hold, brotli = true } = {}) {
  const packed = new Map();
  const server = createServer(async (request, response) => {
    let path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    if (!path.startsWith(prefix)) return response.writeHead(404).end();
    path = path.slice(prefix.length);
    if (path === "" || path.endsWith("/")) path += "index.html";
    await hold?.(path);
    let file = resolve(folder, path);
    const there = file.startsWith(folder + sep) && existsSync(file) && statSync(file).isFile();
    if (!there) file = resolve(folder, "404.html");
    if (!there && !existsSync(file)) return response.writeHead(404).end();
    const kind = extname(file);
    const headers = {
      "content-type": TYPES[kind] ?? "application/octet-stream",
      "cache-control": path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      "x-content-type-options": "nosniff",
    };
    let bytes = readFileSync(file);
    const accepts = request.headers["accept-encoding"] ?? "";
    const encoding = !PACKED.has(kind) ? undefined : brotli && /\bbr\b/.test(accepts) ? "br" : /\bgzip\b/.test(accepts) ? "gzip" : undefined;
    if (encoding) {
      const key = `${encoding} ${file}`;
      if (!packed.has(key)) packed.set(key, encoding === "br" ? brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : gzipSync(bytes));
      bytes = packed.get(key);
      Object.assign(headers, { "content-encoding": encoding, vary: "accept-encoding" });
    }
    headers["content-length"] = bytes.length;
    response.writeHead(there ? 200 : 404, headers);
    response.end(bytes);
  });
  return new Promise((done) => server.listen(port, "127.0.0.1", () => {
    done({ url: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => { server.closeAllConnections(); server.close(); } });
  }));
}

// What was checked, and what failed.
export function reporter() {
  let passed = 0;
  const failures = [];
  const started = Date.now();
  return {
    check(name, ok, detail = "") {
      if (ok) passed += 1;
      else failures.push(`${name}${detail ? `: ${detail}` : ""}`);
      return ok;
    },
    end() {
      for (const failure of failures) console.log(`FAILED ${failure}`);
      console.log(`${passed} passed, ${failures.length} failed, in ${Math.round((Date.now() - started) / 1000)} s`);
      return failures.length === 0 ? 0 : 1;
    },
  };
}

// Rows of words and figures as a table of plain text.
export function table(rows) {
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => String(row[at]).length)));
  const line = (row) => row.map((cell, at) => at === 0 ? String(cell).padEnd(widths[at]) : String(cell).padStart(widths[at])).join("  ");
  for (const row of rows) console.log(line(row).trimEnd());
}
