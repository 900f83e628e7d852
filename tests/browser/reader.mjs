// The reader's side of participants' pages, in headless Chromium: how texts are shown, words on the spot, copying, notes,
// progress and footnotes; by keys, on a phone, without storage, without JavaScript, and with scripts that come late.
// Works on the site of `tests/sites/reader`; a Hebrew one may come along. Opens pages; changes nothing.
//
//   node tests/browser/reader.mjs SITE [HEBREW_SITE]     CHROMIUM=/path/to/chromium

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { drawn, hasColumns, launch, reporter, serve } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [site, hebrew] = process.argv.slice(2).map((folder) => resolve(folder));
const report = reporter();
const { check } = report;
const same = (name, came, expected) => check(name, came === expected, `${JSON.stringify(came)}, not ${JSON.stringify(expected)}`);

let late = 0;
const sleep = (time) => new Promise((done) => setTimeout(done, time));
// The script that tells how texts are shown comes when it comes; the others may be held longer.
let soonest = 0;
const hold = (path) => (!path.endsWith(".js") ? undefined : /early\.[^/]*$/.test(path) ? sleep(soonest) : late ? sleep(late) : undefined);
const browser = await launch();
const server = await serve(site, { prefix: "/some/where/", hold });
const http = server.url;
const file = pathToFileURL(site).href + "/";
const HEAR = "hearing/hear/index.html";
const SIT = "hearing/sit/index.html";
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

const withoutStorage = () => Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
const keep = (kept) => { if (!localStorage.getItem("daf:display")) localStorage.setItem("daf:display", JSON.stringify(kept)); };
// What moved, but for less than a thousandth, which nobody measures, and for what a face moved when it had come.
const watchShifts = () => {
  const moved = [];
  const faces = [];
  document.fonts.addEventListener("loadingdone", () => faces.push(performance.now()));
  new PerformanceObserver((seen) => { for (const one of seen.getEntries()) if (one.value >= 0.001) moved.push([one.startTime, [one.value, ...one.sources.map(({ node }) => node?.className || (node?.nodeType === 3 ? `"${node.data.slice(0, 20)}"` : node?.nodeName ?? "?"))].join(" ")]); }).observe({ type: "layout-shift", buffered: true });
  Object.defineProperty(globalThis, "shifts", { get: () => moved.filter(([at]) => !faces.some((came) => Math.abs(came - at) < 150)).map(([, what]) => what) });
};

// A page in a context of its own; `with` leaves settings in storage, `init` are scripts that run before the page's own.
async function open(path, { base = http, size = DESK, scheme = "light", init = [], kept, axed = false, wait = "load", ...more } = {}) {
  const context = await browser.newContext({ viewport: size, colorScheme: scheme, bypassCSP: axed, acceptDownloads: true, ...more });
  if (axed) await context.addInitScript(axe);
  for (const script of init) await context.addInitScript(script);
  if (kept) await context.addInitScript(keep, kept);
  return another(context, path, { base, wait });
}

async function another(context, path, { base = http, wait = "load" } = {}) {
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  const origin = base.startsWith("file:") ? "file:" : new URL(base).origin;
  page.on("console", (message) => check(`${path}: console`, message.type() !== "error", message.text()));
  page.on("pageerror", (error) => check(`${path}: script`, false, String(error)));
  page.on("request", (request) => check(`${path}: requests`, request.method() === "GET" && (request.url().startsWith(origin) || /^(data|blob):/.test(request.url())), `${request.method()} ${request.url()}`));
  await page.goto(base + path, { waitUntil: wait });
  return page;
}

async function part(name, act) {
  try { await act(); } catch (error) { check(name, false, String(error).split("\n").slice(0, 3).join(" ")); }
  for (const context of browser.contexts()) await context.close();
}

async function violations(page, name, rules) {
  const found = await page.evaluate(async (rules) => {
    const result = await globalThis.axe.run(document, { resultTypes: ["violations"], preload: false, ...(rules ? { runOnly: rules } : {}) });
    return result.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
  }, rules);
  check(`${name}: axe`, found.length === 0, found.join("; "));
  check(`${name}: fits`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
}

const attribute = (page, name) => page.evaluate((name) => document.documentElement.dataset[name] ?? null, name);
const displays = (page, selector) => page.locator(selector).evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).display))].join());
const columns = (page, selector) => page.locator(selector).first().evaluate((one) => (getComputedStyle(one).display === "grid" ? getComputedStyle(one).gridTemplateColumns.split(" ").length : 1));
const choose = (page, name, value) => page.locator(`.show input[name="daf-${name}"][value="${value}"]`).check({ force: true });
const press = (page, words, within = "body") => page.locator(within).getByRole("button", { name: words, exact: true }).first().click();
const letters = (page, at = 0) => page.locator(".text-he p").nth(at).textContent();
// A letter that is about to change is given its moment.
const until = (page, act, value) => page.waitForFunction(act, value, { timeout: 12000 }).then(() => true, () => false);
const reads = async (page, name, words, at = 0) => {
  await until(page, ([words, at]) => document.querySelectorAll(".text-he p")[at].textContent === words, [words, at]);
  same(name, await letters(page, at), words);
};
const focused = (page) => page.evaluate(() => {
  const at = document.activeElement;
  const drawn = [at, at.nextElementSibling].filter(Boolean).some((one) => getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 2);
  return { name: at.name ?? "", value: at.value ?? "", words: at.textContent.trim() || at.closest("label")?.textContent || "", drawn, className: at.className };
});
// Goes on with Tab until the focus is where it is wanted.
async function tabTo(page, wanted, back = false) {
  for (let turn = 0; turn < 120; turn += 1) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    const at = await focused(page);
    if (wanted(at)) return at;
  }
  return null;
}

