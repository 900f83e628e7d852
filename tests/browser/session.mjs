// Drives headless Chromium over a facilitators' lesson page: clock times and amounts for tonight, session mode with a clock of
// its own, projecting. Opens pages of a built site from the disk and over HTTP; changes nothing.
//
//   node tests/browser/session.mjs SITE [AUDIENCE_SITE] [HEBREW_SITE]     CHROMIUM=/path/to/chromium
//
// AUDIENCE_SITE is tests/sites/audience built, where every word of the facilitator's is marked; HEBREW_SITE has a Hebrew interface.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, pages, serve } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [site, audience, hebrew] = process.argv.slice(2).map((folder) => resolve(folder));
const MINUTE = 60000;
const BEGIN = new Date("2026-11-26T18:32:00");

let passed = 0;
const failures = [];
const check = (name, ok, detail = "") => {
  if (ok) passed += 1;
  else failures.push(`${name}${detail === "" ? "" : `: ${detail}`}`);
};
const same = (name, came, expected) => check(name, came === expected, `${JSON.stringify(came)}, not ${JSON.stringify(expected)}`);

// The lesson with the most that may be cut, so that any site of some size will do.
function lessonOf(folder) {
  const text = (path) => readFileSync(join(folder, path), "utf8");
  const cuts = (path) => (text(path).match(/data-cut=/g) ?? []).length + (path.includes("turn-it") ? 0.5 : 0);
  const found = pages(folder).filter((path) => text(path).includes('class="timeline"'));
  return found.sort((a, b) => cuts(b) - cuts(a))[0];
}

const browser = await launch();

async function look(address, { width = 1112, height = 834, scheme = "light", locale = "en-GB", axed = false } = {}) {
  const own = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale, bypassCSP: axed });
  if (axed) await own.addInitScript(axe);
  await own.addInitScript(() => {
    globalThis.asked = [];
    Object.defineProperty(navigator, "wakeLock", { value: { request: async (kind) => { globalThis.asked.push(kind); return { addEventListener: (_, act) => { globalThis.slept = act; }, release: async () => { globalThis.asked.push("released"); } }; } } });
  });
  const page = await own.newPage();
  const origin = new URL(address).origin === "null" ? "file:" : new URL(address).origin;
  page.on("console", (message) => check("console", message.type() !== "error", message.text()));
  page.on("pageerror", (error) => check("script", false, String(error)));
  page.on("request", (request) => check("request", request.url().startsWith(origin), request.url()));
  await page.clock.install({ time: BEGIN });
  await page.goto(address, { waitUntil: "load" });
  return page;
}

async function violations(page, name) {
  const found = await page.evaluate(async () => {
    const result = await globalThis.axe.run(document, { resultTypes: ["violations"], preload: false });
    return result.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
  });
  check(`${name}: axe`, found.length === 0, found.join("; "));
  const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((node) => node.id).filter((id, at, all) => all.indexOf(id) !== at));
  check(`${name}: no id twice`, ids.length === 0, ids.join(" "));
}

const text = (page, selector) => page.locator(selector).first().textContent();
const minutesOf = (page) => page.locator(".segment[data-minutes]").evaluateAll((all) => all.map((node) => Number(node.dataset.minutes)));

// Tonight: clock times, the end, amounts, kept for the next time.
async function tonight(address) {
  const page = await look(address);
  const minutes = await minutesOf(page);
  const total = minutes.reduce((sum, each) => sum + each, 0);
  const clock = (at) => `${Math.floor(at / 60)}:${String(at % 60).padStart(2, "0")}`;
  same("tonight: clocks run from nought", await text(page, ".timeline li:nth-child(2) b"), clock(minutes[0]));
  await page.fill(".tonight input[type=time]", "18:30");
  same("tonight: the timeline follows", await text(page, ".timeline li:nth-child(2) b"), clock(18 * 60 + 30 + minutes[0]));
  same("tonight: so does the clock at a segment", await page.locator(".clock b").nth(1).textContent(), clock(18 * 60 + 30 + minutes[0]));
  same("tonight: the end is told", await text(page, ".tonight output"), `Ends ${clock(18 * 60 + 30 + total)}`);
  await page.fill(".tonight input[type=number]", "25");
  const amounts = await page.locator(".quantity").evaluateAll((all) => all.map((node) => [node.dataset.count, node.dataset.per, node.querySelector("b")?.textContent, node.textContent]));
  for (const [count, per, shown, words] of amounts) same(`tonight: ${words}`, shown, String(Math.ceil(25 / per) * count));
  check("tonight: there are amounts", amounts.length > 0);
  await page.reload();
  same("tonight: kept", await text(page, ".tonight output"), `Ends ${clock(18 * 60 + 30 + total)}`);
  await page.fill(".tonight input[type=time]", "");
  same("tonight: without a start, from nought again", await text(page, ".timeline li:nth-child(2) b"), clock(minutes[0]));
  await page.fill(".tonight input[type=number]", "");
  same("tonight: without people, as written", await page.locator(".quantity b").count(), 0);
  await page.context().close();
  const american = await look(address, { locale: "en-US" });
  await american.fill(".tonight input[type=time]", "18:30");
  same("tonight: twelve hours where the device has them", await text(american, ".timeline li b"), "6:30");
  await american.context().close();
}

