// Pictures of every page for every role, to be looked at: narrow and wide, light and dark, in each language.
//
// `node shots.mjs [ROLE…]` starts the program on a fresh demo district in SQLite; pictures land in shots/ROLE/.
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { chromium as browser } from "@playwright/test";
import { chromium, chromiumFlags } from "./chromium.js";
import { signIn } from "./journey.js";
import { pagesOf } from "./rooms.js";
import { states, unlinked } from "./states.js";
import { dropTemplate, makeTemplate, start } from "./server.js";

const into = path.join(import.meta.dirname, "shots");
const widths = [320, 1280];
const schemes = ["light", "dark"];
const languages = { en: "English", es: "Español" };

/** The session, read in this language: who signs in is shown the language of the roster until they choose another. */
async function reading(chrome, url, session, language) {
  const context = await chrome.newContext({ baseURL: url, storageState: session, locale: language });
  const page = await context.newPage();
  await page.goto("/help");
  const button = page.getByRole("button", { name: languages[language] });
  if (await button.count()) await button.click();
  const chosen = await context.storageState();
  await context.close();
  return chosen;
}

async function shoot(chrome, role, url, session, pages) {
  for (const language of Object.keys(languages)) {
    const storageState = await reading(chrome, url, session, language);
    for (const colorScheme of schemes) {
      for (const width of widths) {
        const context = await chrome.newContext({ baseURL: url, storageState, colorScheme });
        const page = await context.newPage();
        for (const [kind, address] of pages) {
          await page.goto(address.href);
          await picture(page, role, kind.replaceAll("/", "-").replace(/^-/, "") || "home", { width, colorScheme, language });
        }
        await context.close();
      }
    }
    await shootStates(chrome, role, { baseURL: url, storageState }, language);
  }
}

/** What a form answers is on the page once: it is not asked for again, but resized and recoloured. */
async function shootStates(chrome, role, session, language) {
  for (const [name, reach] of Object.entries(states[role] ?? {})) {
    const context = await chrome.newContext(session);
    const page = await context.newPage();
    await reach(page);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      for (const width of widths) {
        await picture(page, role, name, { width, colorScheme, language });
      }
    }
    await context.close();
  }
}

/** The whole page in a window that is as high as it: what keeps to the window's edge then hides nothing. */
async function picture(page, role, name, { width, colorScheme, language }) {
  await page.setViewportSize({ width, height: width < 600 ? 640 : 800 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
  await page.screenshot({ path: path.join(into, role, `${name}.${width}.${colorScheme}.${language}.png`) });
}

const template = await makeTemplate("sqlite");
const server = await start(template);
const chrome = await browser.launch({ executablePath: chromium(), args: chromiumFlags() });
try {
  await rm(into, { recursive: true, force: true });
  const asked = process.argv.slice(2);
  const roles = ["nobody", ...Object.keys(server.signIns)].filter((role) => asked.length === 0 || asked.includes(role));
  for (const role of roles) {
    await mkdir(path.join(into, role), { recursive: true });
    const context = await chrome.newContext({ baseURL: server.url });
    if (role !== "nobody") await signIn(await context.newPage(), server.signIns[role]);
    const pages = await pagesOf(context, `${server.url}/`);
    for (const address of unlinked[role] ?? []) pages.set(address, new URL(address, server.url));
    await shoot(chrome, role, server.url, await context.storageState(), pages);
    console.log(`${role}: ${[...pages.keys(), ...Object.keys(states[role] ?? {})].join("  ")}`);
    await context.close();
  }
} finally {
  await chrome.close();
  await server.stop();
  await dropTemplate(template);
}
