// Whether a site in Hebrew is the mirror of one in English: what stands at the left there stands at the right here, texts keep
// their own direction, and numbers and brackets stand where they are read. Opens pages; changes nothing.
//
//   node tests/browser/mirror.mjs SITE      a site built from tests/sites/hebrew

import { resolve } from "node:path";
import { hasColumns, launch, reporter, serve } from "./site.mjs";

const report = reporter();
const browser = await launch();
const server = await serve(resolve(process.argv[2]));

async function open(path, width) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.goto(server.url + path, { waitUntil: "networkidle" });
  return page;
}
const at = (page, selector) => page.locator(selector).first().evaluate((element) => { const box = element.getBoundingClientRect(); return { left: box.left, right: box.right, middle: (box.left + box.right) / 2, top: box.top }; });

// Where each of some words stands, by the letters themselves.
const spots = (page, selector, wanted) => page.locator(selector).first().evaluate((element, words) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = {};
  while (walker.nextNode()) {
    for (const word of words) {
      const from = walker.currentNode.data.indexOf(word);
      if (from < 0 || found[word]) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, from);
      range.setEnd(walker.currentNode, from + word.length);
      const box = range.getClientRects()[0];
      found[word] = { left: box.left, right: box.right, top: box.top };
    }
  }
  return found;
}, wanted);

const page = await open("al-tifrosh/index.html", 1280);
const [brand, find] = [await at(page, ".brand"), await at(page, ".find")];
report.check("the brand is at the right, the field at the left", brand.left > find.right - 1, JSON.stringify({ brand, find }));
// A theme may fold the menu.
const isFolded = (await page.locator(".top details:has(nav)").count()) > 0;
const menu = await at(page, isFolded ? ".top summary" : ".top nav");
if (isFolded) report.check("the folded menu is at the right", menu.right > brand.right - 1, JSON.stringify({ brand, menu }));
else report.check("the menu is between them", brand.left > menu.right - 1 && menu.left > find.right - 1, JSON.stringify({ brand, menu, find }));
// A theme of one column has nothing beside the text.
const main = await at(page, "main");
if (await hasColumns(page)) {
  const [sidebar, margin] = [await at(page, ".sidebar"), await at(page, ".margin")];
  report.check("the sidebar is at the right of the text, the margin at the left", sidebar.left >= main.right && margin.right <= main.left, JSON.stringify({ sidebar, main, margin }));
} else {
  const astray = await page.locator(".margin, .sidebar").evaluateAll((all, main) => all.map((one) => one.getBoundingClientRect()).filter((box) => box.left < main.left - 1 || box.right > main.right + 1).length, main);
  report.check("one column: what belongs to the text has its edges", astray === 0, String(astray));
}
const [hebrew, english] = [await at(page, ".pair.both .text-he"), await at(page, ".pair.both .text-tr")];
report.check("Hebrew keeps the right-hand column", hebrew.left >= english.right, JSON.stringify({ hebrew, english }));
const directions = await page.evaluate(() => [...document.querySelectorAll(".text-tr")].map((one) => getComputedStyle(one).direction + getComputedStyle(one).textAlign));
report.check("English runs from left to right", directions.length > 0 && directions.every((one) => /^ltr(start|left)$/.test(one)), directions.join(" "));
const [number, question] = [await at(page, ".prompt > :first-child"), await at(page, ".prompt .ask")];
report.check("a prompt's numeral is at the right of its question", number.middle > question.middle, JSON.stringify({ number, question }));
const sides = await page.evaluate(() => { const style = getComputedStyle(document.querySelector(".exercise")); return [Number.parseFloat(style.borderRightWidth), Number.parseFloat(style.borderLeftWidth)]; });
report.check("an exercise's rule is at the right", sides[0] > sides[1], sides.join(" "));
const words = await spots(page, ".prompt .ask", ["תנו", "(", "3", ")", "דקות"]);
report.check("brackets open at the right and close at the left", words["("].left > words[")"].right || words["("].top < words[")"].top, JSON.stringify(words));
if (words["3"].top === words["דקות"].top) report.check("a number stands before its word, from the right", words["3"].left >= words["דקות"].right - 1, JSON.stringify(words));
await page.context().close();

const narrow = await open("al-tifrosh/index.html", 390);
const fits = await narrow.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
report.check("it fits a phone", fits[0] <= fits[1], fits.join(" > "));
const [small, field] = [await at(narrow, ".brand"), await at(narrow, ".find")];
report.check("on a phone the brand is at the right too", small.middle > field.middle);

await browser.close();
server.close();
process.exit(report.end());
