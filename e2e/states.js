// Pages that no link leads to: what a form answers, and what is not there. By role; each way gives the answer's HTML where no
// address gives the page again.
import { send } from "./journey.js";

/** The button that sends the form to this address. */
const button = (page, action) => page.locator(`main form[action="${action}"] button[type="submit"]`).first();

/** The reader's own plan, as the navigation leads to it. */
async function plan(page) {
  await page.goto("/");
  return page.locator('nav.paths a[href^="/plan/"]').first().getAttribute("href");
}

async function notThere(page) {
  await page.goto("/no-such-page");
}

/** A goal without words. */
async function goalRefused(page) {
  const action = `${await plan(page)}/goal/new`;
  await page.goto(action);
  return (await send(page, button(page, action))).html;
}

/** The same goal in two windows; the second one saves last. */
async function bothTexts(page) {
  await page.goto(await plan(page));
  const action = await page.locator('main a[href*="/goal/"][href$="/edit"]').first().getAttribute("href");
  const other = await page.context().newPage();
  await Promise.all([page.goto(action), other.goto(action)]);
  for (const [window, words] of [[other, " (in the other window)"], [page, " (in this window)"]]) {
    const statement = window.locator('[name="statement"]');
    await statement.fill((await statement.inputValue()) + words);
  }
  await send(other, button(other, action));
  await other.close();
  return (await send(page, button(page, action))).html;
}

/** A letter with the code for somebody who has no account. */
async function invitation(page) {
  await page.goto("/people");
  await page.locator("main tbody th a").first().click();
  return (await send(page, button(page, `${new URL(page.url()).pathname}/invitation`))).html;
}

/** Letters for a whole class, a sheet each: for the first class of which somebody has no account. */
async function letters(page) {
  await page.goto("/people/letters");
  const classes = await page.locator('main a[href^="/people/letters/class/"]').evaluateAll((all) => all.map((a) => a.href));
  for (const address of classes) {
    await page.goto(address);
    if (await button(page, new URL(address).pathname).count()) break;
  }
  return (await send(page, button(page, new URL(page.url()).pathname))).html;
}

/** A court order without its paper, about somebody of the family. */
async function orderRefused(page) {
  await page.goto("/students");
  await page.locator('main tbody a[href^="/rights/"]').first().click();
  await page.locator('main a[href*="/order/new?person="]').first().click();
  return (await send(page, button(page, new URL(page.url()).pathname))).html;
}

async function exportRefused(page) {
  await page.goto("/audit/export");
  return (await send(page, button(page, "/audit/export"))).html;
}

/** An emergency without a reason. */
async function glassRefused(page) {
  await page.goto("/glass");
  return (await send(page, button(page, "/glass"))).html;
}

async function signInRefused(page) {
  await page.goto("/sign-in");
  await page.locator('input[autocomplete~="username"]').fill("nobody");
  await page.locator('input[type="password"]').fill("not the password");
  return (await send(page, button(page, "/sign-in"))).html;
}

/** The second step of somebody's letter, with both answers left out. */
async function welcomeFor(page) {
  await invitation(page);
  const code = await page.locator(".code").first().textContent();
  await page.goto("/welcome");
  await page.locator('[name="code"]').fill(code);
  await send(page, button(page, "/welcome"));
  return (await send(page, button(page, "/welcome"))).html;
}

/** What an export is made of, before its file is fetched. */
async function exportMade(page) {
  await page.goto("/audit/export");
  await page.locator('[name="purpose"]').fill("A family asks who looked at the plan of their child.");
  await send(page, button(page, "/audit/export"));
  await page.waitForURL(/\/audit\/export\/[0-9a-f-]+$/);
}

async function welcomeRefused(page) {
  await page.goto("/welcome");
  return (await send(page, button(page, "/welcome"))).html;
}

/** By role and name: what is done on a fresh page to come there. */
export const states = {
  nobody: { "not-there": notThere, "sign-in-refused": signInRefused, "welcome-refused": welcomeRefused },
  student: { "not-there": notThere, "goal-refused": goalRefused, "goal-both-texts": bothTexts },
  teacher: { "glass-refused": glassRefused },
  administrator: { letter: invitation, letters, "welcome-for": welcomeFor },
  "records-officer": { "export-refused": exportRefused, "export-made": exportMade, "order-refused": orderRefused },
};

/** Addresses that no link leads to, and that are pages all the same. */
export const unlinked = { nobody: ["/design"] };
