// Whether every kind of page can be read and used by everybody, in every state it can be brought into: axe, contrast, zoom,
// keys, target sizes, forced colours, reduced motion, and without JavaScript. Opens pages; changes nothing.
//
//   node tests/browser/reading.mjs SITE [KIND...]

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { KINDS, STATES, kinds, launch, openAll, reporter, serve } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const site = resolve(process.argv[2]);
const asked = process.argv.slice(3);
const report = reporter();
const browser = await launch();
const server = await serve(site, { prefix: "/some/where/" });
const chosen = kinds(site, report).filter(({ name }) => asked.length === 0 || asked.includes(name));

const WIDE = { width: 1280, height: 1024 };
const NARROW = { width: 320, height: 640 };
// 1280 by 1024 at 400 %.
const ZOOMED = { width: 320, height: 256 };

async function open(context, path, viewport) {
  const page = await context.newPage();
  if (viewport) await page.setViewportSize(viewport);
  page.on("pageerror", (error) => report.check(`${path}: script`, false, String(error)));
  await page.goto(server.url + path, { waitUntil: "load" });
  return page;
}

// The functions below run in the page.

// Every text whose ink stands out less than `bound` from what is behind it. All colours are worked out here, alpha and
// opacity included, because axe leaves some undecided.
function faint(bound) {
  const parse = (text) => {
    const numbers = (text.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
    if (text.startsWith("color(srgb")) return [numbers[0] * 255, numbers[1] * 255, numbers[2] * 255, numbers[3] ?? 1];
    if (text.startsWith("rgb")) return [numbers[0], numbers[1], numbers[2], numbers[3] ?? 1];
    throw new Error(`a colour in another space: ${text}`);
  };
  const over = (top, under) => [0, 1, 2].map((at) => top[at] * top[3] + under[at] * (1 - top[3])).concat(1);
  const channel = (value) => { const part = value / 255; return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; };
  const light = (colour) => 0.2126 * channel(colour[0]) + 0.7152 * channel(colour[1]) + 0.0722 * channel(colour[2]);
  const ratio = (a, b) => { const [low, high] = [light(a), light(b)].sort((x, y) => x - y); return (high + 0.05) / (low + 0.05); };
  const canvas = () => {
    const probe = document.createElement("span");
    probe.hidden = true;
    document.body.append(probe);
    probe.style.backgroundColor = "Canvas";
    const colour = parse(getComputedStyle(probe).backgroundColor);
    probe.remove();
    return colour;
  };
  const base = canvas();
  const grounds = new Map();
  const ground = (element) => {
    if (!element) return base;
    if (!grounds.has(element)) grounds.set(element, over(parse(getComputedStyle(element).backgroundColor), ground(element.parentElement)));
    return grounds.get(element);
  };
  const opacity = (element) => element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1;
  // What is drawn behind a word of a picture: the last rectangle before it that the word's middle stands in.
  const shape = (element) => {
    const picture = element.closest("svg");
    if (!picture) return undefined;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const under = [...picture.querySelectorAll("rect")].filter((rect) => {
      const box = rect.getBoundingClientRect();
      const before = rect.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
      return before && box.left <= x && x <= box.right && box.top <= y && y <= box.bottom && getComputedStyle(rect).fill !== "none";
    }).at(-1);
    return under && over(parse(getComputedStyle(under).fill), ground(picture));
  };
  const found = new Map();
  const judge = (element, style, words) => {
    const ink = parse(element instanceof SVGElement ? style.fill : style.color);
    const behind = shape(element) ?? ground(element);
    const paint = over([ink[0], ink[1], ink[2], ink[3] * opacity(element) * (style === getComputedStyle(element) ? 1 : Number(style.opacity))], behind);
    const value = ratio(paint, behind);
    if (value < bound) found.set(`${element.localName}.${element.getAttribute("class") ?? ""}`, `${value.toFixed(2)} "${words.trim().slice(0, 30)}"`);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest("script, title, option")) continue;
    judge(element, getComputedStyle(element), node.data);
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    for (const part of ["::before", "::after", "::marker"]) {
      const style = getComputedStyle(element, part);
      if (part === "::marker" ? getComputedStyle(element).display === "list-item" : /["']./.test(style.content)) {
        const words = style.content.replace(/^"|"$/g, "");
        if (words.trim()) judge(element, style, `${part} ${words}`);
      }
    }
    if (element.matches("input[placeholder], textarea[placeholder]")) judge(element, getComputedStyle(element, "::placeholder"), element.placeholder);
  }
  return [...found].map(([where, what]) => `${where} ${what}`);
}

// What is wider than the page, cut off, or cannot be come to.
function cramped() {
  const problems = [];
  // A title may end in dots where the same link stands whole on the same page.
  const whole = (link) => link.matches("a") && [...document.querySelectorAll("a")].some((other) => other !== link && other.href === link.href
    && other.textContent === link.textContent && other.checkVisibility() && other.scrollWidth <= other.clientWidth + 1);
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.body.querySelectorAll("*")].find((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".off, .scroll, pre"));
    problems.push(`scrolls sideways: ${root.scrollWidth} (${wide?.localName}.${wide?.getAttribute("class")})`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility() || element.closest(".off, .skip")) continue;
    const style = getComputedStyle(element);
    const clips = /hidden|clip/.test(style.overflowX) || /hidden|clip/.test(style.overflowY);
    if (clips && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2) && element.clientWidth > 1 && !(element instanceof SVGElement) && !whole(element)) {
      problems.push(`cut off: ${element.localName}.${element.className}`);
    }
    // A session and a text thrown on the wall are pages of their own over this one.
    if (/fixed|sticky/.test(style.position) && !element.matches(".mode")) {
      const box = element.getBoundingClientRect();
      if (box.height > innerHeight / 3 && style.pointerEvents !== "none") problems.push(`stays over the page: ${element.localName}.${element.className} ${Math.round(box.height)} px`);
    }
  }
  const controls = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.closest(".off, .skip"));
  for (const control of controls) {
    control.scrollIntoView({ block: "center", behavior: "instant" });
    const box = control.getClientRects()[0];
    if (!box) continue;
    const name = `${control.localName} "${(control.textContent || control.id).trim().slice(0, 24)}"`;
    if (box.left < -1 || box.right > innerWidth + 1) { if (!control.closest(".scroll, pre")) problems.push(`out of the page: ${name}`); continue; }
    // What was found stands over the page as long as it is asked for; Escape takes it away.
    const on = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, innerHeight / 4));
    if (on && !(control.contains(on) || on.contains(control) || on.closest("label")?.control === control || (on.closest(".found") && !control.closest(".found")))) problems.push(`covered: ${name} by ${on.localName}.${on.className}`);
  }
  return problems;
}

