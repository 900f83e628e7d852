// Drives headless Chromium over `daf serve` while files change under it: a save shows without losing the reader's place, looks
// change without a reload, a mistake stands over the last good page and goes when it is mended. Works in a folder of its own.
//
//   node tests/browser/serve.mjs DAF CONTENT [PICTURES]     CHROMIUM=/path/to/chromium

import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { drawn, launch, reporter, rested } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [daf, given, pictures] = process.argv.slice(2).map((path) => resolve(path));
const report = reporter();
const check = report.check;
const same = (name, came, expected) => check(name, came === expected, `${JSON.stringify(came)}, not ${JSON.stringify(expected)}`);
const room = mkdtempSync(join(tmpdir(), "daf-serve-"));
const content = join(room, "content");
cpSync(given, content, { recursive: true });
if (pictures) mkdirSync(pictures, { recursive: true });

async function preview(more = [], port = "0") {
  const child = spawn(daf, ["serve", "content", "--port", port, "--no-handouts", ...more], { cwd: room });
  process.once("exit", () => child.kill("SIGKILL"));
  const address = await new Promise((done, fail) => {
    let said = "";
    child.stderr.on("data", (bytes) => { said += bytes; });
    child.stdout.once("data", (bytes) => done(String(bytes).trim()));
    child.once("exit", () => fail(new Error(said)));
  });
  return { address, end: () => new Promise((done) => { child.once("exit", done); child.kill("SIGINT"); }) };
}

const lesson = execFileSync(daf, ["list", "lessons", content, "--json"], { encoding: "utf8" });
const lessons = JSON.parse(lesson).map(({ file, address, title, unit }) => ({ file: join(content, file), name: file, path: `/${address}/`, title, unit }));
// The longest lesson is read; another one is edited meanwhile.
const length = ({ file }) => readFileSync(file, "utf8").length;
lessons.sort((one, other) => length(other) - length(one));
const [read, other] = lessons;
const before = readFileSync(read.file, "utf8");
const save = (file, text) => {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.beside~`;
  writeFileSync(beside, text);
  renameSync(beside, file);
};
const body = (text) => text.replace(/^(---\n.*?\n---\n)/s, "$1\nWORDS\n\n");
const withWords = (words) => body(before).replace("WORDS", words);

const browser = await launch();

// The number of the state that is served.
const build = async () => (await (await fetch(at("/__daf/state.json"))).json()).build;

// Waits until a page has asked about a state, and has had the answer to whether it is still the page that it shows: if it is to be loaded
// again or to go elsewhere, it is on its way then.
const follows = async (page, number) => {
  const asked = await page.waitForResponse(async (answer) => answer.url().includes("/__daf/state.json") && (await answer.json().catch(() => ({}))).build >= number);
  await asked.finished();
};

// Goes to a page, and waits until it follows the folder.
async function arrives(page, address) {
  const following = follows(page, 0);
  const answer = await page.goto(address, { waitUntil: "load" });
  await following;
  await drawn(page);
  return answer;
}

// Changes the folder, and waits until a page has followed that.
async function followed(page, change) {
  const following = follows(page, (await build()) + 1);
  change();
  await following;
  await calm();
}

async function look(address, { width = 1280, height = 800, scheme = "light", axed = false } = {}) {
  const own = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, bypassCSP: axed });
  if (axed) await own.addInitScript(axe);
  const page = await own.newPage();
  page.on("console", (message) => check("nothing goes wrong in the page", message.type() !== "error" || /Failed to load resource|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED/.test(message.text()), message.text()));
  page.on("pageerror", (error) => check("no script fails", false, String(error)));
  await arrives(page, address);
  await page.waitForFunction(() => document.querySelector("daf-live")?.shadowRoot.querySelector("link").sheet);
  await page.evaluate(() => { globalThis.untouched = true; });
  return page;
}

// Waits until everything that was saved is served: a file that no page shows is saved after it, and changes are read in their order.
let fences = 0;
async function calm() {
  fences += 1;
  const words = `fence ${fences}`;
  save(join(content, "static/fence.txt"), words);
  const deadline = Date.now() + 15000;
  while ((await (await fetch(at("/fence.txt"))).text()) !== words) {
    if (Date.now() > deadline) throw new Error(`${words} is not served`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

const untouched = (page) => page.evaluate(() => globalThis.untouched === true);
const panel = (page) => page.locator("daf-live .panel");
const badge = (page) => page.locator("daf-live .badge");
const shoot = async (page, name) => pictures && page.screenshot({ path: join(pictures, `${name}.png`) });

// What stands nearest the top of the window, and where exactly.
const place = (page) => page.evaluate(() => {
  const seen = [...document.querySelectorAll("main [id]")].filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().top > 0);
  const first = seen.sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)[0];
  return { id: first.id, top: Math.round(first.getBoundingClientRect().top) };
});
const topOf = (page, id) => page.evaluate((id) => Math.round(document.getElementById(id).getBoundingClientRect().top), id);

let server = await preview();
const at = (path) => new URL(path, server.address).href;

// The reader's place.
for (const width of [1280, 390]) {
  save(read.file, before);
  await calm();
  const page = await look(at(read.path), { width });
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("main details")) if (details.checkVisibility()) { details.open = true; break; }
    const ids = [...document.querySelectorAll("main [id]")].filter((element) => element.getClientRects().length > 0);
    ids[Math.floor(ids.length * 0.6)].scrollIntoView({ block: "start" });
    scrollBy(0, -37);
  });
  await rested(page);
  const was = await place(page);
  const open = await page.evaluate(() => [...document.querySelectorAll("main details")].filter((details) => details.open).length);
  const scrolled = await page.evaluate(() => scrollY);
  check(`${width}: the lesson is long enough to lose one's place in`, scrolled > 500, String(scrolled));
  // Three new paragraphs come above the place.
  save(read.file, withWords(`ZEBRA one.\n\n${"Many words that push all below them down. ".repeat(40)}\n\nZEBRA three.`));
  await page.waitForFunction(() => document.body.textContent.includes("ZEBRA three"), null, { timeout: 15000 });
  await rested(page);
  same(`${width}: the page was loaded again`, await untouched(page), false);
  const now = await topOf(page, was.id);
  check(`${width}: the reader's place stays`, Math.abs(now - was.top) <= 3, `${was.id} at ${now}, not ${was.top}`);
  same(`${width}: what was unfolded stays so`, await page.evaluate(() => [...document.querySelectorAll("main details")].filter((details) => details.open).length), open);
  await page.context().close();
}