const FULL = "ד׳ שְׁמַ֖ע יִשְׂרָאֵ֑ל יְהוָ֥ה אֱלֹהֵ֖ינוּ יְהוָ֥ה ׀ אֶחָֽד׃";
const POINTED = "ד׳ שְׁמַע יִשְׂרָאֵל יְהוָה אֱלֹהֵינוּ יְהוָה אֶחָֽד׃";
const BARE = "ד׳ שמע ישראל יהוה אלהינו יהוה אחד׃";
const SONG = "שִׁ֥יר הַֽמַּעֲל֗וֹת לְדָ֫וִ֥ד\nהִנֵּ֣ה מַה־טּ֭וֹב וּמַה־נָּעִ֑ים שֶׁ֖בֶת אַחִ֣ים גַּם־יָֽחַד׃";

async function display(base) {
  const name = base.slice(0, 4);
  const page = await open(HEAR, { base });
  await reads(page, `${name}: the first text`, POINTED);
  const first = await page.locator(".text-he").allInnerTexts();

  // Which texts.
  await choose(page, "view", "source");
  same(`${name}: source`, `${await displays(page, ".both > .text-tr")} ${await displays(page, ".both > .text-he")}`, "none block");
  same(`${name}: what has no source stays`, await displays(page, "#text\\.free .text-tr"), "block");
  await choose(page, "view", "translation");
  same(`${name}: translation`, `${await displays(page, ".both > .text-tr")} ${await displays(page, ".both > .text-he")} ${await displays(page, ".both > .translit")}`, "block none none");
  await choose(page, "view", "");
  same(`${name}: both`, `${await displays(page, ".both > .text-tr")} ${await displays(page, ".both > .text-he")}`, "block block");

  // Layout.
  same(`${name}: as set, in columns`, await columns(page, "#text\\.shema .pair"), 2);
  await choose(page, "layout", "stacked");
  same(`${name}: stacked`, await columns(page, "#text\\.shema .pair"), 1);
  await choose(page, "layout", "side");
  same(`${name}: side by side`, await columns(page, "#text\\.shema .pair"), 2);
  const beside = await page.locator("#text\\.shema .pair").first().evaluate((pair) => [".text-he", ".text-tr"].map((one) => pair.querySelector(one).getBoundingClientRect()).map(({ left, top }) => ({ left, top })));
  check(`${name}: Hebrew at the right, at one height`, beside[0].left > beside[1].left && Math.abs(beside[0].top - beside[1].top) < 12, JSON.stringify(beside));
  const here = await another(page.context(), SIT, { base });
  same(`${name}: side by side on a page that is set stacked`, await columns(here, "#text\\.psalm .pair"), 2);
  await here.close();
  await choose(page, "layout", "");
  same(`${name}: the DOM goes by pairs`, await page.locator("#text\\.shema .pair > div").evaluateAll((all) => all.map((one) => one.classList[0]).join()), "text-he,text-tr,text-he,text-tr");

  // Vowels and cantillation.
  const toggle = (label) => page.locator(".show").getByRole("switch", { name: label, exact: true }).click();
  const words = "a.gloss";
  const glosses = await page.locator(words).count();
  await toggle("Cantillation");
  await reads(page, `${name}: with what the page left out`, FULL);
  check(`${name}: its leading follows`, await page.locator(".text-he").first().evaluate((one) => one.classList.contains("chanted")));
  await toggle("Vowels");
  await reads(page, `${name}: letters alone`, BARE);
  check(`${name}: no te'amim without vowels`, await page.locator(".show").getByRole("switch", { name: "Cantillation", exact: true }).isDisabled());
  await toggle("Vowels");
  await reads(page, `${name}: vowels again`, FULL);
  await toggle("Cantillation");
  await reads(page, `${name}: without te'amim`, POINTED);
  same(`${name}: the very first text`, JSON.stringify(await page.locator(".text-he").allInnerTexts()), JSON.stringify(first));
  await toggle("Cantillation");
  await reads(page, `${name}: te'amim again`, FULL);
  same(`${name}: words explained are still there`, await page.locator(words).count(), glosses);
  same(`${name}: with their te'amim`, await page.locator(words).first().textContent(), "שְׁמַ֖ע");
  same(`${name}: verse numbers`, (await page.locator(".verse").allTextContents()).map((number) => number.trim()).join(), "ד׳,4,ה׳,5");
  const song = await another(page.context(), SIT, { base });
  await reads(song, `${name}: two lines`, SONG);
  await song.close();
  await toggle("Cantillation");

  // Transliteration, names, size.
  await toggle("Transliteration");
  same(`${name}: no transliteration`, await displays(page, ".translit"), "none");
  await toggle("Transliteration");
  same(`${name}: transliteration`, await displays(page, ".translit"), "block");
  const named = { heh: POINTED.replaceAll("יְהוָה", "ה׳"), hyphen: POINTED.replaceAll("יְהוָה", "י-ה-ו-ה").replace("אֱלֹהֵינוּ", "אֱלֹ-הֵינוּ"), elokim: POINTED.replaceAll("יְהוָה", "ה׳").replace("אֱלֹהֵינוּ", "אֱלֹקֵינוּ") };
  for (const [way, wanted] of Object.entries(named)) {
    await choose(page, "names", way);
    await reads(page, `${name}: names, ${way}`, wanted);
    if (way === "hyphen") check(`${name}: names in English`, (await page.locator(".text-tr").first().textContent()).includes("L-rd is our G-d"));
    if (way === "elokim") check(`${name}: names in transliteration`, (await page.locator(".translit").first().textContent()).includes("Hashem Elokeinu"), await page.locator(".translit").first().textContent());
  }
  await choose(page, "names", "");
  await reads(page, `${name}: names as set`, POINTED);
  same(`${name}: words again as they were`, JSON.stringify(await page.locator(".text-he").allInnerTexts()), JSON.stringify(first));
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  const before = await size();
  await page.locator(".show").getByRole("button", { name: "Larger text" }).click();
  check(`${name}: larger`, await size() > before);
  for (let turn = 0; turn < 2; turn += 1) await page.locator(".show").getByRole("button", { name: "Smaller text" }).click();
  check(`${name}: smaller`, await size() < before);
  check(`${name}: the step is told`, /\d/.test(await page.locator(".show [role=status]").textContent()));

  // Remembered, here and on another page; then as it was.
  await choose(page, "view", "source");
  await choose(page, "names", "heh");
  await toggle("Vowels");
  await page.reload();
  const plain = BARE.replaceAll("יהוה", "ה׳");
  await reads(page, `${name}: letters after reload`, plain);
  same(`${name}: the choice after reload`, await page.locator('.show input[name="daf-view"]:checked').getAttribute("value"), "source");
  check(`${name}: size after reload`, await size() < before);
  const other = await another(page.context(), SIT, { base });
  same(`${name}: on another page`, `${await attribute(other, "view")} ${await attribute(other, "vowels")} ${await attribute(other, "size")}`, "source off smaller");
  await reads(other, `${name}: letters there`, "שמע ישראל ה׳ אלהינו ה׳ אחד׃", 1);
  await other.close();
  await press(page, "Reset");
  await reads(page, `${name}: as it was`, POINTED);
  same(`${name}: nothing is kept`, await page.evaluate(() => localStorage.getItem("daf:display")), null);
  same(`${name}: nothing is set`, await page.evaluate(() => Object.keys(document.documentElement.dataset).join()), "ready");
  same(`${name}: size as it was`, await size(), before);
  check(`${name}: the focus stays in the section`, await page.evaluate(() => Boolean(document.activeElement.closest(".show"))));
}