// What moves or could move though the reader asked for stillness.
function moving() {
  const found = document.getAnimations().map((animation) => `${animation.effect?.target?.className} runs`);
  for (const element of [document.documentElement, ...document.body.querySelectorAll("*")]) {
    const style = getComputedStyle(element);
    if (style.transitionDuration.split(",").some((part) => Number.parseFloat(part) > 0.001)) found.push(`${element.localName}.${element.className} has a transition`);
    if (style.animationName !== "none" && Number.parseFloat(style.animationDuration) > 0.001) found.push(`${element.localName}.${element.className} is animated`);
    if (style.scrollBehavior === "smooth") found.push(`${element.localName}.${element.className} scrolls smoothly`);
  }
  return [...new Set(found)];
}

// The functions below run here.

async function violations(page, rules) {
  return page.evaluate(async (only) => {
    const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
    if (only) options.runOnly = { type: "rule", values: only };
    const result = await globalThis.axe.run(document, options);
    return result.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
  }, rules);
}

// One state of one page: axe wide and narrow, in light and dark; contrast in both; everything within 320 by 256.
async function look({ name, path }, state) {
  const context = await browser.newContext({ viewport: WIDE, bypassCSP: true });
  await context.addInitScript(axe);
  const page = await open(context, path);
  const label = `${name}, ${state.name}`;
  try {
    if (await state.bring(page) > 0) {
      for (const viewport of [WIDE, NARROW]) {
        await page.setViewportSize(viewport);
        for (const scheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme: scheme });
          // What dark changes is colours alone, so the other rules are asked once.
          const found = await violations(page, scheme === "dark" ? ["color-contrast", "link-in-text-block"] : undefined);
          report.check(`${label}, ${scheme}, ${viewport.width} px: axe`, found.length === 0, found.join("; "));
          if (viewport === WIDE) {
            const pale = await page.evaluate(faint, 4.5);
            report.check(`${label}, ${scheme}: contrast`, pale.length === 0, pale.slice(0, 6).join("; "));
          }
        }
      }
      await page.setViewportSize(ZOOMED);
      const problems = await page.evaluate(cramped);
      report.check(`${label}: at 400 %`, problems.length === 0, [...new Set(problems)].slice(0, 6).join("; "));
      if (await page.locator(".found").isVisible()) {
        await page.keyboard.press("Escape");
        report.check(`${label}: Escape takes what was found away`, !(await page.locator(".found").isVisible()));
      }
    }
  } catch (error) {
    report.check(label, false, String(error).split("\n")[0]);
  }
  await context.close();
}

