// Opens what attackers would put beside a lesson (tests/attacks): each drawing as a document of its own, from the built site and
// from the preview, and each web page from the preview, where `static_scripts` lets it in. Clicks, presses keys, and fails on any
// script that runs, any request to elsewhere, any window, dialog or change of address. First it shows that the same files do all
// that where nobody cleans them. Then it holds honest drawings (tests/pictures) to their looks, point by point.
//
//   node tests/browser/attacks.mjs DAF     CHROMIUM=/path/to/chromium

import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { files, launch, reporter, serve } from "./site.mjs";

const daf = resolve(process.argv[2]);
const here = fileURLToPath(new URL("..", import.meta.url));
const { check, end } = reporter();
const room = mkdtempSync(join(tmpdir(), "daf-attacks-"));
const named = (folder) => readdirSync(join(here, folder)).sort();
const drawings = named("attacks/svg");
const refused = named("attacks/refused");
const pages = named("attacks/pages");
const honest = named("pictures");

function curriculum(name, fields, folders, lesson) {
  const content = join(room, name);
  mkdirSync(join(content, "static"), { recursive: true });
  writeFileSync(join(content, "daf.yaml"), `title: A test\nlicense: CC0\n${fields}`);
  for (const [from, to] of folders) cpSync(join(here, from), join(content, to), { recursive: true });
  writeFileSync(join(content, "one.md"), `---\ntitle: One\n---\n${lesson}\n`);
  return content;
}
const run = (...words) => spawnSync(daf, words, { cwd: room, encoding: "utf8" });
const shown = (names) => names.map((name) => `![${name}](${name}) [open ${name}](${name})`).join("\n\n");

// Drawings that lose something, and honest ones, shown, linked and in `static/`.
curriculum("drawings", "", [["attacks/svg", "."], ["attacks/svg", "static/own"], ["pictures", "."]], shown([...drawings, ...honest]));
const built = run("build", "drawings", "-o", "site", "--no-handouts");
check("drawings build", built.status === 0, built.stderr);
for (const name of drawings.filter((name) => name !== "utf-16.svg" && name !== "utf-16-be.svg" && name !== "doctype-name.svg")) {
  check("what was taken out is told", built.stderr.includes(`static/own/${name}`) || ["comment-tricks.svg", "doctype-dtd.svg"].includes(name), name);
}

// What is refused, by `check` and by `build`, and is not in the site.
curriculum("refused", "", [["attacks/refused", "static"], ["attacks/pages", "static/pages"]], "Words.");
const checked = run("check", "refused");
const tried = run("build", "refused", "-o", "none", "--no-handouts");
check("what is refused builds nothing", checked.status === 1 && tried.status === 1);
for (const name of [...refused, ...pages.map((page) => `pages/${page}`)]) {
  check("check tells what is refused", (checked.stdout + checked.stderr).includes(`static/${name}`), name);
  check("build tells what is refused", tried.stderr.includes(`static/${name}`), name);
}

const browser = await launch();

// Opens one file and does what a reader might. Gives what went wrong.
async function opened(url, hands = true) {
  const context = await browser.newContext({ acceptDownloads: false });
  const wrong = [];
  await context.exposeBinding("DAFPWN", () => { wrong.push("a script ran"); });
  const asked = new Set();
  const own = new URL(url);
  context.on("page", (page) => {
    page.on("dialog", (dialog) => { wrong.push("a dialog"); dialog.dismiss().catch(() => {}); });
    page.on("request", (request) => {
      const to = request.url();
      const icon = to === `${own.origin}/favicon.ico`;
      if (to !== url && !icon && !to.startsWith("chrome") && !to.startsWith("data:image/")) asked.add(request);
    });
    // What the policy or the lack of an origin forbids is told of as a request, and never leaves the browser.
    page.on("requestfailed", (request) => { if (/csp|origin/i.test(request.failure()?.errorText ?? "")) asked.delete(request); });
  });
  const page = await context.newPage();
  context.on("page", () => wrong.push("a window"));
  const answer = await page.goto(url, { waitUntil: "load" }).catch((error) => {
    if (!/Download is starting|ERR_ABORTED/.test(String(error))) wrong.push(String(error));
  });
  if (answer && hands) {
    await acted(page);
    for (const [x, y] of [[30, 40], [60, 60]]) await page.mouse.click(x, y).catch(() => {});
    for (const key of ["Tab", "Enter"]) await page.keyboard.press(key).catch(() => {});
    await acted(page);
    if (page.url() !== url) wrong.push(`another address: ${page.url()}`);
  }
  const headers = answer ? await answer.allHeaders().catch(() => ({})) : {};
  await context.close();
  for (const request of asked) wrong.push(`a request for ${request.url()} (${request.failure()?.errorText ?? "it left"})`);
  return { wrong, headers };
}

// Waits until whatever a document does by itself, at once or in its next pictures, is done: a timer of ours comes after those of an
// attack that was there before. A document that can be asked nothing, such as one in a window that closes, is not waited for.
const PATIENCE = 2000;
const acted = (page) => Promise.race([
  page.evaluate(() => new Promise((done) => {
    const frame = (left) => (left === 0 ? setTimeout(done, 0) : requestAnimationFrame(() => frame(left - 1)));
    frame(5);
  })).catch(() => { /* it went elsewhere, which is told below */ }),
  new Promise((done) => { setTimeout(done, PATIENCE); }),
]);