// Nothing waits for a script, and no text is seen otherwise than its reader wants it.
async function flash() {
  const kept = { view: "both", vowels: "off", size: "large" };
  late = 3000;
  soonest = 300;
  const page = await open(HEAR, { kept, wait: "commit" });
  const look = () => page.evaluate(() => ({
    told: document.documentElement.classList.contains("js"), held: getComputedStyle(document.querySelector(".pair")).visibility,
    scripted: "ready" in document.documentElement.dataset,
    painted: performance.getEntriesByType("paint").some(({ name }) => name === "first-contentful-paint"),
    vowels: document.documentElement.dataset.vowels, size: getComputedStyle(document.documentElement).fontSize,
    seen: getComputedStyle(document.querySelector(".text-he")).visibility, english: getComputedStyle(document.querySelector(".text-tr")).visibility,
  }));
  await page.waitForSelector(".text-he", { state: "attached" });
  const began = Date.now();
  await until(page, () => performance.getEntriesByType("paint").some(({ name }) => name === "first-contentful-paint"));
  const soon = await look();
  check("flash: painted, and no script yet", soon.painted && !soon.scripted, JSON.stringify(soon));
  check("flash: a text is held back until it is told how", soon.told || soon.held === "hidden" || Date.now() - began > 300, JSON.stringify(soon));
  await until(page, () => document.documentElement.classList.contains("js"));
  const told = await look();
  check("flash: what was chosen is set", told.vowels === "off" && parseFloat(told.size) > 18.5, JSON.stringify(told));
  check("flash: letters wait, and nothing else", told.seen === "hidden" && told.english === "visible" || Date.now() - began > 1400, JSON.stringify(told));
  await until(page, () => getComputedStyle(document.querySelector(".text-he")).visibility === "visible");
  const then = await look();
  check("flash: letters appear by themselves", then.seen === "visible" && !then.scripted, JSON.stringify(then));
  await reads(page, "flash: the script comes", BARE);
  await page.context().close();
  const view = await open(HEAR, { kept: { view: "translation", layout: "stacked", translit: "off" }, wait: "commit", reducedMotion: "reduce" });
  await view.waitForSelector(".colophon", { state: "attached" });
  await until(view, () => document.documentElement.classList.contains("js"));
  same("flash: a style sheet's own", `${await displays(view, ".both > .text-he")} ${await attribute(view, "ready")}`, "none null");
  const twin = await another(view.context(), SIT, { wait: "commit" });
  await twin.evaluate(() => localStorage.setItem("daf:display", '{"names":"heh","view":3,"evil":"x"}'));
  await twin.goto(http + HEAR, { waitUntil: "commit" });
  await twin.waitForSelector(".text-he", { state: "attached" });
  await until(twin, () => document.documentElement.classList.contains("js"));
  same("flash: only what is known is set", await twin.evaluate(() => Object.keys(document.documentElement.dataset).join()), "names");
  same("flash: without motion nothing hides", await twin.locator(".text-he").first().evaluate((one) => getComputedStyle(one).visibility), "visible");
  late = 0;
  soonest = 0;
}