// A session from beginning to end, by keyboard alone.
async function session(address) {
  const page = await look(address);
  const name = `session on ${address.slice(0, 4)}`;
  const minutes = await minutesOf(page);
  const total = minutes.reduce((sum, each) => sum + each, 0);
  const titles = await page.locator(".segment[data-minutes] h2").allTextContents();
  const pass = async (count) => { await page.clock.fastForward(count * MINUTE); await page.clock.runFor(1000); };
  await page.fill(".tonight input[type=time]", "18:30");
  await page.locator(".stage .to-session").focus();
  await page.keyboard.press("Enter");
  check(`${name}: opens`, await page.locator(".session").isVisible());
  same(`${name}: the page is gone`, await page.locator("#daf\\.main").isVisible(), false);
  same(`${name}: the focus is inside`, await page.evaluate(() => Boolean(document.activeElement.closest(".session"))), true);
  same(`${name}: the screen is kept awake`, await page.evaluate(() => globalThis.asked.join()), "screen");
  await page.evaluate(() => { globalThis.slept(); document.dispatchEvent(new Event("visibilitychange")); });
  await page.waitForFunction(() => globalThis.asked.length === 2);
  check(`${name}: and again after the tablet slept`, true);
  await page.keyboard.press("ArrowRight");
  same(`${name}: begins`, await text(page, ".session article h2"), titles[0]);
  same(`${name}: counts the segment`, await text(page, ".session .left"), `${minutes[0]} min left`);
  check(`${name}: two minutes late from the start`, (await text(page, ".session .balance")).startsWith("2 min behind"), await text(page, ".session .balance"));
  await pass(minutes[0] - 3);
  same(`${name}: the minutes go`, await text(page, ".session .left"), "3 min left");
  check(`${name}: so does the whole`, (await text(page, ".session .until")).startsWith(`${minutes[0] - 3}/${total} min`), await text(page, ".session .until"));
  await page.keyboard.press("ArrowRight");
  check(`${name}: three minutes gained`, (await text(page, ".session .balance")).startsWith("1 min in hand"), await text(page, ".session .balance"));
  same(`${name}: the change is told`, (await text(page, ".session [aria-live]")).startsWith(titles[1]), true);
  await page.keyboard.press("ArrowLeft");
  same(`${name}: a step back finds the minutes as they were`, await text(page, ".session .left"), "3 min left");
  await page.keyboard.press("ArrowRight");
  const quiet = await text(page, ".session [aria-live]");
  await pass(minutes[1] + 4);
  same(`${name}: over time, in words`, await text(page, ".session .left"), "4 min over");
  same(`${name}: and nothing is announced`, await text(page, ".session [aria-live]"), quiet);
  check(`${name}: lost minutes`, (await text(page, ".session .balance")).startsWith("3 min behind"), await text(page, ".session .balance"));

  // Cutting plans anew, and is undone.
  const cuts = page.locator(".cuts button");
  check(`${name}: there is something to cut`, (await cuts.count()) > 1);
  const lastClock = () => page.locator(".coming li:not(.gone) b").last().textContent();
  const before = await lastClock();
  const saved = Number(/\d+/.exec(await text(page, ".cuts .long"))[0]);
  await cuts.first().focus();
  await page.keyboard.press("Enter");
  const minute = (clock) => clock.split(":").reduce((hours, rest) => Number(hours) * 60 + Number(rest));
  same(`${name}: what comes later comes earlier`, minute(before) - minute(await lastClock()), saved);
  same(`${name}: what is cut is struck`, await page.locator(".coming .gone s").count(), 1);
  check(`${name}: and the balance is better`, (await text(page, ".session .balance")).startsWith(`${saved - 3} min in hand`), await text(page, ".session .balance"));
  same(`${name}: the focus stays`, await page.evaluate(() => document.activeElement.textContent), "Restore");
  const cutTitle = await page.locator(".coming .gone s").first().textContent();
  await page.keyboard.press("Enter");
  same(`${name}: restored`, await lastClock(), before);
  await page.keyboard.press("Enter");

  // A reload, and a tablet that slept.
  await page.reload();
  await page.clock.runFor(1000);
  check(`${name}: a reload comes back`, await page.locator(".session").isVisible());
  same(`${name}: where it was`, await text(page, ".session article h2"), titles[1]);
  same(`${name}: with what was cut`, await page.locator(".coming .gone s").first().textContent(), cutTitle);
  same(`${name}: to the minute`, await text(page, ".session .left"), "4 min over");
  await page.keyboard.press("ArrowRight");
  check(`${name}: what is cut is passed over`, (await text(page, ".session article h2")) !== cutTitle);
  await page.keyboard.press("p");
  check(`${name}: pauses`, (await text(page, ".session .left")).startsWith("Paused"));
  const rested = await text(page, ".session .left");
  await pass(5);
  same(`${name}: a pause takes nothing from the segment`, await text(page, ".session .left"), rested);
  await page.keyboard.press("p");
  same(`${name}: and goes on`, `Paused · ${await text(page, ".session .left")}`, rested);

  // Leaving keeps it; the focus goes back to where it came from.
  await page.keyboard.press("Escape");
  same(`${name}: Escape leaves`, await page.locator(".session").count(), 0);
  same(`${name}: the screen may sleep`, await page.evaluate(() => globalThis.asked.at(-1)), "released");
  same(`${name}: the way in says that it runs`, await page.evaluate(() => document.activeElement.textContent), "Back to the session");
  await page.reload();
  same(`${name}: what was left stays left`, await page.locator(".session").count(), 0);
  await page.locator(".tonight .to-session").click();
  check(`${name}: and is taken up again`, (await text(page, ".session .left")).includes("min left"));

  // By tab through the controls, to the end, back, and away.
  const reached = new Set();
  for (let at = 0; at < 40; at += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement.textContent.trim()));
  }
  for (const label of ["Previous", "Pause", "End", "Leave"]) check(`${name}: ${label} by keyboard`, reached.has(label), [...reached].join());
  const small = await page.locator(".session button:visible, .session summary:visible").evaluateAll((all) => all.filter((node) => node.getBoundingClientRect().height < 43.5 || node.getBoundingClientRect().width < 43.5).map((node) => node.textContent));
  check(`${name}: all that is touched is large enough`, small.length === 0, small.join());
  await page.getByRole("button", { name: "End", exact: true }).click();
  same(`${name}: ends`, await text(page, ".session article h2"), "The session has ended");
  await page.reload();
  same(`${name}: and has ended after a reload`, await text(page, ".session article h2"), "The session has ended");
  await page.keyboard.press("ArrowLeft");
  check(`${name}: not for good`, (await text(page, ".session .left")).includes("min left"));
  await page.getByRole("button", { name: "End", exact: true }).click();
  await page.keyboard.press("ArrowRight");
  same(`${name}: done`, await page.locator(".session").count(), 0);
  same(`${name}: and the next one begins anew`, await text(page, ".tonight .to-session"), "Session mode");
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("daf:session")).length);
  same(`${name}: nothing of it is kept`, kept, 0);
  await page.context().close();
}

