// What a page is to somebody who hears it: the tree that a screen reader is given, of the main pages, in English.
//
// The trees are in aria/, to be read. Where a page is meant to say something else, run this with HEADWAY_WRITE=1, read
// what has changed, and commit it.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "./journey.js";
import { findStudent, openPlan } from "./plan.js";

const folder = path.join(import.meta.dirname, "aria");
const whole = "- /children: deep-equal\n";

/** Compares the tree of a part of the page with what was written down; `left` are lines after which a region is left out. */
async function says(part, name, ...left) {
  const file = path.join(folder, `${name}.yml`);
  if (process.env.HEADWAY_WRITE) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, (left.length ? "" : whole) + written(await part.ariaSnapshot(), left));
  }
  await expect(part).toMatchAriaSnapshot(readFileSync(file, "utf8"));
}

/** A tree without addresses, which hold ids, and with patterns for what each run has of its own. */
function written(tree, left) {
  const lines = [];
  let out = Infinity;
  for (const line of tree.split("\n")) {
    const depth = line.search(/\S/);
    if (depth <= out) out = left.some((name) => line.includes(`- region "${name}"`)) ? depth : Infinity;
    else continue;
    if (out === depth || /- \/url:|- text: ""$/.test(line)) continue;
    lines.push(patterned(line));
  }
  // A name whose only child was an address has none now.
  const hasChild = (at) => lines[at].search(/\S/) < (lines[at + 1] ?? "").search(/\S/);
  return `${lines.map((line, at) => (line.endsWith(":") && !hasChild(at) ? line.slice(0, -1) : line)).join("\n")}\n`;
}

const own = [
  [/November 2[23]\\?, 2026, \d+:\d\d [ap]\\\.m\\\./g, "November 2[23], 2026, \\d+:\\d\\d [ap]\\.m\\."],
  [/November 2[23], 2026(?!,)/g, "November 2[23], 2026"],
  [/^\d+:\d\d [ap]\\\.m\\\.$/, "\\d+:\\d\\d [ap]\\.m\\."],
  [/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g, "[0-9a-f-]{36}"],
  [/\b0[0-9a-f]{7}\b/g, "[0-9a-f]{8}"],
  [/^\d+\\\.\d+\\\.\d+$/, "\\d+\\.\\d+\\.\\d+"],
  [/\d+(\\\.\d+)? MB/g, "[\\d.]+ MB"],
  [/SQLite [\d\\.]+/g, "SQLite [\\d.]+"],
  [/\d+ minutes?/g, "\\d+ minutes?"],
  [/\\\/\S*headway\\\.db/g, "\\S+"],
  [/[\d,]+ people/g, "[\\d,]+ people"],
  [/\d+ browsers?/g, "\\d+ browsers?"],
];

/** The line as it is, or with its words as a pattern where a run has something of its own in them. */
function patterned(line) {
  const [, before, quoted, plain, after] = /^(\s*- (?:'?\w+ (?="))?(?:\w+: )?)(?:"(.*)"|(.*?))(:?)$/.exec(line) ?? [];
  const words = quoted ?? plain;
  if (words === undefined) return line;
  const escaped = words.replace(/[\\/.*+?^${}()|[\]]/g, "\\$&");
  const pattern = own.reduce((text, [found, instead]) => text.replace(found, instead), escaped);
  return pattern === escaped ? line : `${before}/${pattern}/${after}`;
}

const main = (page) => page.getByRole("main");
const title = (page, words) => expect(page.getByRole("heading", { level: 1 })).toHaveText(words);

/** By the ways at the top of every page. */
async function go(page, to, words) {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: to, exact: true }).click();
  await title(page, words);
}

test("nobody hears the page to sign in, and the help", async ({ page }) => {
  await page.goto("/sign-in");
  await says(page.locator("body"), "sign-in");
  await page.goto("/help");
  await says(main(page), "help");
});

test("a teacher hears the students and the plan of one, and the student all that is hers", async ({ enter }) => {
  const teacher = await enter("teacher");
  await says(main(teacher), "today-of-a-teacher");
  await teacher.goto("/students");
  await title(teacher, "Students");
  await says(teacher.locator("body"), "students");
  await findStudent(teacher, "Maya Okafor");
  await says(main(teacher), "plan-as-a-teacher");

  const maya = await enter("student");
  await says(maya.locator("body"), "today");
  await openPlan(maya);
  await says(main(maya), "my-plan");
  const plan = new URL(maya.url()).pathname;
  await maya.getByRole("link", { name: "Read it and answer" }).click();
  await title(maya, /suggests/);
  await says(main(maya), "letter");
  await maya.goto(`${plan}/guided/1`);
  await says(main(maya), "guided-question");
  await go(maya, "Messages", "Messages");
  await says(main(maya), "conversations");
  await go(maya, "Who has looked", /Who looked/);
  await says(main(maya), "who-has-looked");
  await maya.getByRole("link", { name: "your account" }).click();
  await title(maya, "Your account");
  await says(main(maya), "account");
});

test("an administrator hears people, the audit, the system", async ({ enter }) => {
  const page = await enter("administrator");
  await go(page, "People", "People");
  await page.getByRole("searchbox").fill("Okafor");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("cell", { name: "maya", exact: true })).toBeVisible();
  await says(main(page), "people");
  await go(page, "Audit", "Audit");
  await page.getByRole("searchbox").fill("Tanaka");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("cell", { name: "Elena Rivera" })).toHaveCount(0);
  await says(main(page), "audit");
  await go(page, "System", "System");
  await says(main(page), "system", "What is kept", "Changes of the tables");
});
