// Reads from the screen in which order words stand, sign by sign, and holds it to cases.txt: Chromium says where it drew
// each sign of each block (`Range.getClientRects`), and which way a block runs. What markup there is does not matter. Then the
// hard ones: a build ends in time, and every letter is on the page, in the order in which it was typed.
//
//   node tests/direction/readback.mjs DAF [--only ID] [--keep FOLDER]     CHROMIUM=/path/to/chromium
//
// Needs python3, which writes the curricula (curriculum.py), and the packages of tests/browser. Exit 1 if anything failed.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "../browser/site.mjs";

const LIMIT = 20; // seconds for a build

const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: "string" }, keep: { type: "string" } } });
if (positionals.length !== 1) {
  console.error("usage: node tests/direction/readback.mjs DAF [--only ID] [--keep FOLDER]");
  process.exit(2);
}
const daf = resolve(positionals[0]);
const room = values.keep ? resolve(values.keep) : mkdtempSync(join(tmpdir(), "daf-direction-"));

function grouped(things, keyOf) {
  const found = new Map();
  for (const thing of things) {
    const key = keyOf(thing);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(thing);
  }
  return found;
}

let passed = 0;
let failed = 0;
function tell(name, faults) {
  if (faults.length === 0) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED ${name}`);
    for (const fault of faults) console.log(`    ${fault}`);
  }
}

// ---- In the page.

// Every sign that is drawn in `main`, as `{ c, x, y, w, h, block }`, by the case under whose heading it stands, and the blocks:
// which way each runs, and the frame (list, table, quotation, box) that is outermost around it.
function look(ids) {
  const SPACE = /^[\s\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*$/;
  const wanted = new Set(ids);
  const segments = new Intl.Segmenter("en", { granularity: "grapheme" });
  const blocks = [];
  const known = new Map();
  const sections = {};
  const main = document.querySelector("main") ?? document.body;

  const blockOf = (element) => {
    let at = element;
    while (/^(inline|contents|ruby)/.test(getComputedStyle(at).display) && at !== main) at = at.parentElement;
    if (!known.has(at)) {
      known.set(at, blocks.length);
      blocks.push({ dir: getComputedStyle(at).direction, frame: frameOf(at), tag: at.tagName.toLowerCase() });
    }
    return known.get(at);
  };
  const frameOf = (element) => {
    let found = null;
    for (let at = element; at && at !== main; at = at.parentElement) {
      if (at.matches("ul, ol, table, blockquote, [role=note], .block, aside")) found = at;
    }
    return found && getComputedStyle(found).direction;
  };
  const rectOf = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const rects = [...range.getClientRects()].filter((rect) => rect.height > 0);
    return rects.sort((a, b) => b.width - a.width)[0];
  };
  // Beside a sign that cannot be seen Chromium may give a letter the place of its whole run: it stands where its neighbours lead.
  const likeNeighbours = (rect, section) => {
    const [before, last] = section.slice(-2);
    if (!last || rect.width < rect.height * 1.6) return rect;
    const left = before.x < last.x ? last.x + last.w : last.x - 1;
    return { left, top: rect.top, width: 1, height: rect.height };
  };
  const walk = (node, section) => {
    for (const { segment, index } of segments.segment(node.data)) {
      if (SPACE.test(segment)) continue;
      const place = rectOf(node, index, index + segment.length);
      if (!place) continue;
      const rect = likeNeighbours(place, section);
      section.push({ c: segment, x: rect.left, y: rect.top + scrollY, w: rect.width, h: rect.height, block: blockOf(node.parentElement) });
    }
  };

  const headingOf = (element) => (element.matches("h2") && wanted.has(element.textContent.trim()) ? element.textContent.trim() : null);
  let section = (sections[""] = []);
  const through = (element) => {
    if (element.matches("[role=doc-endnotes], script, style, nav, button, .visually-hidden")) return;
    const id = headingOf(element);
    if (id !== null) {
      section = sections[id] = [];
      return;
    }
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) walk(child, section);
      else if (child.nodeType === Node.ELEMENT_NODE) through(child);
    }
  };
  through(main);
  return { sections, blocks };
}

// ---- Signs to lines.

const MIRROR = { "(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "<": ">", ">": "<", "«": "»", "»": "«", "‹": "›", "›": "‹" };
const isRtl = (c) => /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(c);

// Which way brackets look can only be seen: a picture of each is taken, and `opens` says whether its middle stands left of its
// ends, as that of `(` does.
async function lookAtBrackets(page, lens, signs) {
  for (const sign of signs.filter((sign) => sign.c in MIRROR)) {
    const top = await page.evaluate((y) => { scrollTo({ top: y - innerHeight / 2, behavior: "instant" }); return scrollY; }, sign.y);
    const picture = await page.screenshot({ clip: { x: sign.x, y: sign.y - top, width: sign.w, height: sign.h }, scale: "device" });
    sign.opens = await lens.evaluate(inkOpens, picture.toString("base64"));
  }
}

async function inkOpens(picture) {
  const bytes = Uint8Array.from(atob(picture), (c) => c.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height).getContext("2d");
  canvas.drawImage(bitmap, 0, 0);
  const { data } = canvas.getImageData(0, 0, width, height);
  const light = (x, y) => data[(y * width + x) * 4] + data[(y * width + x) * 4 + 1] + data[(y * width + x) * 4 + 2];
  const paper = light(0, 0);
  const ink = [];
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) if (Math.abs(light(x, y) - paper) > 200) ink.push([x, y]);
  if (ink.length === 0) return null;
  const ends = (numbers) => [Math.min(...numbers), Math.max(...numbers)];
  const middle = ([from, to]) => (from + to) / 2;
  const [top, bottom] = ends(ink.map(([, y]) => y));
  const half = ink.filter(([, y]) => Math.abs(y - (top + bottom) / 2) <= (bottom - top) * 0.1).map(([x]) => x);
  return half.length === 0 ? null : middle(ends(half)) < middle(ends(ink.map(([x]) => x)));
}

// A sign as cases.txt has it: without marks, as it is drawn.
function drawn(sign) {
  const bare = sign.c.normalize("NFD").replace(/[\p{Mn}\p{Me}\p{Cf}\p{Cc}\p{Zs}]/gu, "").replace(/[\u2010\u2011]/g, "-");
  if (typeof sign.opens !== "boolean") return bare;
  const [opening, closing] = [bare, MIRROR[bare]].sort();
  return sign.opens ? opening : closing;
}

// The lines of signs, from top to bottom, each from left to right. The highest signs make lines; a raised or small one joins
// the line in whose height its middle stands.
function lines(signs) {
  const found = [];
  const near = new Map();
  for (const sign of [...signs].sort((a, b) => b.h - a.h)) {
    const middle = sign.y + sign.h / 2;
    const key = Math.floor(middle / 8);
    const line = [key, key - 1, key + 1].flatMap((k) => near.get(k) ?? []).find(({ middle: own, h }) => Math.abs(own - middle) < h * 0.45);
    if (line) line.signs.push(sign);
    else {
      const made = { middle, h: sign.h, signs: [sign] };
      found.push(made);
      near.set(key, [...(near.get(key) ?? []), made]);
    }
  }
  found.sort((a, b) => a.middle - b.middle);
  return found.map((line) => line.signs.sort((a, b) => a.x + a.w / 2 - b.x - b.w / 2));
}

const read = (signs) => lines(signs).map((line) => line.map(drawn).join("")).filter((line) => line !== "");

// Lines as cases.txt writes them, for people: a bar wherever a word ends or the direction changes.
function written(signs) {
  return lines(signs).map((line) => {
    const things = [];
    let last = null;
    for (const sign of line) {
      const c = drawn(sign);
      if (c === "") continue;
      const hebrew = isRtl(c);
      const apart = last === null || hebrew !== last.hebrew || (hebrew && sign.x - last.end > sign.h * 0.08);
      const spaced = !apart && !hebrew && sign.x - last.end > sign.h * 0.08;
      if (apart) things.push(c);
      else things[things.length - 1] = hebrew ? c + things.at(-1) : things.at(-1) + (spaced ? " " : "") + c;
      last = { hebrew, end: sign.x + sign.w };
    }
    return things.join(" ǀ ");
  }).join(" ǀ // ǀ ");
}

// ---- The cases.

// The same signs, in whatever order, and whichever way brackets look.
const count = (text) => [...text].map((c) => (MIRROR[c] > c ? MIRROR[c] : c)).sort().join("");
const same = (a, b) => count(a) === count(b);

// The blocks that hold exactly the signs that are wanted, one by one: a note's label or a question's number stands beside.
function blocksWith(signs, want) {
  const by = grouped(signs, (sign) => sign.block);
  return [...by.values()].filter((own) => same(read(own).join(""), want.join("")));
}

function faultsOf(one, { sections, blocks }) {
  const body = one.kind === "body" || one.kind === "hidden";
  const signs = sections[body ? one.id : ""];
  if (!signs) return ["there is no heading with its name on the page"];
  const whole = same(read(signs).join(""), one.want.join(""));
  const places = body && whole ? [signs] : blocksWith(signs, one.want);
  if (places.length === 0) return [`want ${one.seen}`, body ? `got  ${written(signs)}` : "got  no block with these signs"];
  return places.flatMap((place) => faultsIn(one, place, blocks));
}

function faultsIn(one, signs, blocks) {
  const faults = [];
  const got = read(signs);
  if (got.join("\n") !== one.want.join("\n")) faults.push(`want ${one.seen}`, `got  ${written(signs)}`);
  if (signs.some((sign) => sign.opens === null)) faults.push("which way a bracket looks cannot be told");
  const own = [...new Set(signs.map((sign) => sign.block))].map((block) => blocks[block]);
  const dirs = own.map((block) => block.dir);
  if (dirs.length !== one.dirs.length || one.dirs.some((dir, at) => dir !== "any" && dir !== dirs[at])) faults.push(`want ${one.dirs}, got ${dirs} (${own.map((block) => block.tag)})`);
  if (one.frame && own[0].frame !== one.frame) faults.push(`want the frame ${one.frame}, got ${own[0].frame}`);
  return faults;
}

async function lookAt(browser, file, ids, brackets = true) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, deviceScaleFactor: 3 });
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(() => document.fonts.ready);
  const seen = await page.evaluate(look, ids);
  if (brackets) {
    const lens = await browser.newPage();
    for (const signs of Object.values(seen.sections)) await lookAtBrackets(page, lens, signs);
    await lens.close();
  }
  await page.close();
  return seen;
}

async function cases(browser, plan) {
  const wanted = plan.cases.filter((one) => one.only !== "paper");
  for (const [lang, those] of grouped(wanted, (one) => one.lang)) {
    const site = join(room, `site-${lang}`);
    const built = spawnSync(daf, ["build", join(room, "cases", lang), "-o", site, "--no-handouts", "--quiet"], { encoding: "utf8" });
    if (built.status !== 0) {
      tell(`the build of ${lang}`, built.stderr.split("\n").slice(0, 20));
      continue;
    }
    for (const [lesson, own] of grouped(those, (one) => one.lesson)) {
      const files = [join(site, "u", lesson, "index.html"), join(site, "facilitator", "u", lesson, "index.html")];
      const seen = [];
      for (const file of files.filter(existsSync).slice(0, own[0].kind === "body" || own[0].kind === "hidden" ? 1 : 2)) seen.push(await lookAt(browser, file, plan.names));
      for (const one of own) tell(one.id, seen.length === 0 ? ["there is no such page"] : onEither(one, seen));
    }
  }
}

// What stands on both pages of a lesson must be right on both; what stands on one alone, there.
function onEither(one, seen) {
  const found = seen.map((page) => faultsOf(one, page));
  const missing = (faults) => faults.some((fault) => fault.startsWith("got  no block"));
  const there = found.filter((faults) => !missing(faults));
  return there.length === 0 ? found[0] : there.flat();
}

// ---- The hard ones.

// The letters of lines in the order in which they are read: the runs of the other direction turned round.
function lettersOf(found, dir) {
  const letters = found.map((line) => [...line].filter((c) => /\p{L}/u.test(c)));
  return letters.map((line) => straight(line, dir)).join("");
}

function straight(line, dir) {
  const inOrder = dir === "rtl" ? [...line].reverse() : line;
  const runs = [];
  for (const c of inOrder) {
    const other = isRtl(c) !== (dir === "rtl");
    if (runs.length > 0 && runs.at(-1).other === other) runs.at(-1).signs.push(c);
    else runs.push({ other, signs: [c] });
  }
  return runs.map(({ other, signs }) => (other ? signs.reverse() : signs).join("")).join("");
}

function difference(want, got) {
  let at = 0;
  while (at < want.length && want[at] === got[at]) at += 1;
  return [`${want.length} letters wanted, ${got.length} found`, `want …${want.slice(Math.max(0, at - 5), at + 20)}… at ${at}`, `got  …${got.slice(Math.max(0, at - 5), at + 20)}…`];
}

async function hard(browser, plan) {
  for (const { name, dir, letters } of plan.hard) {
    const site = join(room, `hard-${name}`);
    const begun = Date.now();
    const built = spawnSync(daf, ["build", join(room, "hard", name), "-o", site, "--quiet"], { encoding: "utf8", timeout: LIMIT * 1000, maxBuffer: 1 << 28 });
    const took = (Date.now() - begun) / 1000;
    if (took >= LIMIT) tell(name, [`the build took ${took.toFixed(1)} s`]);
    else if (built.status !== 0) tell(name, built.stderr.split("\n").slice(0, 6));
    else {
      const { sections } = await lookAt(browser, join(site, "u", "hard", "index.html"), ["begin", "end"], false);
      const got = lettersOf(read(sections.begin ?? []), dir);
      tell(name, got === letters ? [] : difference(letters, got));
    }
  }
}

const more = values.only ? ["--only", values.only] : [];
execFileSync("python3", [join(dirname(fileURLToPath(import.meta.url)), "curriculum.py"), room, ...more], { stdio: ["ignore", "ignore", "inherit"] });
const plan = JSON.parse(readFileSync(join(room, "plan.json"), "utf8"));
const browser = await launch();
await cases(browser, plan);
await hard(browser, plan);
await browser.close();
if (!values.keep) rmSync(room, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