// Projecting: the words, both languages, keys, and back.
async function projecting(address) {
  const page = await look(address, { width: 1920, height: 1080 });
  const name = `projecting on ${address.slice(0, 4)}`;
  await page.locator("main .text [data-project]").first().focus();
  await page.keyboard.press("Enter");
  const lines = () => page.evaluate(() => ({
    hebrew: document.querySelectorAll(".wall .words-he").length,
    translation: document.querySelectorAll(".wall .words-tr").length,
    size: parseFloat(getComputedStyle(document.querySelector(".wall .words")).fontSize),
    overflows: document.querySelector(".wall-area").scrollHeight > document.querySelector(".wall-area").clientHeight,
    direction: getComputedStyle(document.querySelector(".wall .words-he") ?? document.body).direction,
    leading: ["he", "tr"].map((side) => document.querySelector(`.wall .words-${side}`)).map((node) => node && parseFloat(getComputedStyle(node).lineHeight) / parseFloat(getComputedStyle(node).fontSize)),
  }));
  const both = await lines();
  check(`${name}: both languages`, both.hebrew > 0 && both.translation > 0);
  same(`${name}: Hebrew runs right to left`, both.direction, "rtl");
  check(`${name}: Hebrew has its own leading`, both.leading[0] > both.leading[1] + 0.1, both.leading.join());
  check(`${name}: large, and all of it`, both.size > 44 && !both.overflows, JSON.stringify(both));
  await page.keyboard.press("h");
  const only = await lines();
  check(`${name}: h shows the Hebrew, larger`, only.translation === 0 && only.hebrew > 0 && only.size >= both.size, JSON.stringify(only));
  await page.keyboard.press("e");
  check(`${name}: e shows the English`, (await lines()).hebrew === 0);
  await page.keyboard.press("b");
  check(`${name}: b shows both`, (await lines()).hebrew > 0 && (await lines()).translation > 0);
  await page.keyboard.press(".");
  same(`${name}: black`, await page.locator(".wall-area").isVisible(), false);
  await page.keyboard.press(".");
  same(`${name}: and back`, await page.locator(".wall-area").isVisible(), true);
  await page.getByRole("button", { name: "Black" }).click();
  await page.mouse.click(900, 500);
  same(`${name}: a touch brings the words back`, await page.locator(".wall-place").isVisible() && (await text(page, ".wall-place")).startsWith("1/"), true);

  // Through everything and back again, by each of the keys.
  const place = () => text(page, ".wall-place");
  const seen = [await place()];
  for (let at = 0; at < 200; at += 1) {
    await page.keyboard.press(["ArrowRight", " ", "PageDown", "ArrowDown"][at % 4]);
    const now = await place();
    if (now === seen.at(-1)) break;
    check(`${name}: ${now} fits`, !(await lines()).overflows);
    seen.push(now);
  }
  const count = Number(seen[0].split("/")[1].split(" ")[0]);
  same(`${name}: all is gone through`, new Set(seen.map((at) => at.split("/")[0])).size, count);
  const returned = [await place()];
  for (let at = 0; at < seen.length - 1; at += 1) {
    await page.keyboard.press(["ArrowLeft", "PageUp"][at % 2]);
    returned.unshift(await place());
  }
  same(`${name}: and back the same way`, returned.join(" "), seen.join(" "));
  await page.mouse.click(900, 500);
  same(`${name}: a click goes on`, await place(), seen[1]);
  await page.keyboard.press("Escape");
  same(`${name}: Escape leaves`, await page.locator(".wall").count(), 0);
  same(`${name}: the focus returns`, await page.evaluate(() => document.activeElement.dataset.project), "0");

  // From session mode, at the present segment, and back into it.
  await page.locator(".tonight .to-session").click();
  await page.keyboard.press("ArrowRight");
  while (!(await page.locator(".session-keys button", { hasText: "Project" }).isVisible())) await page.keyboard.press("ArrowRight");
  await page.locator(".session-keys button", { hasText: "Project" }).click();
  check(`${name}: from session mode`, await page.locator(".wall").isVisible() && !(await page.locator(".session").isVisible()));
  await page.keyboard.press("Escape");
  check(`${name}: and back`, await page.locator(".session").isVisible());
  same(`${name}: with the focus`, await page.evaluate(() => document.activeElement.textContent), "Project");
  await page.context().close();
}