async function policy() {
  const page = await open(SIT);
  check("policy: the page's own script ran", await page.evaluate(() => document.documentElement.classList.contains("js")));
  page.removeAllListeners("console");
  await page.evaluate(() => document.head.append(Object.assign(document.createElement("script"), { textContent: "globalThis.injected = true" })));
  await page.evaluate(() => { document.body.setAttribute("onclick", "globalThis.injected = true"); document.body.click(); });
  same("policy: another one is refused", await page.evaluate(() => globalThis.injected), undefined);
  for (const bad of ["{", "null", "[]", '"x"', '{"view":"<b>","size":"x","vowels":1}']) {
    await page.evaluate((bad) => localStorage.setItem("daf:display", bad), bad);
    await page.reload();
    check(`policy: ${bad} in storage breaks nothing`, await page.locator(".show input").count() > 5);
  }
}

async function keys() {
  const page = await open(HEAR);
  for (const name of ["view", "layout", "names"]) {
    const at = await tabTo(page, (at) => at.name === `daf-${name}`);
    check(`keys: Tab reaches ${name}, seen`, at?.drawn, JSON.stringify(at));
    await page.keyboard.press("ArrowDown");
    check(`keys: an arrow changes ${name}`, await attribute(page, name) !== null);
    check(`keys: it stays seen`, (await focused(page)).drawn);
    await page.keyboard.press("ArrowUp");
    same(`keys: and back (${name})`, await attribute(page, name), null);
    if (name !== "layout") continue;
    for (const words of ["Vowels", "Transliteration"]) {
      const toggle = await tabTo(page, (at) => at.words === words);
      check(`keys: Tab reaches ${words}, seen`, toggle?.drawn, JSON.stringify(toggle));
      await page.keyboard.press("Space");
      same(`keys: Space switches ${words}`, await attribute(page, words === "Vowels" ? "vowels" : "translit"), "off");
      await page.keyboard.press("Space");
    }
  }
  for (const words of ["A−Smaller text", "A+Larger text", "Reset"]) {
    const at = await tabTo(page, (at) => at.words === words);
    check(`keys: Tab reaches ${words}, seen`, at?.drawn, JSON.stringify(at));
  }
  await page.keyboard.press("Enter");
  same("keys: as it was", await attribute(page, "vowels"), null);
  await page.context().close();

  const phone = await open(HEAR, { size: PHONE });
  const opener = await tabTo(phone, (at) => at.words === "Display");
  check("phone: Tab reaches Display, seen", opener?.drawn);
  same("phone: it is shut", await phone.locator(".opens-show button").first().getAttribute("aria-expanded"), "false");
  await phone.keyboard.press("Enter");
  const sheet = () => phone.locator(".show").evaluate((one) => { const { top, bottom, left, right } = one.getBoundingClientRect(); return { fixed: getComputedStyle(one).position === "fixed", top, bottom: Math.round(bottom), left, right }; });
  const opened = await sheet();
  check("phone: Enter opens a sheet at the bottom", opened.fixed && opened.bottom === PHONE.height && opened.left === 0 && opened.right === PHONE.width, JSON.stringify(opened));
  same("phone: and says so", await phone.locator(".opens-show button").first().getAttribute("aria-expanded"), "true");
  check("phone: the focus is in it", (await focused(phone)).name === "daf-view");
  await phone.keyboard.press("ArrowDown");
  same("phone: arrows work in it", await attribute(phone, "view"), "source");
  await phone.keyboard.press("ArrowUp");
  await phone.keyboard.press("Escape");
  check("phone: Escape shuts it", !(await sheet()).fixed);
  same("phone: and says so", await phone.locator(".opens-show button").first().getAttribute("aria-expanded"), "false");
  same("phone: the focus goes back", (await focused(phone)).words, "Display");
  await phone.keyboard.press("Enter");
  await tabTo(phone, (at) => at.words === "Close");
  await phone.keyboard.press("Enter");
  check("phone: Close shuts it", !(await sheet()).fixed && (await focused(phone)).words === "Display");
  await phone.keyboard.press("Enter");
  await tabTo(phone, (at) => at.words === "Close");
  await phone.keyboard.press("Tab");
  check("phone: it does not lie over what is focused next", !(await sheet()).fixed);
  await phone.locator(".opens-show button").first().click();
  check("phone: layouts are a desk's", !(await phone.locator('fieldset:has([name="daf-layout"])').isVisible()));
  const small = await phone.locator(".show.open label, .show.open button").evaluateAll((all) => all.filter((one) => one.getClientRects().length && one.getBoundingClientRect().height < 24).map((one) => one.textContent));
  same("phone: room for a finger", small.join(), "");
  await press(phone, "Reset", ".show");
  check("phone: as it was leaves it open", (await sheet()).fixed);
  await phone.keyboard.press("Escape");
  same("phone: and the focus knows the way", (await focused(phone)).words, "Display");
}

