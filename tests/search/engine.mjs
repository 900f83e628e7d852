// The page's own search in Node: the theme's scripts, and a built site's index read from the disk. Changes nothing.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
for (const file of ["fold", "english", "find"]) (0, eval)(readFileSync(at(`themes/daf/js/${file}.js`), "utf8"));
export const engine = globalThis.dafFind;

// Opens the index that stands in one of a site's folders. A shard is a script with one call; here the call gives its text.
export const open = (site, folder) => {
  const read = async (path) => {
    let text = "";
    globalThis.dafSearch = (_, payload) => { text = payload; };
    (0, eval)(readFileSync(join(site, `${path}.js`), "utf8"));
    return text;
  };
  const manifest = readdirSync(join(site, folder)).find((name) => name.startsWith("m.")).replace(/\.js$/, "");
  return engine.open(read, manifest, folder);
};