// Stillness where it is asked for, and the system's own colours where they are forced.
async function wishes({ name, path }) {
  const context = await browser.newContext({ viewport: NARROW, reducedMotion: "reduce", bypassCSP: true });
  const page = await open(context, path);
  await openAll(page);
  const restless = await page.evaluate(moving);
  report.check(`${name}: still where the reader asks for it`, restless.length === 0, restless.slice(0, 4).join("; "));
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ forcedColors: "active", colorScheme: scheme });
    const pale = await page.evaluate(faint, 4.5);
    report.check(`${name}: forced colours, ${scheme}`, pale.length === 0, pale.slice(0, 4).join("; "));
  }
  const unmarked = await page.evaluate(() => [...document.querySelectorAll("[aria-pressed=true], [aria-current]")].filter((one) => one.checkVisibility()).filter((one) => {
    const style = getComputedStyle(one);
    return Number(style.fontWeight) < 600 && !/underline/.test(style.textDecorationLine) && style.outlineStyle === "none";
  }).map((one) => one.textContent.trim().slice(0, 24)));
  report.check(`${name}: what is chosen shows without colour`, unmarked.length === 0, unmarked.join("; "));
  await context.close();
}

// Tab goes through everything once, in order, visibly, and comes out at the end.
async function keys({ name, path }, viewport) {
  const context = await browser.newContext({ viewport, bypassCSP: true });
  const page = await open(context, path);
  await openAll(page);
  const label = `${name}, keys at ${viewport.width} px`;
  // A page may begin inside a field; so go out at the end, and begin at the top.
  const at = () => page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    globalThis.walked ??= [];
    // Asked now, because a word's meaning moves to the word it stands by.
    const last = globalThis.walked.at(-1);
    const after = !last || last === element || Boolean(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (!globalThis.walked.includes(element)) globalThis.walked.push(element);
    const box = element.getBoundingClientRect();
    const line = element.getClientRects()[0] ?? box;
    const on = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
    const style = getComputedStyle(element);
    return {
      number: globalThis.walked.indexOf(element), parts: /^(time|date|datetime-local)$/.test(element.type), words: `${element.localName} "${(element.textContent || element.id).trim().slice(0, 24)}"`, after,
      clip: { x: Math.max(0, box.left - 8), y: Math.max(0, box.top - 8), width: Math.min(box.width + 16, innerWidth), height: Math.min(box.height + 16, innerHeight) },
      seen: !on || element.contains(on) || on.contains(element), inside: box.top >= -1 && line.top < innerHeight,
      outlined: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2,
      region: element.closest("main, header.top, .sidebar, .margin, footer")?.className ?? "", top: Math.round(line.top + scrollY),
    };
  });
  let steps = 0;
  await page.evaluate(() => document.activeElement?.blur());
  while (steps < 400) { await page.keyboard.press("Tab"); steps += 1; if (await at() === null) break; }
  report.check(`${label}: come out at the end`, steps < 400);
  await page.evaluate(() => { globalThis.walked = []; });
  const path_ = [];
  while (path_.length < 400) {
    await page.keyboard.press("Tab");
    const now = await at();
    if (now === null) break;
    // A time has a stop for its hour and one for its minutes.
    if (now.parts && now.number === path_.length - 1) continue;
    if (now.number !== path_.length) { report.check(`${label}: each once`, false, now.words); break; }
    path_.push(now);
    report.check(`${label}: ${now.words} is seen when it has the focus`, now.seen && now.inside, JSON.stringify(now.clip));
    if (!now.outlined && now.clip.width > 0) {
      const before = await page.screenshot({ clip: now.clip });
      await page.evaluate(() => { globalThis.kept = document.activeElement; globalThis.kept.blur(); });
      const after = await page.screenshot({ clip: now.clip });
      await page.evaluate(() => globalThis.kept.focus({ preventScroll: true }));
      report.check(`${label}: ${now.words} shows its focus`, !before.equals(after));
    }
  }
  const expected = await page.evaluate(() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }) && !globalThis.walked.includes(one) && one.type !== "radio")
    .map((one) => `${one.localName} "${one.textContent.trim().slice(0, 24)}"`));
  report.check(`${label}: everything is come to`, expected.length === 0, expected.slice(0, 4).join("; "));
  const back = path_.filter((one) => !one.after).map((one) => one.words);
  report.check(`${label}: in the order of the page`, back.length === 0, back.slice(0, 4).join("; "));
  for (let step = 1; step < path_.length; step += 1) {
    const [before, now] = [path_[step - 1], path_[step]];
    // Beside one another is no going back; far up is.
    if (before.region === now.region && viewport === NARROW) report.check(`${label}: never far up again`, now.top > before.top - 160, `${before.words} at ${before.top}, then ${now.words} at ${now.top}`);
  }
  // The skip link is first, is seen, and leads past the menu.
  report.check(`${label}: the way past the menu is first`, await page.evaluate(() => globalThis.walked[0]?.matches(".skip") ?? false));
  await page.keyboard.press("Tab");
  const shown = await page.evaluate(() => { const box = document.activeElement.getBoundingClientRect(); return document.activeElement.matches(".skip") && box.width > 20 && getComputedStyle(document.activeElement).clipPath === "none"; });
  report.check(`${label}: the way past the menu is seen`, shown);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => { const main = document.querySelector("main"); const now = document.activeElement; return main.contains(now) || Boolean(main.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING); });
  report.check(`${label}: the way past the menu leads there`, inside);
  await context.close();
}