async function words(base, path, size, term) {
  const name = `words at ${size.width}${path === HEAR ? "" : ", Hebrew"}`;
  const page = await open(path, { base, size, hasTouch: size.width < 600 });
  const tip = page.locator(".tip");
  const inside = () => tip.evaluate((one) => {
    const [at, column] = [one, document.querySelector("main")].map((each) => each.getBoundingClientRect());
    return at.left >= column.left - 0.5 && at.right <= column.right + 0.5 && document.documentElement.scrollWidth <= innerWidth;
  });
  const count = await page.locator("a.gloss").count();
  check(`${name}: there are words`, count > 0);
  for (let at = 0; at < count; at += 1) {
    const word = page.locator("a.gloss").nth(at);
    const wanted = await word.evaluate((one) => document.getElementById(one.hash.slice(1)).querySelector("dd").textContent);
    await (size.width < 600 ? word.tap() : word.click());
    same(`${name}: pressed`, await tip.locator("p").first().textContent(), wanted);
    check(`${name}: inside the column`, await inside());
    same(`${name}: described`, await word.getAttribute("aria-describedby"), await tip.getAttribute("id"));
    const [over, under] = [await word.boundingBox(), await tip.boundingBox()];
    check(`${name}: below its word`, under.y >= over.y + over.height - 2 && under.y < over.y + over.height + 24, JSON.stringify([over, under]));
    await page.keyboard.press("Escape");
    check(`${name}: Escape hides it`, !(await tip.isVisible()) && await word.getAttribute("aria-describedby") === null);
  }
  same(`${name}: an empty note begins where the page does`, await page.locator("textarea.notes").first().evaluate((one) => getComputedStyle(one).direction), await page.evaluate(() => getComputedStyle(document.body).direction));
  const first = page.locator("a.gloss").first();
  await first.click();
  check(`${name}: shown`, await tip.isVisible());
  await page.locator("h1").click();
  check(`${name}: a press elsewhere hides it`, !(await tip.isVisible()));
  const reached = await tabTo(page, (at) => at.className.includes("gloss"));
  check(`${name}: by key, seen`, reached?.drawn && await tip.isVisible());
  await page.keyboard.press("Escape");
  check(`${name}: Escape, and the focus stays`, !(await tip.isVisible()) && (await focused(page)).className.includes("gloss"));
  await page.keyboard.press("Tab");
  await first.click();
  await first.click();
  check(`${name}: a second press leads to the list`, page.url().includes("#gloss.") && await page.locator("dd").first().evaluate((one) => Boolean(one.closest("main, .margin"))), page.url());
  check(`${name}: which is open there`, await page.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1))).checkVisibility()));
  if (term) {
    const word = page.locator("a.term").first();
    const listed = page.locator("a.gloss").first();
    await listed.focus();
    await word.click();
    same(`${name}: a term`, await tip.locator("p").first().textContent(), term);
    check(`${name}: a term's inside the column`, await inside());
    same(`${name}: no second bubble`, await word.getAttribute("title"), null);
    await tip.locator("a").focus();
    check(`${name}: its link can be reached`, await tip.isVisible());
    await word.click();
    await page.waitForURL(/glossary\//);
    check(`${name}: a term's second press leads to the glossary`, page.url().endsWith("#term.chevruta"), page.url());
  }
}

