// Words that are typed and not saved yet: kept by the one script, for their author alone, whatever happens to the window.
import { axe, expect, tabTo, test } from "./journey.js";
import { addGoal, enterPlan, said } from "./plan.js";

const statement = "What do you want to reach?";
const kept = (page) => page.getByRole("status").filter({ hasText: /^At \d+:\d\d [ap]\.m\. we kept what you typed\. Only you see it\.$/ });
const waiting = (page) => page.getByRole("status").filter({ hasText: "We kept it for you, but it is not saved." });

/** The form of a new goal, in a window of its own. */
async function newGoal(page) {
  const fresh = await page.context().newPage();
  await fresh.goto(`${new URL(page.url()).pathname.replace(/\/goal.*/, "")}/goal/new`);
  return fresh;
}

test("words wait in their form after its window is closed, until they are saved", async ({ enter }) => {
  const words = "Build a boat of milk cartons that carries me";
  const maya = await enterPlan(enter, "student");
  const form = await newGoal(maya);
  await expect(form.getByRole("status")).toHaveText("");
  await form.getByLabel(statement).fill(words);
  await form.getByLabel("After this school year").check();
  await expect(kept(form)).toBeVisible();
  await axe(form);
  await form.close();

  const again = await newGoal(maya);
  await expect(waiting(again)).toBeFocused();
  await expect(again.getByLabel(statement)).toHaveValue(words);
  await expect(again.getByLabel("After this school year")).toBeChecked();
  await again.getByRole("button", { name: "Save this goal" }).click();
  await said(again);
  const empty = await newGoal(maya);
  await expect(empty.getByLabel(statement)).toHaveValue("");
  await expect(waiting(empty)).toHaveCount(0);
});

test("words are kept when their page goes away before anybody stopped typing, and can be thrown away", async ({ enter }) => {
  const words = "Count the stairs of every house in our street";
  const maya = await enterPlan(enter, "student");
  const form = await newGoal(maya);
  await form.getByLabel(statement).pressSequentially(words);
  await form.getByRole("link", { name: "Go back without saving" }).click();
  await expect(form.getByRole("heading", { level: 1 })).toHaveText(/plan/);

  const again = await newGoal(maya);
  await expect(again.getByLabel(statement)).toHaveValue(words);
  await again.getByRole("button", { name: "I do not need this text any more" }).click();
  await expect(again.getByLabel(statement)).toHaveValue("");
  await expect(waiting(again)).toHaveCount(0);
});

test("words that are deleted again leave nothing behind", async ({ enter }) => {
  const maya = await enterPlan(enter, "student");
  const form = await newGoal(maya);
  await form.getByLabel(statement).fill("Never mind");
  await expect(kept(form)).toBeVisible();
  await form.getByLabel(statement).fill("");
  await expect(kept(form)).toHaveCount(0);
  await form.close();
  await expect(waiting(await newGoal(maya))).toHaveCount(0);
});

test("a saved form leaves no draft behind, however quickly it is saved", async ({ enter }) => {
  const maya = await enterPlan(enter, "student");
  await addGoal(maya, "Whistle with two fingers");
  const form = await newGoal(maya);
  await expect(form.getByLabel(statement)).toHaveValue("");
  await expect(waiting(form)).toHaveCount(0);
});

test("a passing fault is told, and the words are kept as soon as it is over", async ({ enter }) => {
  const maya = await enterPlan(enter, "student");
  const form = await newGoal(maya);
  await form.clock.install();
  await form.context().setOffline(true);
  await form.getByLabel(statement).fill("Swim under the old bridge");
  await form.clock.runFor(3_000);
  await expect(form.getByRole("status")).toHaveText("We could not keep your words just now. They are still on this page.");
  await form.context().setOffline(false);
  await form.clock.runFor(30_000);
  await expect(kept(form)).toBeVisible();
  await form.getByLabel(statement).fill("");
  await form.clock.runFor(3_000);
  await expect(form.getByRole("status")).toHaveText("");
});

