// Drives headless Chromium over the page at a glance of a built site, in each of its languages: no axe violation in light
// and dark, no sideways scrolling, letters large enough, marks that can be told from the paper, links that lead to files,
// and tables that say what the pictures say. Opens pages; changes nothing.
//
//   node tests/browser/glance.mjs SITE     CHROMIUM=/path/to/chromium

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { launch, serve } from "./site.mjs";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const site = resolve(process.argv[2]);

let passed = 0;
const failures = [];
const check = (name, ok, detail = "") => {
  if (ok) passed += 1;
  else failures.push(`${name}${detail ? `: ${detail}` : ""}`);
};

// The page of the site's own language, and those of the others.
const folders = readdirSync(site).filter((name) => statSync(join(site, name)).isDirectory());
const pages = ["", ...folders].map((folder) => join(site, folder, "glance", "index.html")).filter(existsSync);
check("there is a page at a glance", pages.length > 0);

const server = await serve(site);
const origin = server.url;

async function violations(page, name) {
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
  });
  check(`${name}: axe`, found.length === 0, found.join("; "));
}

// What can be measured of a drawn page.
const measure = () => {
  const shown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).display !== "none";
  const rgb = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const contrast = (one, other) => {
    const [a, b] = [light(rgb(one)), light(rgb(other))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const paper = getComputedStyle(document.body).backgroundColor;
  const problems = [];
  for (const text of document.querySelectorAll(".g svg text")) {
    if (!shown(text)) continue;
    const scale = text.getScreenCTM().a;
    const size = parseFloat(getComputedStyle(text).fontSize) * scale;
    if (size < 11) problems.push(`letters of ${size.toFixed(1)} px: ${text.textContent}`);
    const kind = [...text.classList].find((name) => name.startsWith("k-"));
    const under = kind && kind !== "k-break" ? getComputedStyle(document.querySelector(`.g-bar rect.${kind}`)).fill : paper;
    const seen = contrast(getComputedStyle(text).fill, under);
    if (seen < 4.5) problems.push(`words at ${seen.toFixed(2)}:1: ${text.textContent} ${kind ?? ""}`);
  }
  for (const mark of document.querySelectorAll(".g-bar rect, .key rect, .g-values circle, .g-line, .g-head, .g-shared path, .g-spines rect")) {
    if (!shown(mark)) continue;
    const style = getComputedStyle(mark);
    const best = Math.max(...[style.fill, style.stroke].filter((colour) => colour.startsWith("rgb(")).map((colour) => contrast(colour, paper)));
    if (best < 3) problems.push(`a mark at ${best.toFixed(2)}:1: ${mark.getAttribute("class")}`);
  }
  return {
    wide: [document.documentElement.scrollWidth, window.innerWidth],
    problems: [...new Set(problems)].slice(0, 5),
    overlaps: (() => {
      const boxes = [...document.querySelectorAll(".g-lines li")].map((item) => item.getBoundingClientRect());
      return boxes.filter((box, at) => at > 0 && box.top < boxes[at - 1].bottom - 0.5).length;
    })(),
    dots: (() => {
      const svg = document.querySelector(".g-arrows");
      if (!svg) return true;
      const lines = [...document.querySelectorAll(".g-lines li:not(.g-unit)")];
      const dots = [...svg.querySelectorAll("circle")];
      const middle = (element) => { const box = element.getBoundingClientRect(); return (box.top + box.bottom) / 2; };
      return dots.length === lines.length && dots.every((dot, at) => Math.abs(middle(dot) - middle(lines[at])) < 2);
    })(),
  };
};

// What pictures say and what tables say, side by side.
const facts = () => {
  const sum = (list) => list.reduce((all, one) => all + one, 0);
  const figures = (label) => (label.match(/\d+(?=,|$)/g) ?? []).map(Number);
  const table = (id) => document.getElementById(`glance.${id}.table`);
  const section = (id) => document.getElementById(`glance.${id}`)?.closest("section");
  const rows = (id) => [...table(id).tBodies[0].rows];
  const links = (list) => [...list].map((a) => a.getAttribute("href"));
  const wrong = [];
  const same = (what, one, other) => {
    if (JSON.stringify(one) !== JSON.stringify(other)) wrong.push(`${what}: ${JSON.stringify(one).slice(0, 120)} is not ${JSON.stringify(other).slice(0, 120)}`);
  };
  if (section("minutes")) {
    const bars = [...section("minutes").querySelectorAll(".g-rows .g-bar")].map((bar) => sum(figures(bar.getAttribute("aria-label"))));
    same("minutes", bars, rows("minutes").map((row) => Number(row.querySelector("b").textContent)));
    same("lessons of the minutes", links(section("minutes").querySelectorAll(".g-name a")), links(table("minutes").querySelectorAll("tbody th a")));
  }
  if (section("balance")) {
    const bars = [...section("balance").querySelectorAll(".g-rows .g-bar")].map((bar) => figures(bar.getAttribute("aria-label")));
    const all = [...rows("balance"), table("balance").tFoot.rows[0]];
    same("balance", bars, all.map((row) => [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent))));
  }
  const note = section("map")?.querySelector(".g-note");
  if (section("map") && !note) {
    same("arrows", section("map").querySelectorAll(".g-line").length, table("map").querySelectorAll(".g-after a").length);
    same("lessons of the map", links(section("map").querySelectorAll(".g-lines li:not(.g-unit) a")), links(table("map").querySelectorAll("tbody th a")));
    const texts = links(section("map").querySelectorAll(".g-letters a"));
    same("lines of texts", section("map").querySelectorAll(".g-shared path").length, texts.length);
    if (table("map").querySelector(".g-with a")) same("texts", [...new Set(links(table("map").querySelectorAll(".g-with a")))].sort(), texts.sort());
  }
  if (section("values")) {
    const dots = [...section("values").querySelectorAll(".g-values .g-bar")].map((bar) => bar.querySelectorAll("circle").length);
    const cells = dots.map((_, at) => rows("values").filter((row) => row.cells[at + 1].textContent !== "").length);
    same("values", dots, cells);
    const totals = [...section("values").querySelectorAll(".g-values .g-figure")].map((figure) => figure.textContent);
    same("totals of values", totals, [...table("values").tFoot.querySelectorAll("td")].map((cell) => cell.textContent));
  }
  if (section("texts")) {
    const spines = section("texts").querySelectorAll(".g-spines a");
    if (spines.length > 0) same("texts", links(spines), links(table("texts").querySelectorAll("tbody th a")));
    else same("shelves", [...section("texts").querySelectorAll(".g-figure")].map((f) => f.textContent), rows("texts").map((row) => row.cells[1].textContent));
  }
  return wrong;
};