async function copy() {
  const page = await open(HEAR, { permissions: ["clipboard-read", "clipboard-write"] });
  const copied = async () => {
    await page.locator("#text\\.shema .tools button").first().click();
    await until(page, () => document.querySelector("#text\\.shema .tools button").textContent === "Copied");
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const all = await copied();
  const CREDIT = "Westminster Leningrad Codex · Translation: the curriculum's own · CC BY-SA 4.0 · https://www.sefaria.org/Deuteronomy.6.4-5?lang=bi";
  const lines = all.split("\n");
  same("copy: the citation", lines[0], "Deuteronomy 6:4-5 · דברים ו׳:ד׳–ה׳");
  same("copy: Hebrew", lines[2], POINTED);
  same("copy: translation", lines[3], "4 Hear, Israel, the Lord is our God, the Lord is one.");
  same("copy: transliteration", lines[4], "Shema Yisrael, Adonai Eloheinu, Adonai echad.");
  same("copy: the credit, and no more", lines.at(-1), CREDIT);
  same("copy: nothing else", lines.length, 10);
  await page.locator("a.gloss").first().click();
  await page.evaluate(() => document.querySelector("#text\\.shema .tools button").click());
  await until(page, () => document.querySelector("#text\\.shema .tools button").textContent === "Copied");
  same("copy: without the words beside it", await page.evaluate(() => navigator.clipboard.readText()), all);
  await choose(page, "view", "source");
  await page.locator(".show").getByRole("switch", { name: "Vowels", exact: true }).click();
  await reads(page, "copy: letters", BARE);
  const source = await copied();
  check("copy: what is shown alone", source.includes(BARE) && !/Hear, Israel|You shall love/.test(source), source);
  await choose(page, "view", "translation");
  const translation = await copied();
  check("copy: the translation alone", !translation.includes("שמע") && translation.includes("4 Hear, Israel"), translation);
  check("copy: says so again", await until(page, () => document.querySelector("#text\\.shema .tools button").textContent === "Copy"));
}

async function saved(page, words) {
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, words, ".kept")]);
  return [download.suggestedFilename(), readFileSync(await download.path(), "utf8")];
}

async function notes(without) {
  const name = without ? "notes without storage" : "notes";
  const page = await open(HEAR, { init: without ? [withoutStorage] : [] });
  const field = (at) => page.locator("textarea.notes").nth(at);
  same(`${name}: room under each question, and in the exercise`, await page.locator("textarea.notes").count(), 3);
  await field(2).fill("They breathed.\n\nSo did I.");
  await field(0).fill("To be still");
  await field(1).fill("My brother");
  if (!without) {
    same(`${name}: kept by what is asked`, await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":note:")).map((key) => key.split(":").at(-1)).sort().join()), "ahead,room.1,zeal");
    await page.reload();
    same(`${name}: after reload`, await field(0).inputValue(), "To be still");
    const other = await another(page.context(), SIT);
    same(`${name}: not on another lesson`, await other.locator("textarea.notes").first().inputValue(), "");
    await other.locator("textarea.notes").first().fill("With you");
    const [, both] = await saved(other, "Save those of all lessons");
    check(`${name}: all lessons'`, both.includes("# Hear\n") && both.includes("# Sit Together\n") && both.includes("With you"), both);
    await other.close();
    await page.reload();
  }
  const MARKDOWN = "# Hear\n\n> Read the line aloud. What does it ask of you first?\n\nTo be still\n\n> Whom is it hard for you to hear?\n\nMy brother\n\n> Two minutes of listening\n\nThey breathed.\n\nSo did I.\n\n";
  const [called, text] = await saved(page, "Save as Markdown");
  same(`${name}: as Markdown, in the page's order`, text, MARKDOWN);
  same(`${name}: in a file of the lesson's name`, called, "hear.md");
  await press(page, "Delete", ".kept");
  same(`${name}: deleted with one click`, await field(0).inputValue(), "");
  same(`${name}: the focus is on what brings them back`, (await focused(page)).words, "Bring back");
  await press(page, "Bring back", ".kept");
  same(`${name}: brought back with one`, `${await field(0).inputValue()} ${await field(1).inputValue()}`, "To be still My brother");
  check(`${name}: and stays so`, (await page.locator(".kept button").allTextContents()).includes("Delete"));
  check(`${name}: the focus is not lost`, await page.evaluate(() => document.activeElement !== document.body));
  if (!without) {
    await press(page, "Delete those of all lessons", ".kept");
    same(`${name}: all deleted`, await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":note:")).length), 0);
    await press(page, "Bring back", ".kept");
    same(`${name}: all back`, await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":note:")).length), 4);
  }
  // On paper, in full.
  const long = "A long thought. ".repeat(200);
  await field(0).fill(long);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  same(`${name}: printed in full`, await page.locator(".note-printed").first().evaluate((one) => `${getComputedStyle(one).display} ${one.scrollHeight <= one.clientHeight + 1} ${one.textContent.length}`), `block true ${long.length}`);
  same(`${name}: without what is for a screen`, `${await displays(page, "textarea.notes")} ${await displays(page, ".show")} ${await displays(page, ".tools")}`, "none none none");
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  same(`${name}: gone after printing`, await page.locator(".note-printed").count(), 0);
  await field(0).fill("   ");
  if (!without) same(`${name}: emptied, not kept`, await page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(":zeal")).length), 0);
}