// A few at a time.
async function each(list, work, hands = 4) {
  const left = [...list];
  await Promise.all(Array.from({ length: hands }, async () => {
    while (left.length > 0) await work(left.shift());
  }));
}

// The trap catches what it should, where nothing is cleaned.
const raw = await serve(join(here, "attacks"));
for (const path of ["svg/script.svg", "svg/script-xhtml.svg", "svg/onload.svg", "svg/link-javascript.svg", "svg/link-outside.svg", "svg/style-import-escape.svg", "svg/frame-entity.svg", "svg/xml-stylesheet.svg", "pages/page.html", "pages/page.xml"]) {
  const { wrong } = await opened(`${raw.url}${path}`);
  check("the trap catches what is not cleaned", wrong.length > 0, path);
}
raw.close();

// The built site.
const site = await serve(join(room, "site"));
const all = files(join(room, "site"));
// What is shown and linked holds the same as what stands in `static/`: a few of those, and all of these.
const inAssets = all.filter((path) => /^assets\/.*\.svg$/.test(path));
const pictures = [...all.filter((path) => /^own\/.*\.svg$/.test(path)), ...inAssets.slice(0, 8)];
check("every drawing is in the site", pictures.filter((path) => path.startsWith("own/")).length === drawings.length, String(pictures.length));
await each(pictures, async (path) => {
  const { wrong } = await opened(`${site.url}${path}`);
  check("nothing runs in the built site", wrong.length === 0, `${path}: ${wrong.join(", ")}`);
});

// The preview of both, with its guard.
async function preview(content) {
  const child = spawn(daf, ["serve", content, "--port", "0", "--no-handouts"], { cwd: room });
  process.once("exit", () => child.kill("SIGKILL"));
  const address = await new Promise((done, fail) => {
    let said = "";
    child.stderr.on("data", (bytes) => { said += bytes; });
    child.stdout.once("data", (bytes) => done(String(bytes).trim().replace(/\/$/, "")));
    child.once("exit", () => fail(new Error(said)));
  });
  return { address, end: () => new Promise((done) => { child.once("exit", done); child.kill("SIGINT"); }) };
}
const guarded = ({ "content-security-policy": policy = "", "x-content-type-options": sniff }) =>
  policy.includes("default-src 'none'") && /(^|[;,]\s*)sandbox/.test(policy) && sniff === "nosniff";

const first = await preview("drawings");
await each(pictures, async (path) => {
  const { wrong, headers } = await opened(`${first.address}/${path}`);
  check("nothing runs in the preview", wrong.length === 0, `${path}: ${wrong.join(", ")}`);
  check("the preview guards drawings", guarded(headers), `${path}: ${JSON.stringify(headers)}`);
});
await first.end();

// A packed drawing is no picture, and nothing may lead to it.
const linked = pages.filter((name) => name !== "packed.svgz").map((name) => `[${name}](pages/${name})`);
curriculum("pages", "static_scripts: true\n", [["attacks/pages", "static/own"], ["attacks/pages", "pages"]], linked.join("\n\n"));
const second = await preview("pages");
await each(pages, async (name) => {
  const url = `${second.address}/own/${encodeURIComponent(name)}`;
  const { wrong } = await opened(url);
  check("nothing runs in a page of the preview", wrong.length === 0, `${name}: ${wrong.join(", ")}`);
  const answer = await fetch(url);
  const headers = Object.fromEntries(answer.headers);
  check("the preview guards pages", answer.status === 200 && guarded(headers), `${name}: ${JSON.stringify(headers)}`);
  check("nothing of the preview is in them", !(await answer.text()).includes("__daf"), name);
});
const lesson = await fetch(`${second.address}/one/`);
check("pages of ours run as ever", !/sandbox/.test(lesson.headers.get("content-security-policy")) && (await lesson.text()).includes("/__daf/live.js"));
await second.end();

// Honest drawings look as they did.
const look = await browser.newContext({ viewport: { width: 400, height: 300 }, colorScheme: "light" });
const page = await look.newPage();
async function drawn(bytes) {
  await page.setContent(`<body style="margin:0;background:#fff"><img src="data:image/svg+xml;base64,${Buffer.from(bytes).toString("base64")}">`);
  await page.waitForFunction(() => document.images[0].complete && document.images[0].naturalWidth > 0, null, { timeout: 5000 });
  return page.screenshot();
}
for (const name of honest) {
  const stem = name.replace(/\.svg$/, "");
  const path = all.find((path) => path.startsWith(`assets/${stem}.`) && path.endsWith(".svg"));
  const [before, after] = [await drawn(readFileSync(join(here, "pictures", name))), await drawn(readFileSync(join(room, "site", path)))];
  const blank = await drawn(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'));
  check("an honest drawing looks as it did", before.equals(after) && !before.equals(blank), name);
}

await browser.close();
site.close();
rmSync(room, { recursive: true, force: true });
process.exit(end());