// Without JavaScript everything is there, and nothing is shown that does nothing.
async function bare({ name, path }) {
  const context = await browser.newContext({ viewport: NARROW, javaScriptEnabled: false });
  const page = await open(context, path);
  const label = `${name} without script`;
  report.check(`${label}: has its heading`, await page.locator("h1").count() === 1);
  report.check(`${label}: has words`, (await page.locator("main").innerText()).trim().length > 20);
  // Scripts are off in the page; what is asked here runs beside it.
  const dead = await page.evaluate(() => [...document.querySelectorAll("button, input, select, textarea, [role=button], [onclick]")]
    .filter((one) => one.checkVisibility() && !one.closest("form[action]")).map((one) => `${one.localName}.${one.className}`));
  report.check(`${label}: nothing is shown that does nothing`, dead.length === 0, dead.join(", "));
  const lost = await page.evaluate(() => [...document.querySelectorAll("a[href]")].filter((one) => !one.checkVisibility() && !one.closest("details:not([open])")).map((one) => one.textContent.trim()));
  report.check(`${label}: every link is there`, lost.length === 0, lost.slice(0, 4).join(", "));
  if (/search$/.test(name)) {
    const says = await page.locator("#search-noscript").innerText().catch(() => "");
    report.check(`${label}: says what it needs`, says.trim().length > 20, says);
  }
  await context.close();
}

// Runs through a list, two at a time.
async function each(list, act) {
  const rest = [...list];
  const worker = async () => { for (let item = rest.shift(); item; item = rest.shift()) await act(item); };
  await Promise.all([worker(), worker(), worker()]);
}

const parts = {
  states: () => each(chosen.flatMap((kind) => STATES.filter((state) => !state.on || state.on.test(kind.name)).map((state) => [kind, state])), ([kind, state]) => look(kind, state)),
  wishes: () => each(chosen, wishes),
  keys: () => each(chosen.flatMap((kind) => [[kind, NARROW], [kind, WIDE]]), ([kind, viewport]) => keys(kind, viewport)),
  bare: () => each(chosen, bare),
};
for (const [name, part] of Object.entries(parts)) {
  const started = Date.now();
  await part();
  console.log(`(${name}: ${Math.round((Date.now() - started) / 1000)} s)`);
}
console.log(`${chosen.length} kinds of pages of ${KINDS.length}, ${STATES.length} states`);
await browser.close();
server.close();
process.exit(report.end());