const browser = await launch();
for (const path of pages) {
  const short = relative(site, path).split(sep).join("/");
  const address = origin + short;
  for (const scheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme: scheme, bypassCSP: true });
    await context.addInitScript(axe);
    for (const width of [320, 390, 1280]) {
      const name = `${short} ${scheme} at ${width}`;
      const page = await context.newPage();
      page.on("console", (message) => check(`${name}: console`, message.type() !== "error", message.text()));
      page.on("pageerror", (error) => check(`${name}: script`, false, String(error)));
      page.on("request", (request) => check(`${name}: request`, request.url().startsWith(origin), request.url()));
      await page.setViewportSize({ width, height: 900 });
      await page.goto(address, { waitUntil: "load" });
      const seen = await page.evaluate(measure);
      check(`${name}: fits its width`, seen.wide[0] <= seen.wide[1], seen.wide.join(" > "));
      check(`${name}: is seen`, seen.problems.length === 0, seen.problems.join("; "));
      check(`${name}: no two lessons of the map overlap`, seen.overlaps === 0, String(seen.overlaps));
      check(`${name}: dots of the map stand at their lessons`, seen.dots);
      await violations(page, name);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
      const open = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      check(`${name}: fits its width with tables open`, open[0] <= open[1], open.join(" > "));
      await violations(page, `${name}, tables open`);
      await page.close();
    }
    await context.close();
  }

  // Facts, links, and the focus of whoever goes by the keyboard.
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "load" });
  const wrong = await page.evaluate(facts);
  check(`${short}: tables say what pictures say`, wrong.length === 0, wrong.join("; "));
  const links = await page.evaluate(() => [...document.querySelectorAll(".g a")].map((a) => a.getAttribute("href")));
  check(`${short}: pictures have links`, links.length > 0);
  for (const link of new Set(links)) {
    const file = resolve(dirname(path), decodeURIComponent(link.split("#")[0]));
    check(`${short}: ${link} is there`, existsSync(file) && statSync(file).isFile());
  }
  const unfocused = await page.evaluate(() => [...document.querySelectorAll(".g a")].filter((a) => a.checkVisibility() && a.getClientRects().length > 0).filter((a) => {
    a.focus({ focusVisible: true });
    return document.activeElement !== a || getComputedStyle(a).outlineStyle === "none";
  }).map((a) => a.outerHTML.slice(0, 90)));
  check(`${short}: links take the focus and show it`, unfocused.length === 0, unfocused.slice(0, 3).join("; "));
  const inline = await page.evaluate(() => document.querySelectorAll("[style], main style, main script").length);
  check(`${short}: nothing inline`, inline === 0, String(inline));
  await context.close();
}
await browser.close();
server.close();

for (const failure of failures) console.error(`FAILED ${failure}`);
console.log(`${passed} checks passed, ${failures.length} failed on ${pages.map((path) => relative(site, path)).join(", ")}`);
process.exit(failures.length === 0 ? 0 : 1);