async function progress() {
  const page = await open(HEAR);
  const mark = page.locator(".finish button");
  await mark.click();
  same("progress: pressed", await mark.getAttribute("aria-pressed"), "true");
  const home = await another(page.context(), "index.html");
  same("progress: on home", `${await home.locator(".row.done").count()} ${await home.locator(".unit-progress").textContent()}`, "1 1 of 2 done");
  const unit = await another(page.context(), "hearing/index.html");
  same("progress: in the unit", await unit.locator(".row.done").count(), 1);
  const twin = await another(page.context(), SIT);
  await twin.locator(".finish button").click();
  same("progress: told to pages that are open", await until(home, () => document.querySelectorAll(".row.done").length === 2), true);
  same("progress: and counted", await home.locator(".unit-progress").textContent(), "2 of 2 done");
  await page.reload();
  same("progress: again here", await mark.getAttribute("aria-pressed"), "true");
  await mark.click();
  await home.reload();
  same("progress: taken back", `${await home.locator(".row.done").count()} ${await home.locator(".unit-progress").textContent()}`, "1 1 of 2 done");
}

async function footnotes() {
  const page = await open(HEAR);
  const isWide = await hasColumns(page);
  const crossed = () => page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".footnotes.beside li, .margin > section")].map((one) => one.getBoundingClientRect());
    return boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)).length;
  });
  if (isWide) check("footnotes: beside the text", await until(page, () => document.querySelector(".footnotes").classList.contains("beside")));
  same("footnotes: none lies on another, or on the margin", await crossed(), 0);
  // Where a theme has no column for them they stand at the end, at every width.
  const astray = await page.locator(".footnotes li").evaluateAll((all, isWide) => {
    const { right, left } = document.querySelector("main").getBoundingClientRect();
    const last = [...document.querySelectorAll("main .segment")].at(-1).getBoundingClientRect().bottom;
    return all.map((one) => one.getBoundingClientRect()).filter((box) => (isWide ? box.left < right : box.left < left || box.right > right || box.top < last)).length;
  }, isWide);
  same(isWide ? "footnotes: all in the margin" : "footnotes: all at the end", astray, 0);
  await page.locator("textarea.notes").first().fill("One\nTwo\nThree");
  await drawn(page);
  same("footnotes: nor when the margin grows", await crossed(), 0);
  await page.locator(".show").getByRole("button", { name: "Larger text" }).click();
  await drawn(page);
  same("footnotes: nor at a larger size", await crossed(), 0);
  await page.setViewportSize({ width: 820, height: 900 });
  if (isWide) check("footnotes: at the end where there is no room", await until(page, () => !document.querySelector(".footnotes").classList.contains("beside")));
  const end = await page.evaluate(() => [".turn", ".footnotes li:last-child"].map((one) => document.querySelector(one).getBoundingClientRect().top));
  check("footnotes: after all else", end[1] < end[0] && await page.locator(".footnotes li").first().evaluate((one) => one.getBoundingClientRect().width > 400), JSON.stringify(end));
  await page.setViewportSize(DESK);
  if (isWide) check("footnotes: and back", await until(page, () => document.querySelector(".footnotes").classList.contains("beside")));
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const last = await page.evaluate(() => ["#closing", ".footnotes li"].map((one) => document.querySelector(one).getBoundingClientRect().top));
  check("footnotes: at the end on paper", last[1] > last[0], JSON.stringify(last));
  await page.emulateMedia({ media: "screen" });
  check("reading time", /min to read/.test(await page.locator(".facts").textContent()));
}

// Every state of the section, the tip and the notes; light in full, dark for its contrast.
async function accessible(scheme, size) {
  const name = `${scheme} at ${size.width}`;
  const rules = scheme === "dark" ? ["color-contrast"] : undefined;
  const page = await open(HEAR, { size, scheme, axed: true });
  const phone = size.width < 820;
  const within = async (act) => {
    if (phone) await page.locator(".opens-show button").first().click();
    await act();
    if (phone) await page.keyboard.press("Escape");
  };
  const states = [
    ["as it opens", async () => {}],
    ["source", () => within(() => choose(page, "view", "source"))],
    ["translation", () => within(() => choose(page, "view", "translation"))],
    ["stacked", () => within(async () => { await choose(page, "view", ""); if (!phone) await choose(page, "layout", "stacked"); })],
    ["side by side, with te'amim", () => within(async () => { if (!phone) await choose(page, "layout", "side"); await page.locator(".show").getByRole("switch", { name: "Cantillation" }).click(); })],
    ["no vowels", () => within(() => page.locator(".show").getByRole("switch", { name: "Vowels" }).click())],
    ["largest", () => within(async () => { for (let at = 0; at < 3; at += 1) await page.getByRole("button", { name: "Larger text" }).click(); })],
    ["smallest, notes filled", async () => {
      await within(async () => { for (let at = 0; at < 4; at += 1) await page.getByRole("button", { name: "Smaller text" }).click(); });
      for (let at = 0; at < 3; at += 1) await page.locator("textarea.notes").nth(at).fill("Something of my own");
      await page.locator(".finish button").click();
    }],
    ["a word explained", () => page.locator("a.gloss").first().click()],
    ["a term explained", () => page.locator("a.term").first().click()],
    ...(phone ? [["the sheet", () => page.locator(".opens-show button").first().click()]] : []),
  ];
  for (const [state, bring] of states) {
    await bring();
    if (scheme === "dark" && /source|translation|stacked/.test(state)) continue;
    await violations(page, `${state}, ${name}`, rules);
  }
  const home = await another(page.context(), "index.html");
  await violations(home, `home with one done, ${name}`, rules);
}

