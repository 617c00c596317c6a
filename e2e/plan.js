// What people do in a plan, for journeys: found by the words on the page, as people find it.
import { expect } from "./journey.js";

/** From the page of today to the plan: the student's own, or that of the one child. */
export async function openPlan(page) {
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: /^(Open|Abrir) / }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/plan/);
}

/** Signs in as one to whom a plan belongs, or whose child's it is, and opens it. */
export async function enterPlan(enter, role, options) {
  const page = await enter(role, options);
  await openPlan(page);
  return page;
}

/** The card of the item that says exactly this; a step's card, not that of the goal around it. */
export const card = (page, words) => page.locator("li.item, li.step").filter({ has: page.getByText(words, { exact: true }) }).last();

/** The letter with this reason, as it waits on the plan's page. */
export const letter = (page, reason) => page.getByRole("article").filter({ hasText: reason });

/** What the page says that it did. */
export const said = (page) => expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();

/** From a teacher's list to a student's plan. */
export async function findStudent(page, name) {
  await page.goto("/students");
  await page.getByLabel("Find a student by name").fill(name.split(" ")[0]);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${name}’s plan` })).toBeVisible();
}

/** On a plan's page: suggests other words for a goal. */
export async function suggestInstead(page, { goal, words, reason }) {
  await card(page, goal).getByRole("link", { name: "Suggest another version" }).first().click();
  await page.getByLabel("What could the goal be?").fill(words);
  await page.getByLabel("Why do you suggest this?").fill(reason);
  await page.getByRole("button", { name: "Send this suggestion" }).click();
  await said(page);
}

/** On a plan's page: suggests a goal that is not there yet. */
export async function suggestGoal(page, { words, reason }) {
  await page.getByRole("link", { name: "Suggest a goal" }).click();
  await page.getByLabel("What could the goal be?").fill(words);
  await page.getByLabel("Why do you suggest this?").fill(reason);
  await page.getByRole("button", { name: "Send this suggestion" }).click();
  await said(page);
}

/** On a plan's page: the student adds a goal. */
export async function addGoal(page, words) {
  await page.getByRole("link", { name: "Add a goal" }).click();
  await page.getByLabel("What do you want to reach?").fill(words);
  await page.getByRole("button", { name: "Save this goal" }).click();
  await said(page);
}
