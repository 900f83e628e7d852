// Runs the Nu HTML checker over every page, style sheet and picture of a built site. An error fails; warnings are printed.
// Changes nothing. Needs Java.
//
//   node tests/browser/vnu.mjs SITE

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { files, reporter } from "./site.mjs";

// What the checker says though it is right as it is, each with its reason.
const ACCEPTED = [
  [/^CSS: “(field-sizing|vector-effect|paint-order|cy)”: Property .* doesn't exist/, "properties of CSS and SVG that it does not know yet"],
  [/not in Unicode Normalization Form C/, "source text is never normalised: the canonical order of Hebrew marks is not the one they are read in"],
  [/Resource violates Content Security Policy/, "a file on a disk has no origin, so that 'self' names nothing; run.mjs sees the policy at work"],
];

const site = resolve(process.argv[2]);
const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
const report = reporter();
const looked = files(site).filter((path) => /\.(html|css|svg)$/.test(path));
const run = spawnSync("java", ["-Xss2m", "-jar", jar, "--format", "json", "--also-check-css", "--also-check-svg", ...looked.map((path) => `${site}/${path}`)], { encoding: "utf8", maxBuffer: 1 << 28 });
if (run.error) throw run.error;
const start = run.stderr.indexOf("{");
if (start < 0) throw new Error(run.stderr || run.stdout || "the checker said nothing");
const told = JSON.parse(run.stderr.slice(start)).messages;

const said = new Map();
for (const message of told) {
  const path = String(message.url ?? "").replace(/^.*?(?=\/)/, "").slice(site.length + 1);
  const grade = message.type === "info" ? message.subType ?? "info" : message.type;
  const key = `${grade}: ${message.message}`;
  if (ACCEPTED.some(([pattern]) => pattern.test(message.message))) continue;
  if (!said.has(key)) said.set(key, { grade, at: [] });
  said.get(key).at.push(`${path}:${message.lastLine ?? ""}`);
}
for (const [key, { grade, at }] of said) {
  const detail = `${at.length} times, first at ${at.slice(0, 3).join(", ")}`;
  if (grade === "error" || grade === "fatal" || grade === "non-document-error") report.check(key, false, detail);
  else console.log(`${key} (${detail})`);
}
report.check("files looked at", looked.length > 0);
console.log(`${looked.length} files looked at`);
process.exit(report.end());