// The cursor stays in a field, with what was typed.
{
  save(read.file, before);
  await calm();
  const page = await look(at(read.path));
  const field = page.locator("main textarea:visible, main input[type=number]:visible, #daf\\.q").first();
  await field.fill("12");
  await field.focus();
  const name = await page.evaluate(() => document.activeElement.id || document.activeElement.localName);
  save(read.file, withWords("ZEBRA again."));
  await page.waitForFunction(() => document.body.textContent.includes("ZEBRA again"), null, { timeout: 15000 });
  await rested(page);
  same("the cursor stays where it was", await page.evaluate(() => document.activeElement.id || document.activeElement.localName), name);
  same("what was typed stays", await page.evaluate(() => document.activeElement.value), "12");
  await page.context().close();
}

// Another page's change leaves this one alone.
{
  const page = await look(at(read.path));
  const text = readFileSync(other.file, "utf8");
  let loads = 0;
  page.on("load", () => { loads += 1; });
  await followed(page, () => save(other.file, `${text}\nUnseen here.\n`));
  check("a change elsewhere touches nothing here", await untouched(page));
  await followed(page, () => save(other.file, text));
  check("nor does its way back", await untouched(page));
  // The page was still listening: a change of its own, which comes after, is the first for which it is loaded again.
  save(read.file, withWords("ZEBRA after all."));
  await page.waitForFunction(() => document.body.textContent.includes("ZEBRA after all"), null, { timeout: 15000 });
  await page.waitForLoadState("load");
  same("and its own change loads it once", loads, 1);
  save(read.file, before);
  await calm();
  await page.context().close();
}

