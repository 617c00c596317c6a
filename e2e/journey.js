// What a journey imports: `test` with a running Headway, and the judgements that every page has to pass.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as base, expect } from "@playwright/test";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { start } from "./server.js";

export { expect };

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const validator = new HtmlValidate(new FileSystemConfigLoader());

/**
 * Playwright's `test` with three things more: `headway` (see `start` in server.js), one server and one fresh `district`
 * for each file of journeys; `baseURL`, so that `page.goto("/sign-in")` finds it; and `enter`, which gives somebody a
 * browser of their own: `const maya = await enter("student")`.
 */
export const test = base.extend({
  engine: ["sqlite", { option: true, scope: "worker" }],
  district: ["demo", { option: true, scope: "worker" }],
  // A process that runs several files gives each its own, or what one file did would be there when the next begins.
  districtOf: [
    async ({ engine, district }, use) => {
      let served = {};
      await use(async (file) => {
        if (served.file !== file) {
          await served.headway?.stop();
          served = { file, headway: await start(JSON.parse(process.env.HEADWAY_E2E_TEMPLATES)[`${engine} ${district}`]) };
        }
        return served.headway;
      });
      await served.headway?.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  headway: [async ({ districtOf }, use, { file }) => use(await districtOf(file)), { timeout: 90_000 }],
  enter: async ({ browser, headway }, use) => {
    const opened = [];
    await use(async (role, options) => {
      const context = await browser.newContext(options);
      opened.push(context);
      const page = await context.newPage();
      await signIn(page, headway.signIns[role] ?? { ...headway.signIns.student, signIn: role });
      return page;
    });
    for (const context of opened) await context.close();
  },
  baseURL: async ({ headway }, use) => use(headway.url),
  serverLog: [
    async ({ headway }, use, info) => {
      const before = headway.log().length;
      await use();
      if (info.status !== info.expectedStatus) {
        await info.attach("server.log", { body: headway.log().slice(before), contentType: "text/plain" });
      }
    },
    { auto: true },
  ],
});

/** Signs in on the sign-in page as one of the demo's roles. Fields are found by what a password manager finds them by. */
export async function signIn(page, { signIn: name, password }) {
  await page.goto("/sign-in");
  await page.locator('input[autocomplete~="username"]').fill(name);
  await page.locator('input[type="password"]').fill(password);
  await page.locator('form:has(input[type="password"]) [type="submit"]').click();
  await expect(page.locator('input[type="password"]')).toHaveCount(0);
}

/**
 * Everything that a page has to pass: axe, the validator, and no sideways scrolling at 320 pixels. `html`: see `validate`.
 *
 * It is judged on SQLite only: what the pages of both engines say is compared by the journey, and their HTML is the same.
 */
export async function judge(page, html) {
  if (test.info().project.use.engine !== "sqlite") return;
  await validate(page, html);
  await axe(page);
  await narrow(page);
}

/** Fails where the page, or a table in it, is wider than a window of 320 pixels, and names what sticks out. */
export async function narrow(page) {
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const outside = await page.evaluate(() => {
    const root = document.documentElement;
    const scrolling = [...document.querySelectorAll(".scroll")].filter((one) => one.clientWidth < one.scrollWidth);
    if (0 < scrolling.length) return ["scrolls inside:", ...scrolling.map((one) => one.textContent.trim().slice(0, 60))];
    if (root.scrollWidth <= root.clientWidth) return [];
    const all = [...document.body.querySelectorAll("*")].filter((one) => root.clientWidth < one.getBoundingClientRect().right);
    return ["too wide:", ...all.map((one) => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent.trim().slice(0, 60)}`)];
  });
  await page.setViewportSize(wide);
  expect(outside, `${page.url()} at 320 pixels`).toEqual([]);
}

/** Presses a button that sends a form and gives the answer's HTML: of a page that no address gives again. */
export async function send(page, button) {
  const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === "POST"), button.click()]);
  return { status: answer.status(), html: answer.status() < 300 || 400 <= answer.status() ? await answer.text() : "" };
}

/** Fails with a readable list where axe finds anything wrong on the page as it stands, best practices included; or only by these rules. */
export async function axe(page, rules) {
  const scripts = await page.evaluate(() => matchMedia("(scripting: enabled)").matches);
  // Where the page may run no script, its timers never fire and axe would wait for ever: there they fire at once.
  if (!scripts) await page.evaluate(timersAtOnce);
  await page.evaluate(axeSource);
  const options = { preload: scripts, resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  const lines = violations.flatMap(({ id, help, nodes }) => [
    `${id}: ${help}`,
    ...nodes.map(({ target, failureSummary }) => `    ${target.join(" ")}\n      ${failureSummary.replaceAll("\n", "\n      ")}`),
  ]);
  expect(lines.length, `${page.url()} by axe:\n${lines.join("\n")}`).toBe(0);
}

function timersAtOnce() {
  const atOnce = (then, _after, ...given) => {
    Promise.resolve().then(() => then(...given));
    return 0;
  };
  globalThis.setTimeout = atOnce;
  globalThis.requestAnimationFrame = atOnce;
}

/** Fails with a readable list where a document is not valid: the page's own, asked for again over HTTP, or `html`. */
export async function validate(page, html) {
  const text = html ?? (await (await page.request.get(page.url())).text());
  const report = await validator.validateString(text, "page.html");
  const lines = report.results.flatMap(({ messages }) => messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
  expect(lines.length, `${page.url()} as HTML:\n${lines.join("\n")}`).toBe(0);
}

/** Presses Tab until this has the focus, which has to be seen. */
export async function tabTo(page, wanted) {
  const has = () => wanted.evaluate((element) => element === document.activeElement);
  for (let pressed = 0; pressed < 200 && !(await has()); pressed += 1) await page.keyboard.press("Tab");
  await expect(wanted).toBeFocused();
  const ring = await wanted.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(ring, "the ring around what has the focus").not.toBe("none");
}
