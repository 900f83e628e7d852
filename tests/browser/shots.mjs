// Takes a picture of every kind of page, for people to look at: on a phone and on a desk, in light and in dark. Judges nothing.
//
//   node tests/browser/shots.mjs SITE OUT [KIND...]

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { kinds, launch, serve } from "./site.mjs";

const site = resolve(process.argv[2]);
const out = resolve(process.argv[3]);
const asked = process.argv.slice(4);
mkdirSync(out, { recursive: true });
const browser = await launch();
const server = await serve(site);
for (const scheme of ["light", "dark"]) {
  for (const width of [390, 1280]) {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: width < 600 ? 844 : 900 } });
    for (const { name, path } of kinds(site).filter(({ name }) => asked.length === 0 || asked.includes(name))) {
      const page = await context.newPage();
      await page.goto(server.url + path, { waitUntil: "networkidle" });
      await page.evaluate(() => document.fonts.ready);
      // Faces that came late show on the second visit.
      await page.reload({ waitUntil: "networkidle" });
      await page.screenshot({ path: join(out, `${name.replace(/[^a-z]+/g, "-")}-${width}-${scheme}.png`), fullPage: true });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
server.close();