async function withoutMemory(base) {
  const page = await open(HEAR, { base, init: [withoutStorage] });
  await choose(page, "view", "source");
  same("no storage: views", await displays(page, ".both > .text-tr"), "none");
  await page.locator(".show").getByRole("switch", { name: "Vowels", exact: true }).click();
  await reads(page, "no storage: letters", BARE);
  await page.locator(".finish button").click();
  same("no storage: done", await page.locator(".finish button").getAttribute("aria-pressed"), "true");
  await press(page, "Reset");
  await reads(page, "no storage: as it was", POINTED);
}

async function withoutScript() {
  for (const [path, base] of [[HEAR, http], [HEAR, file], ["index.html", http]]) {
    const page = await open(path, { base, size: PHONE, javaScriptEnabled: false });
    same(`no script, ${path}: no dead control`, await page.locator("main button:visible, .margin button:visible, main input:visible, textarea:visible").count(), 0);
    const empty = await page.locator(".tools, .finish, .unit-progress").evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height > 0).map((one) => one.className)).catch(() => []);
    same(`no script, ${path}: no empty room`, empty.join(), "");
    if (path === HEAR) same("no script: the text", await letters(page), POINTED);
  }
}

// Nothing moves when scripts come late. The faces are there from a first visit: what they move is theirs.
async function still() {
  const KEPT = { view: "translation", vowels: "off", size: "large" };
  for (const size of [DESK, PHONE]) {
    const pages = await Promise.all([undefined, KEPT].map((kept) => open(HEAR, { size, kept, init: [watchShifts] })));
    const first = pages[0];
    const places = () => first.evaluate(() => [...document.querySelectorAll(".tools, .prompt, .exercise, .finish, .turn")].map((one) => `${one.className} ${Math.round(one.getBoundingClientRect().height * 2) / 2}`).join());
    const scripted = await places();
    late = 1000;
    await Promise.all(pages.map((page) => page.reload()));
    for (const page of pages) {
      await drawn(page);
      // What a reader chose is there before the first paint, unless a busy machine brought the script later than that.
      const early = await page.evaluate(() => (performance.getEntriesByType("resource").find(({ name }) => /early\./.test(name))?.responseEnd ?? 0) + 30 < (performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity));
      const shifts = (await page.evaluate(() => globalThis.shifts)).join(", ");
      if (page === first || early) same(`still: at ${size.width}${page === first ? "" : ", settings kept"}`, shifts, "");
      await page.goto(`${http}index.html`);
      await drawn(page);
      same(`still: home at ${size.width}`, (await page.evaluate(() => globalThis.shifts)).join(", "), "");
    }
    await first.goto(http + HEAR, { waitUntil: "commit" });
    await first.waitForSelector(".colophon", { state: "attached" });
    await until(first, () => performance.getEntriesByType("paint").length > 0);
    same(`still: what scripts fill has its room at ${size.width}`, await places(), scripted);
    await first.evaluate(() => document.querySelector(".prompt").scrollIntoView());
    await first.waitForSelector(".notes");
    await drawn(first);
    same(`still: half way down at ${size.width}`, (await first.evaluate(() => globalThis.shifts)).join(", "), "");
    late = 0;
  }
}

const ask = process.env.PART;
const parts = {
  "display, http": () => display(http), "display, file": () => display(file), flash, policy, keys,
  "words 320": () => words(http, HEAR, { width: 320, height: 640 }, "Study in pairs, and the study partner."),
  "words 1280": () => words(http, HEAR, DESK, "Study in pairs, and the study partner."),
  ...(hebrew ? { "words, Hebrew": () => words(pathToFileURL(hebrew).href + "/", "al-tifrosh/index.html", { width: 320, height: 640 }), "words, Hebrew, wide": () => words(pathToFileURL(hebrew).href + "/", "al-tifrosh/index.html", DESK) } : {}),
  copy, notes: () => notes(false), "notes without storage": () => notes(true), progress, footnotes,
  "axe light 1280": () => accessible("light", DESK), "axe light 320": () => accessible("light", { width: 320, height: 640 }),
  "axe dark 1280": () => accessible("dark", DESK), "axe dark 320": () => accessible("dark", { width: 320, height: 640 }),
  "no storage": () => withoutMemory(http), "no storage, file": () => withoutMemory(file), "no script": withoutScript, still,
};
for (const [name, act] of Object.entries(parts)) {
  if (ask && !name.includes(ask)) continue;
  const began = Date.now();
  await part(name, act);
  if (process.env.TIMES) console.log(`${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}
await browser.close();
server.close();
process.exit(report.end());
