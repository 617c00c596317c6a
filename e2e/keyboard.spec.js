// Two hands on a keyboard and no mouse: each audience comes in, finds its way, and does what it came for.
import { expect, signIn, tabTo, test } from "./journey.js";
import { card, findStudent, letter, said, suggestGoal } from "./plan.js";

const maya = "Maya Okafor";

/** Signs in with keys alone. */
async function enterByKeys(page, { signIn: name, password }) {
  await page.goto("/sign-in");
  await tabTo(page, page.getByLabel("Sign-in name"));
  await page.keyboard.type(name);
  await tabTo(page, page.getByLabel("Password"));
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
}

/** Tabs to something and presses Enter on it. */
async function press(page, wanted) {
  await tabTo(page, wanted);
  await page.keyboard.press("Enter");
}

/** Tabs to a field and types. */
async function type(page, label, words) {
  await tabTo(page, page.getByLabel(label));
  await page.keyboard.type(words);
}

test("the first Tab on a page leads past its top", async ({ headway, page }) => {
  await signIn(page, headway.signIns.student);
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the main part" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.closest("main") !== null)).toBe(true);
});

test("a student comes in, accepts a suggestion and writes a goal without a mouse", async ({ enter, headway, page }) => {
  test.slow();
  const reason = "A letter for two hands on a keyboard.";
  const teacher = await enter("teacher");
  await findStudent(teacher, maya);
  await suggestGoal(teacher, { words: "Write the talk on one page", reason });

  await enterByKeys(page, headway.signIns.student);
  await press(page, page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "My plan" }));
  await press(page, letter(page, reason).getByRole("link", { name: "Read it and answer" }));
  await expect(page.getByRole("heading", { level: 1, name: "Elena Rivera suggests" })).toBeVisible();
  await press(page, page.getByRole("button", { name: "Accept" }));
  await said(page);
  await expect(card(page, "Write the talk on one page")).toBeVisible();

  await press(page, page.getByRole("link", { name: "Add a goal" }));
  await type(page, "What do you want to reach?", "Type ten words a minute with my eyes shut");
  await press(page, page.getByRole("button", { name: "Save this goal" }));
  await said(page);
  await expect(card(page, "Type ten words a minute with my eyes shut")).toBeVisible();
});

test("a mother opens her child's plan and puts her own view beside it without a mouse", async ({ headway, page }) => {
  test.slow();
  const circle = "Maya may give a talk to a small circle first and to the class a week later";
  await enterByKeys(page, headway.signIns.family);
  await press(page, page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Maya’s plan" }));
  await press(page, card(page, circle).getByRole("link", { name: "I see it differently" }));
  await type(page, "Why, in your words", "Her cousins listen every Sunday.");
  await press(page, page.getByRole("button", { name: "I see it differently" }));
  await said(page);
  await expect(card(page, circle)).toContainText("Her cousins listen every Sunday.");
});

test("a teacher finds a student and suggests a goal without a mouse", async ({ headway, page }) => {
  test.slow();
  await enterByKeys(page, headway.signIns.teacher);
  await press(page, page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Students" }));
  await type(page, "Find a student by name", "maya");
  await page.keyboard.press("Enter");
  await press(page, page.getByRole("main").getByRole("link", { name: maya }));
  await press(page, page.getByRole("link", { name: "Suggest a goal" }));
  await type(page, "What could the goal be?", "Show Leo how to read a gear table");
  await type(page, "Why do you suggest this?", "He asked for you by name.");
  await press(page, page.getByRole("button", { name: "Send this suggestion" }));
  await said(page);
});

test("an administrator and a records officer find their rooms without a mouse", async ({ browser, headway }) => {
  test.slow();
  for (const [role, rooms] of Object.entries({ administrator: ["People", "Audit", "System"], "records-officer": ["Reviews", "Audit"] })) {
    const context = await browser.newContext({ baseURL: headway.url });
    const page = await context.newPage();
    await enterByKeys(page, headway.signIns[role]);
    for (const room of rooms) {
      const way = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: room });
      await press(page, way);
      await expect(way, `${room} says that it is here`).toHaveAttribute("aria-current", "page");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    }
    await context.close();
  }
});

test("anybody changes how pages look, and every page follows, without a mouse", async ({ headway, page }) => {
  await enterByKeys(page, headway.signIns.counselor);
  await press(page, page.getByRole("link", { name: /your account/ }));
  // Of a group of radio buttons, Tab reaches the chosen one, and arrows choose another.
  await tabTo(page, page.getByRole("group", { name: "Size of the letters" }).getByLabel("Normal"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await press(page, page.getByRole("button", { name: "Save letters and colors" }));
  await expect(page.locator("html")).toHaveAttribute("data-size", "very_large");
  await page.goto("/students");
  await expect(page.locator("html")).toHaveAttribute("data-size", "very_large");
  // On a phone such letters would fill the screen before the page begins: all but the name is folded.
  await page.setViewportSize({ width: 320, height: 640 });
  const top = await page.getByRole("banner").boundingBox();
  expect(top.height, "the page begins in the upper third").toBeLessThan(200);
  await press(page, page.locator("summary", { hasText: "Menu" }));
  await expect(page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Students" })).toBeVisible();
});
