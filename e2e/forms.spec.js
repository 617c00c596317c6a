// Nothing that somebody typed is lost, and nothing is done twice: forms under the accidents of an ordinary school day.
import { expect, judge, send, signIn, test } from "./journey.js";
import { addGoal, card, enterPlan, findStudent, openPlan, said, suggestGoal } from "./plan.js";

const goals = (page, words) => page.getByRole("region", { name: "My goals" }).getByText(words, { exact: true });

test("a form that is sent twice makes one goal", async ({ enter }) => {
  const words = "Learn the names of all the birds at the river";
  const maya = await enterPlan(enter, "student");
  const home = maya.url();
  await maya.getByRole("link", { name: "Add a goal" }).click();
  await maya.getByLabel("What do you want to reach?").fill(words);
  const sent = maya.waitForRequest((request) => request.method() === "POST");
  await maya.getByRole("button", { name: "Save this goal" }).dblclick();
  await said(maya);
  await expect(goals(maya, words)).toHaveCount(1);

  // The same bytes again, as a browser sends them after "send the form again?".
  const { url, body } = await sent.then((request) => ({ url: request.url(), body: request.postData() }));
  const headers = { "content-type": "application/x-www-form-urlencoded", origin: new URL(url).origin };
  const again = await maya.request.post(url, { headers, data: body });
  expect(again.status()).toBe(200);
  await maya.goto(home);
  await expect(goals(maya, words)).toHaveCount(1);

  await maya.getByRole("link", { name: "Add a goal" }).click();
  await addAgainAfterBack(maya, "Plant a willow where the bank is bare");
});

/** Saves a goal, goes back to its form and saves what the browser still shows there. */
async function addAgainAfterBack(maya, words) {
  await maya.getByLabel("What do you want to reach?").fill(words);
  await maya.getByRole("button", { name: "Save this goal" }).click();
  await said(maya);
  await maya.goBack();
  const field = maya.getByLabel("What do you want to reach?");
  const left = await field.inputValue();
  await maya.getByRole("button", { name: "Save this goal" }).click();
  // The form is either the one that was sent, or a new one without words.
  if (left === words) await said(maya);
  else await expect(field).toHaveAttribute("aria-invalid", "true");
  await openPlan(maya);
  await expect(goals(maya, words)).toHaveCount(1);
}

test("a suggestion that is written twice in the same words is one suggestion", async ({ enter }) => {
  const suggestion = { words: "Draw a comic about the robot arm", reason: "You drew on every page of your notes." };
  const teacher = await enter("teacher");
  const addresses = [];
  for (const name of ["Maya Okafor", "Maya Okafor"]) {
    await findStudent(teacher, name);
    await suggestGoal(teacher, suggestion);
    addresses.push(teacher.url());
  }
  expect(addresses[1]).toBe(addresses[0]);
});

test("whoever saves second sees both texts and decides", async ({ enter }) => {
  const [old, mine, other] = ["Run five kilometers", "Run five kilometers without a break", "Run six kilometers"];
  const maya = await enterPlan(enter, "student");
  await addGoal(maya, old);
  await card(maya, old).getByRole("link", { name: "Change this" }).click();
  const atHome = await enterPlan(enter, "student");
  await card(atHome, old).getByRole("link", { name: "Change this" }).click();
  await atHome.getByLabel("What do you want to reach?").fill(other);
  await atHome.getByRole("button", { name: "Save this goal" }).click();
  await said(atHome);

  await maya.getByLabel("What do you want to reach?").fill(mine);
  const { status, html } = await send(maya, maya.getByRole("button", { name: "Save this goal" }));
  expect(status).toBe(409);
  await expect(maya.getByRole("alert")).toContainText("Somebody changed this while you were writing.");
  await expect(maya.locator(".both > div").filter({ hasText: "What it says now" })).toContainText(other);
  await expect(maya.locator(".both > div").filter({ hasText: "What you wrote" })).toContainText(mine);
  await expect(maya.getByLabel("What do you want to reach?")).toHaveValue(mine);
  await judge(maya, html);
  await maya.getByRole("button", { name: "Save this goal" }).click();
  await said(maya);
  await expect(goals(maya, mine)).toHaveCount(1);
  await expect(goals(maya, other)).toHaveCount(0);
});

test("words that were typed over the end of a session are there after the next sign-in", async ({ headway, page }) => {
  const words = "Build a bird house that a bird moves into";
  await signIn(page, headway.signIns.student);
  await openPlan(page);
  await page.getByRole("link", { name: "Add a goal" }).click();
  await page.getByLabel("What do you want to reach?").fill(words);
  await page.getByLabel("Why does it matter to you?").fill("The old oak is gone.");
  await headway.restart("2026-11-23T18:00:00Z");
  await page.getByRole("button", { name: "Save this goal" }).click();
  await expect(page.getByText("You were signed out. We kept what you typed.")).toBeVisible();
  await judge(page);
  await page.locator('input[autocomplete~="username"]').fill(headway.signIns.student.signIn);
  await page.locator('input[type="password"]').fill(headway.signIns.student.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Not saved yet" })).toBeVisible();
  await expect(page.getByLabel("What do you want to reach?")).toHaveValue(words);
  await expect(page.getByLabel("Why does it matter to you?")).toHaveValue("The old oak is gone.");
  await judge(page);
  await page.getByRole("button", { name: "Save this goal" }).click();
  await said(page);
  await expect(goals(page, words)).toHaveCount(1);
  await page.getByRole("link", { name: "Add a goal" }).click();
  await expect(page.getByLabel("What do you want to reach?")).toHaveValue("");
});

test("a form whose sender nobody can name any more is shown back, and nothing is saved", async ({ headway, page }) => {
  const words = "Swim across the river and back";
  await signIn(page, headway.signIns.student);
  await openPlan(page);
  await page.getByRole("link", { name: "Add a goal" }).click();
  await page.getByLabel("What do you want to reach?").fill(words);
  await page.context().clearCookies();
  const { status, html } = await send(page, page.getByRole("button", { name: "Save this goal" }));
  expect(status).toBe(403);
  await expect(page.getByRole("main")).toContainText(words);
  await judge(page, html);
  await signIn(page, headway.signIns.student);
  await openPlan(page);
  await expect(goals(page, words)).toHaveCount(0);
});

test("a text over the limit comes back whole, with the reason at its field", async ({ enter }) => {
  const words = `${"far too long ".repeat(1_600)}end`;
  const maya = await enterPlan(enter, "student");
  await maya.getByRole("link", { name: "Add a goal" }).click();
  const field = maya.getByLabel("What do you want to reach?");
  await field.fill(words);
  await maya.getByLabel("Why does it matter to you?").fill("Because.");
  const { status, html } = await send(maya, maya.getByRole("button", { name: "Save this goal" }));
  expect(status).toBe(422);
  await expect(field).toHaveValue(words);
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(/This is too long\. Use at most 20,?000 characters\./);
  await expect(maya.getByLabel("Why does it matter to you?")).toHaveValue("Because.");
  await expect(maya.getByRole("alert")).toContainText("One thing needs another look");
  await judge(maya, html);
  await field.fill("Short and good");
  await maya.getByRole("button", { name: "Save this goal" }).click();
  await said(maya);
});