// Looks change without a reload.
{
  const page = await look(at(read.path));
  const sheet = join(content, "theme/css/site.css");
  const shipped = await page.evaluate(async () => (await fetch([...document.querySelectorAll('link[rel="stylesheet"]')].find((link) => /site\./.test(link.href)).href)).text());
  const own = (colour) => save(sheet, `${readFileSync(new URL("../../themes/daf/css/site.css", import.meta.url), "utf8")}\nbody { outline: 3px solid ${colour}; }\n`);
  check("the style sheet is served", shipped.length > 1000);
  for (const [colour, expected] of [["rgb(1, 2, 3)", "rgb(1, 2, 3)"], ["rgb(4, 5, 6)", "rgb(4, 5, 6)"]]) {
    own(colour);
    await page.waitForFunction((expected) => getComputedStyle(document.body).outlineColor === expected, expected, { timeout: 15000 });
  }
  const named = () => [...document.querySelectorAll('head link[rel="stylesheet"]')].map((link) => link.href.replace(/.*\//, "").split(".")[0]);
  await page.waitForFunction(`(() => { const sheets = (${named})(); return new Set(sheets).size === sheets.length; })()`, null, { timeout: 15000 }).catch(() => { /* told below */ });
  check("new looks need no reload", await untouched(page));
  const sheets = await page.evaluate(named);
  check("the old sheet is gone", new Set(sheets).size === sheets.length, sheets.join(" "));
  rmSync(join(content, "theme"), { recursive: true });
  await page.waitForFunction(() => getComputedStyle(document.body).outlineStyle === "none", null, { timeout: 15000 });
  check("nor do the old ones again", await untouched(page));
  await page.context().close();
}

// A mistake, and its end.
const broken = before.replace(/^title:.*$/m, 'titel: "<img src=x onerror=alert(1)> שלום עולם"');
for (const [width, scheme] of [[1280, "light"], [390, "light"], [1280, "dark"], [390, "dark"]]) {
  const name = `${width} ${scheme}`;
  save(read.file, before);
  await calm();
  const page = await look(at(read.path), { width, height: 800, scheme });
  const heading = await page.textContent("h1");
  save(read.file, broken);
  await panel(page).waitFor({ state: "visible", timeout: 15000 });
  await rested(page);
  check(`${name}: the page stays`, await untouched(page));
  same(`${name}: the last good page is shown`, await page.textContent("h1"), heading);
  const text = await panel(page).innerText();
  check(`${name}: it says what is wrong`, text.includes("titel") && /did you mean\s+title\s*\?/.test(text), text);
  check(`${name}: it says where`, text.includes(`${read.name}:`), text);
  check(`${name}: it shows the line`, text.includes("<img src=x onerror=alert(1)>") && text.includes("שלום עולם"), text);
  same(`${name}: no word became markup`, await panel(page).locator("img").count(), 0);
  same(`${name}: what is wrong is marked`, await panel(page).locator("mark").filter({ hasText: "titel" }).count(), 1);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(`${name}: nothing scrolls sideways`, wide <= 0, String(wide));
  const box = await panel(page).boundingBox();
  check(`${name}: the panel leaves the page to be seen`, box.y > 200 && box.y + box.height <= 801, JSON.stringify(box));
  await shoot(page, `broken-${width}-${scheme}`);
  // It can be closed, and opened again, with the keyboard.
  await page.keyboard.press("Escape");
  await panel(page).waitFor({ state: "hidden" });
  await shoot(page, `closed-${width}-${scheme}`);
  await badge(page).focus();
  await page.keyboard.press("Enter");
  await panel(page).waitFor({ state: "visible" });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await panel(page).waitFor({ state: "hidden" });
  check(`${name}: what was closed stays closed`, await badge(page).isVisible());
  save(read.file, withWords("ZEBRA mended."));
  await page.waitForFunction(() => document.body.textContent.includes("ZEBRA mended"), null, { timeout: 15000 });
  await rested(page);
  check(`${name}: mended, it goes by itself`, !(await badge(page).isVisible()) && !(await panel(page).isVisible()));
  await page.context().close();
}

// The panel can be read by everybody.
for (const scheme of ["light", "dark"]) {
  save(read.file, before);
  await calm();
  const page = await look(at(read.path), { scheme, axed: true });
  save(read.file, broken);
  await panel(page).waitFor({ state: "visible", timeout: 15000 });
  await rested(page);
  const found = await page.evaluate(async () => {
    const result = await globalThis.axe.run({ include: [["daf-live"]] }, { resultTypes: ["violations"], preload: false });
    return result.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
  });
  check(`${scheme}: everybody can read the panel`, found.length === 0, found.join("; "));
  const status = await page.locator("daf-live [role=status]").textContent();
  check(`${scheme}: it is read out`, /error/.test(status), status);
  const copied = panel(page).locator("button.place").first();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const where = await copied.innerText();
  await copied.click();
  await page.waitForFunction(async (where) => (await navigator.clipboard.readText()) === where, where, { timeout: 15000 }).catch(() => { /* told below */ });
  same(`${scheme}: the place is copied`, await page.evaluate(() => navigator.clipboard.readText()), where);
  await page.context().close();
}

// Warnings wait behind a badge.
{
  save(read.file, before);
  await calm();
  const page = await look(at(read.path));
  save(read.file, withWords("Some <b>markup</b> here, ZEBRA warned."));
  await page.waitForFunction(() => document.body.textContent.includes("ZEBRA warned"), null, { timeout: 15000 });
  await badge(page).waitFor({ state: "visible", timeout: 15000 });
  check("a warning covers nothing", !(await panel(page).isVisible()));
  check("their number is told", /^\d+ warnings?$/.test(await badge(page).innerText()));
  await badge(page).click();
  check("and opens them", (await panel(page).innerText()).includes(`${read.name}:`));
  await shoot(page, "warning-1280-light");
  await page.context().close();
}

// A page that goes and comes. No other page leads to it, so that its going is no mistake.
{
  save(read.file, before);
  const alone = join(content, "zebra.md");
  const text = "---\ntitle: Zebra\n---\nZEBRA alone.\n";
  save(alone, text);
  await calm();
  const page = await look(at("/zebra/"));
  await page.waitForFunction(() => document.body.textContent.includes("ZEBRA alone"), null, { timeout: 15000 });
  rmSync(alone);
  await page.waitForFunction(() => document.body.classList.contains("missing"), null, { timeout: 15000 });
  await rested(page);
  const dressed = await page.evaluate(() => [...document.styleSheets].length);
  check("the page for what is not there has its looks", dressed >= 2, String(dressed));
  await shoot(page, "missing-1280-light");
  save(alone, text);
  await page.waitForFunction(() => document.body.textContent.includes("ZEBRA alone"), null, { timeout: 15000 });
  check("it comes back by itself", true);
  rmSync(alone);
  await page.context().close();
}

// A search that outlives its index: the parts of it that were not read yet are gone, and it begins anew by itself.
{
  const own = await browser.newContext();
  const page = await own.newPage();
  const refused = [];
  page.on("response", (answer) => { if (answer.status() === 404 && answer.url().includes("/search/")) refused.push(answer.url()); });
  await page.goto(at(`/search/?q=${encodeURIComponent(other.unit)}`));
  await page.waitForFunction(() => document.getElementById("search-status").textContent !== "", null, { timeout: 15000 });
  // What it was narrowed to stays, though the choices are read anew.
  const ofUnit = page.locator(`#search-narrow select:has(option[value=${JSON.stringify(other.unit)}])`);
  await page.locator("#search-narrow summary").click();
  await ofUnit.selectOption(other.unit);
  await page.waitForFunction((unit) => [...new URL(location.href).searchParams.values()].filter((value) => value === unit).length > 1, other.unit, { timeout: 15000 });
  await page.evaluate(() => { document.querySelector("#search-narrow select").dataset.old = "yes"; });
  const text = readFileSync(other.file, "utf8");
  for (const zebra of ["one", "two", "three", "four", "five"]) {
    save(other.file, `${text}\nHere is zebra ${zebra}.\n`);
    await calm();
    await (await fetch(at("/search/start.js"))).text();
  }
  await page.fill("main input[type=search]", other.title);
  await page.waitForFunction((path) => [...document.querySelectorAll("#search-results a")].some((link) => decodeURI(link.pathname) === `${path}index.html`), other.path, { timeout: 15000 });
  check("a search goes on with the newer index", refused.length > 0, "nothing of the old one was asked for");
  await page.waitForFunction(() => document.querySelector("#search-narrow select")?.dataset.old === undefined, null, { timeout: 15000 });
  same("and within the same bounds", await ofUnit.inputValue(), other.unit);
  same("whose choices stand there once", await ofUnit.count(), 1);
  save(other.file, text);
  await calm();
  await own.close();
}

// A template that cannot be read, and one whose page cannot be made.
{
  const page = await look(at(read.path));
  const heading = await page.textContent("h1");
  save(join(content, "theme/templates/lesson.html"), `{% extends "base.html" %}{% block page %}{{ nothing_of_this_name }}{% endblock %}`);
  await panel(page).waitFor({ state: "visible", timeout: 15000 });
  check("a template's mistake is told with its file", (await panel(page).innerText()).includes("theme/templates/lesson.html"));
  same("over the last good page", await page.textContent("h1"), heading);
  rmSync(join(content, "theme"), { recursive: true });
  await panel(page).waitFor({ state: "hidden", timeout: 15000 });
  await page.context().close();
}

// Five pages of one browser at once, which has six connections for a server: none waits for another.
{
  const own = await browser.newContext();
  const all = [];
  for (let number = 0; number < 5; number += 1) {
    const page = await own.newPage();
    await page.goto(at(lessons[number % lessons.length].path), { waitUntil: "load", timeout: 15000 });
    all.push(page);
  }
  same("five pages at once", all.length, 5);
  await own.close();
}

// The server goes and comes: a page that stayed open follows the new one.
{
  save(read.file, before);
  await calm();
  const page = await look(at(read.path));
  // A page that asks for the stream again, and finds nobody, has seen that the server went.
  const alone = page.waitForEvent("requestfailed", { predicate: (request) => request.url().includes("/__daf/events") && /REFUSED/.test(request.failure()?.errorText ?? ""), timeout: 15000 });
  same("Ctrl-C is told by its code", await server.end(), 130);
  await alone;
  check("the page stays when the server goes", await untouched(page));
  server = await preview([], new URL(server.address).port);
  save(read.file, withWords("ZEBRA of a new server."));
  await page.waitForFunction(() => document.body.textContent.includes("ZEBRA of a new server"), null, { timeout: 20000 });
  check("and follows the next one", true);
  save(read.file, before);
  await page.context().close();
  await server.end();
}

// Going to the page that is edited, and links for an editor.
{
  server = await preview(["--navigate", "--editor", "vscode"]);
  const page = await look(at(read.path));
  const text = readFileSync(other.file, "utf8");
  save(other.file, `${text}\nZEBRA edited.\n`);
  await page.waitForURL((url) => decodeURI(url.pathname) === other.path, { timeout: 15000 });
  await page.waitForFunction(() => document.body.textContent.includes("ZEBRA edited"), null, { timeout: 15000 });
  check("the browser goes to the page that was edited", true);
  save(other.file, text);
  await page.waitForFunction(() => !document.body.textContent.includes("ZEBRA edited"), null, { timeout: 15000 });
  same("and stays there", decodeURI(new URL(page.url()).pathname), other.path);
  // A facilitator's page of the same lesson is not left.
  const facilitators = await arrives(page, at(`/facilitator${other.path}`));
  if (facilitators.status() === 200) {
    save(other.file, `${text}\nZEBRA for both.\n`);
    await page.waitForFunction(() => document.body.textContent.includes("ZEBRA for both"), null, { timeout: 15000 });
    same("nor is the facilitator's page left", decodeURI(new URL(page.url()).pathname), `/facilitator${other.path}`);
    save(other.file, text);
  }
  save(read.file, broken);
  await panel(page).waitFor({ state: "visible", timeout: 15000 });
  const link = await panel(page).locator("a.place").first().getAttribute("href");
  check("the place opens in the editor", link?.startsWith(`vscode://file${content}/`) && /:\d+:\d+$/.test(link), link);
  save(read.file, before);
  await panel(page).waitFor({ state: "hidden", timeout: 15000 });
  await page.context().close();
}

await browser.close();
await server.end();
rmSync(room, { recursive: true, force: true });
process.exit(report.end());