// Nothing that is the facilitator's is ever projected.
async function secrets(address) {
  const page = await look(address, { width: 1920, height: 1080 });
  check("secrets: they are on the page", (await page.locator("main").innerText()).includes("MARKERqx"));
  const ways = page.locator("main [data-project]");
  const count = await ways.count();
  check("secrets: there is something to project", count > 0);
  let shown = "";
  for (let at = 0; at < count; at += 1) {
    await ways.nth(at).click();
    for (let step = 0; step < 4; step += 1) {
      shown += await page.locator(".wall").evaluate((node) => node.outerHTML);
      await page.keyboard.press(["h", "e", "b", "ArrowRight"][step]);
    }
    await page.keyboard.press("Escape");
  }
  check("secrets: none is in the projected page", !/MARKERqx/i.test(shown));
  check("secrets: the words are", shown.includes("הפך בה"));
  await page.context().close();
}

async function rightToLeft(address) {
  const page = await look(address, { axed: true });
  const titles = await page.locator(".segment[data-minutes] h2").allTextContents();
  await page.locator(".tonight .to-session").click();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  same("right to left: the left arrow goes on", await text(page, ".session article h2"), titles[1]);
  await page.keyboard.press("ArrowRight");
  same("right to left: the right arrow goes back", await text(page, ".session article h2"), titles[0]);
  await violations(page, "right to left: session mode");
  await page.keyboard.press("Escape");
  await page.locator(".stage [data-project]").click();
  const first = await text(page, ".wall-place");
  await page.keyboard.press("ArrowLeft");
  check("right to left: projecting too", (await text(page, ".wall-place")) !== first);
  await violations(page, "right to left: projecting");
  await page.context().close();
}

