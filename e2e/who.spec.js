// Who sees a plan, in which language, and with which hands.
import { axe, expect, judge, signIn, test } from "./journey.js";
import { card, enterPlan, findStudent, openPlan, said } from "./plan.js";

const maya = "Maya Okafor";

test("a mother sees the plan of her child and writes none of the child's words", async ({ enter }) => {
  const mother = await enterPlan(enter, "family");
  await expect(mother.getByText(`The words here belong to Maya, and nobody else changes them.`)).toBeVisible();
  const goal = card(mother, "Talk about our robot in front of the whole class without reading from a card");
  await expect(goal.getByRole("link", { name: "Change this" })).toHaveCount(0);
  await expect(goal.getByRole("link", { name: "Suggest another version" })).toBeVisible();
  await judge(mother);
  await mother.emulateMedia({ colorScheme: "dark" });
  await axe(mother);
});

test("a mother says where she stands, and takes a different view back", async ({ enter }) => {
  const circle = "Maya may give a talk to a small circle first and to the class a week later";
  const words = "A small circle is still a circle.";
  const mother = await enterPlan(enter, "family");
  await card(mother, circle).getByRole("link", { name: "I see it differently" }).click();
  await judge(mother);
  await mother.getByLabel("Why, in your words").fill(words);
  await mother.getByRole("button", { name: "I see it differently" }).click();
  await said(mother);
  await expect(card(mother, circle)).toContainText("Somebody sees this differently.");
  await expect(card(mother, circle)).toContainText(words);
  await judge(mother);
  await card(mother, circle).getByRole("button", { name: "I agree" }).click();
  await said(mother);
  await expect(card(mother, circle)).toContainText("You said that you agree.");

  const note = "I think it depends on who is listening.";
  const beside = mother.locator(".dissent").filter({ hasText: note });
  await beside.getByRole("button", { name: "Take my words back" }).click();
  await said(mother);
  await expect(beside).toHaveCount(0);
});

test("a plan that is not somebody's to see is not there: for a teacher of others, and for the administrator", async ({ enter }) => {
  const rosario = await enterPlan(enter, "family-es");
  await expect(rosario.getByRole("heading", { level: 1 })).toContainText("Mateo");
  const mateo = new URL(rosario.url()).pathname;
  const nobody = mateo.replace(/.{12}$/, "ffffffffffff");

  const teacher = await enter("teacher");
  expect((await teacher.goto(mateo)).status()).toBe(404);
  await judge(teacher);
  const hidden = await teacher.getByRole("main").innerText();
  expect((await teacher.goto(nobody)).status()).toBe(404);
  expect(await teacher.getByRole("main").innerText()).toBe(hidden);
  for (const page of ["history", "who-looked", "goal/suggest"]) {
    expect((await teacher.goto(`${mateo}/${page}`)).status(), page).toBe(404);
  }

  const administrator = await enter("administrator");
  await judge(administrator);
  expect((await administrator.goto(mateo)).status()).toBe(404);
  await administrator.goto("/students");
  await expect(administrator.getByText("No student is here yet.")).toBeVisible();
  await expect(administrator.getByRole("main").getByRole("link")).toHaveCount(0);
  await judge(administrator);
});

test("a page in Spanish is Spanish to its edges", async ({ headway, page }) => {
  await signIn(page, headway.signIns["family-es"]);
  await openPlan(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await judge(page);
  const spanish = await framed(page);
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const english = await framed(page);
  expect(english.size).toBeGreaterThan(25);
  expect([...spanish].filter((text) => english.has(text))).toEqual([]);
  await page.getByRole("button", { name: "Español" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
});

/** The program's own words on a page: titles, labels, links, buttons; without names, dates, and what people wrote. */
async function framed(page) {
  const own = page.locator("title, .skip, header h1, .lead, nav a, header button, footer p, h2, h3, dt, .actions a, main button, .label");
  const texts = await own.evaluateAll((all) => all.filter((one) => !one.closest(".brand")).map((one) => one.textContent.trim()));
  return new Set(texts.filter((text) => /\p{L}/u.test(text)));
}
