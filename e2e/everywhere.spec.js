// What holds on every page that somebody can come to, whoever they are: asked of the pages themselves, not of a list.
import { axe, expect, narrow, signIn, test, validate } from "./journey.js";
import { pagesOf } from "./rooms.js";
import { states, unlinked } from "./states.js";

/** Languages, colour schemes and what a device may wish for, so that every pair of them comes up. */
const readings = [
  { language: "en", colorScheme: "light" },
  { language: "es", colorScheme: "dark" },
  { language: "en", colorScheme: "dark", contrast: "more" },
  { language: "es", colorScheme: "light", contrast: "more" },
  { language: "en", colorScheme: "light", forcedColors: "active" },
  { language: "es", colorScheme: "dark", forcedColors: "active" },
];
const buttons = { en: "English", es: "Español" };
const weightMax = 40 * 1024;
const requestsMax = 3;

const roles = [
  "nobody", "student", "family", "family-es", "teacher", "counselor", "case-manager", "leader", "records-officer", "administrator",
];

// The longest of all files: its roles need nothing of each other, so each process takes the next one.
test.describe.configure({ mode: "parallel" });

for (const [turn, role] of roles.entries()) {
  test(`every page of ${role} is sound and light`, async ({ browser, headway }) => {
    test.setTimeout(400_000);
    const first = await browser.newContext({ baseURL: headway.url });
    if (role !== "nobody") await signIn(await first.newPage(), headway.signIns[role]);
    const linked = await pagesOf(first, `${headway.url}/`);
    const rooms = [...linked.values(), ...(unlinked[role] ?? []).map((address) => new URL(address, headway.url))];
    const session = { baseURL: headway.url, storageState: await first.storageState() };
    await first.close();
    expect(rooms.length).toBeGreaterThan(1);

    const [places, faults] = [new Set(), []];
    for (const [nth, reading] of readings.entries()) {
      // Each page in one reading; the next role has the same page in the next.
      const here = ofThisTurn(rooms, nth + turn);
      const { language, colorScheme, contrast, forcedColors } = reading;
      const context = await browser.newContext({ ...session, locale: language, colorScheme, contrast, forcedColors, reducedMotion: "reduce" });
      const page = await context.newPage();
      await read(page, language);
      await asOnAFirstVisit(page);
      for (const url of here) {
        await test.step(`${url.pathname} as ${JSON.stringify(reading)}`, async () => {
          const loaded = loading(page);
          await page.goto(url.href);
          await expect(page.locator("html")).toHaveAttribute("lang", language);
          for (const judgement of [axe, validate, narrow, magnified]) {
            // One page that fails does not hide the next.
            await judgement(page).catch((why) => faults.push(why.message.split("\n\nexpect(")[0]));
          }
          // By now the page has stood for a while: what it asks for late is counted too.
          await isLight(url, await loaded()).catch((why) => faults.push(why.message));
          places.add(await placeOfHelp(page));
        });
      }
      for (const [name, reach] of ofThisTurn(Object.entries(states[role] ?? {}), nth + turn)) {
        await test.step(`${name} as ${JSON.stringify(reading)}`, async () => {
          const html = await reach(page);
          for (const judgement of [axe, (here) => validate(here, html), narrow, magnified]) {
            await judgement(page).catch((why) => faults.push(`${name}: ${why.message.split("\n\nexpect(")[0]}`));
          }
          places.add(await placeOfHelp(page));
        });
      }
      await context.close();
    }
    expect(faults.length, faults.join("\n\n")).toBe(0);
    // One home for help: the same place among the same neighbors on every page (WCAG 2.2, 3.2.6).
    expect([...places], "the place of help on every page").toHaveLength(1);
    expect([...places][0], "help is at the top of every page").toBeGreaterThanOrEqual(0);
  });
}

/** Every sixth of these, so that each comes up in one reading. */
const ofThisTurn = (all, turn) => all.filter((_, number) => number % readings.length === turn % readings.length);