test("newer words wait for older ones that are still under way", async ({ enter }) => {
  const maya = await enterPlan(enter, "student");
  const form = await newGoal(maya);
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  const bodies = [];
  await form.route("**/drafts/keep", async (route) => {
    bodies.push(route.request().postData());
    if (bodies.length === 1) await held;
    await route.continue();
  });
  const asked = form.waitForRequest("**/drafts/keep");
  await form.getByLabel(statement).fill("Row to the island");
  await asked;
  await form.clock.install();
  await form.getByLabel(statement).fill("Row to the island and back");
  await form.clock.runFor(5_000);
  expect(bodies).toHaveLength(1);
  letGo();
  await expect.poll(async () => (await form.clock.runFor(100), bodies.length)).toBe(2);
  await expect(kept(form)).toBeVisible();
  await form.close();
  const again = await newGoal(maya);
  await expect(again.getByLabel(statement)).toHaveValue("Row to the island and back");
  await again.getByRole("button", { name: "I do not need this text any more" }).click();
});

test("who goes back to the words of a refused form has them still", async ({ enter }) => {
  const words = "Read the whole shelf";
  const maya = await enterPlan(enter, "student");
  const form = await newGoal(maya);
  await form.getByLabel(statement).fill(words);
  await form.getByLabel("What do we count?").fill("books");
  await form.getByRole("button", { name: "Save this goal" }).click();
  await expect(form.getByRole("alert")).toBeVisible();
  await form.getByLabel(statement).fill(`${words} twice`);
  await expect(kept(form)).toBeVisible();
  const asked = form.waitForResponse("**/drafts/keep");
  await form.getByLabel(statement).fill(words);
  await asked;
  await form.close();
  const again = await newGoal(maya);
  await expect(again.getByLabel(statement)).toHaveValue(words);
  await again.getByRole("button", { name: "I do not need this text any more" }).click();
});

test("whoever types without a pause has their words kept too", async ({ enter }) => {
  const maya = await enterPlan(enter, "student");
  const form = await newGoal(maya);
  await form.clock.install();
  const asked = form.waitForRequest((request) => request.url().endsWith("/drafts/keep"));
  for (let letter = 0; letter < 22; letter += 1) {
    await form.getByLabel(statement).press("a");
    await form.clock.runFor(1_000);
  }
  await asked;
  await form.getByLabel(statement).fill("");
  await form.clock.runFor(3_000);
  await expect(form.getByRole("status")).toHaveText("");
});

test("where the session has ended, the page says so, and the words are in the form of the next sign-in", async ({ enter, headway }) => {
  const words = "Find out why the river smells in June";
  const maya = await enterPlan(enter, "student");
  const form = await newGoal(maya);
  await headway.restart("2026-11-23T18:00:00Z");
  await form.getByLabel(statement).pressSequentially(words);
  await expect(form.getByRole("status")).toContainText("You are signed out, so this page can save nothing more. Your words are still here.");
  await expect(form.getByLabel(statement)).toHaveValue(words);
  await axe(form);

  const way = form.getByRole("link", { name: "Sign in in a new tab" });
  await tabTo(form, way);
  const [tab] = await Promise.all([form.context().waitForEvent("page"), form.keyboard.press("Enter")]);
  await expect(tab.getByText("We kept what you typed. Sign in to get it back, then save it.")).toBeVisible();
  await tabTo(tab, tab.getByLabel("Sign-in name"));
  await tab.keyboard.type(headway.signIns.student.signIn);
  await tabTo(tab, tab.getByLabel("Password"));
  await tab.keyboard.type(headway.signIns.student.password);
  await tab.keyboard.press("Enter");
  await expect(waiting(tab)).toBeFocused();
  await expect(tab.getByLabel(statement)).toHaveValue(words);
  await tabTo(tab, tab.getByRole("button", { name: "Save this goal" }));
  await tab.keyboard.press("Enter");
  await said(tab);
});