// Every state at every size, light and dark.
async function closely(address) {
  for (const scheme of ["light", "dark"]) {
    for (const [width, height] of [[320, 640], [834, 1112], [1280, 800]]) {
      const name = `${width} ${scheme}`;
      const page = await look(address, { width, height, scheme, axed: true });
      await page.fill(".tonight input[type=time]", "18:30");
      await page.fill(".tonight input[type=number]", "24");
      await violations(page, `${name} page`);
      const fits = async (state) => {
        const wide = await page.evaluate(() => [...document.querySelectorAll("html, .mode:not([hidden]), .mode:not([hidden]) main")].filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => `${node.className} ${node.scrollWidth}`));
        check(`${name} ${state}: no sideways scrolling`, wide.length === 0, wide.join());
      };
      await fits("page");
      await page.locator(".tonight .to-session").click();
      await violations(page, `${name} before`);
      await fits("before");
      await page.locator(".forward").click();
      await page.locator(".forward").click();
      await page.clock.fastForward(40 * MINUTE);
      await page.locator(".cuts button").first().click();
      await violations(page, `${name} session`);
      await fits("session");
      await page.getByRole("button", { name: "End", exact: true }).click();
      await violations(page, `${name} ended`);
      await page.keyboard.press("Escape");
      for (const [kind, selector] of [["text", "main .text [data-project]"], ["question", "main .prompt [data-project]"]]) {
        await page.locator(selector).first().click();
        await violations(page, `${name} projected ${kind}`);
        await fits(`projected ${kind}`);
        await page.keyboard.press("Escape");
      }
      await page.context().close();
    }
  }
}

// Four times the size of letters, on a tablet: all of it is still there to be scrolled to.
async function zoomed(address) {
  const page = await look(address, { width: 320, height: 256 });
  await page.locator(".tonight .to-session").click();
  await page.locator(".forward").click();
  await page.locator(".forward").scrollIntoViewIfNeeded();
  check("zoomed: the way on can be reached", await page.locator(".forward").isVisible());
  await page.locator(".forward").click();
  const wide = await page.evaluate(() => document.querySelector(".session").scrollWidth <= innerWidth);
  check("zoomed: no sideways scrolling", wide);
  await page.context().close();
}

const server = await serve(site, { prefix: "/some/where/" });
const lesson = lessonOf(site);
const http = `${server.url}${lesson}`;
const file = (folder, path) => new URL(path, `${pathToFileURL(folder).href}/`).href;
const attempt = async (name, run) => { try { await run(); } catch (error) { check(name, false, String(error).split("\n").slice(0, 3).join(" ")); } };

await attempt("tonight", () => tonight(http));
for (const address of [http, file(site, lesson)]) {
  await attempt("session", () => session(address));
  await attempt("projecting", () => projecting(address));
}
if (audience) await attempt("secrets", () => secrets(file(audience, "facilitator/lesson/index.html")));
if (hebrew) await attempt("right to left", () => rightToLeft(file(hebrew, lessonOf(hebrew))));
await attempt("closely", () => closely(http));
await attempt("zoomed", () => zoomed(http));
await browser.close();
server.close();

for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