/** Nothing that a page before it has loaded is there already. */
async function asOnAFirstVisit(page) {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Network.setCacheDisabled", { cacheDisabled: true });
}

/** What a first visit loads: few requests, few bytes, nothing from another host. */
async function isLight(url, { requests, bytes, elsewhere }) {
  expect(elsewhere, `${url.pathname} asks other hosts`).toEqual([]);
  expect(requests.length, `${url.pathname}: nothing was asked for, so nothing was weighed`).toBeGreaterThan(0);
  expect(requests.length, `${url.pathname}: ${requests.join(" ")}`).toBeLessThanOrEqual(requestsMax);
  expect(bytes, `${url.pathname} in bytes`).toBeLessThanOrEqual(weightMax);
}

async function read(page, language) {
  await page.goto("/help");
  const button = page.getByRole("button", { name: buttons[language] });
  if (await button.count()) await button.click();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

/** From now on: gives a function that says what was asked for since. A redirect is not a page: what counts is where it ends. */
function loading(page) {
  const answered = [];
  const keep = (request) => answered.push(request);
  page.on("requestfinished", keep);
  return async () => {
    page.off("requestfinished", keep);
    const pages = answered.filter((request) => !request.url().startsWith("data:"));
    const direct = [];
    for (const request of pages) {
      const status = (await request.response())?.status() ?? 0;
      if (status < 300 || 400 <= status) direct.push(request);
    }
    const sizes = await Promise.all(direct.map((request) => request.sizes()));
    return {
      requests: direct.map((request) => new URL(request.url()).pathname),
      bytes: sizes.reduce((sum, one) => sum + one.responseBodySize, 0),
      elsewhere: pages.map((request) => request.url()).filter((url) => new URL(url).origin !== new URL(page.url()).origin),
    };
  };
}

/** Where the link to help stands: its number among the links and buttons of the page's top. */
async function placeOfHelp(page) {
  return page.evaluate(() => {
    const tools = [...document.querySelectorAll("header .tools a, header .tools button")];
    return tools.findIndex((one) => one.getAttribute("href") === "/help");
  });
}

/**
 * A window of 1280 by 1024 at 400 %: 320 by 256 CSS pixels (WCAG 2.2, 1.4.10). Whatever has the focus can be seen there, none
 * of it under something else (2.4.11), and is large enough to be hit (2.5.8).
 */
async function magnified(page) {
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 256 });
  const faults = await page.evaluate(() => {
    // Where a page scrolls smoothly, what has just got the focus is still on its way.
    document.documentElement.style.scrollBehavior = "auto";
    const named = (one) => `${one.tagName.toLowerCase()} “${(one.textContent || one.name || "").trim().slice(0, 40)}”`;
    const shown = (one) => one.checkVisibility() && one.getClientRects().length > 0;
    const reached = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, select, summary")].filter(shown);
    const faults = [];
    for (const one of reached) {
      one.focus();
      const box = one.getClientRects()[0];
      const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 12)];
      const inside = x >= 0 && x <= innerWidth && y >= 0 && y <= innerHeight;
      const top = inside ? document.elementFromPoint(x, y) : null;
      if (!top || !(one.contains(top) || top.contains(one) || top.closest("label")?.control === one)) {
        faults.push(`${named(one)} has the focus and is hidden${top ? ` by ${named(top)}` : ""}`);
      }
      const inText = one.tagName === "A" && getComputedStyle(one).display === "inline";
      if (!inText && (box.height < 24 || box.width < 24) && one.type !== "radio" && one.type !== "checkbox") {
        faults.push(`${named(one)} is ${Math.round(box.width)} by ${Math.round(box.height)} pixels`);
      }
      if (one.draggable && one.tagName !== "A") faults.push(`${named(one)} is to be dragged`);
    }
    return faults;
  });
  await page.setViewportSize(wide);
  expect(faults, `${page.url()} at 400 %`).toEqual([]);
}
