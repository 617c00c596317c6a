// The thin walk on a roster of a real size and shape: a student whom nobody invented for Headway, her teacher, her parent.
import { districts } from "./districts.js";
import { expect, judge, test } from "./journey.js";
import { addGoal, card, enterPlan, findStudent, letter, openPlan, said, suggestInstead } from "./plan.js";

const { missing } = districts["grand-bend"];
test.skip(Boolean(missing), missing);
test.use({ district: "grand-bend" });

test("an imported student begins her plan, her teacher suggests, and she decides", async ({ enter }) => {
  test.slow();
  const julie = "Jul Rando";
  const goal = "Read one whole novel this spring";
  const suggested = "Read one whole novel this spring, and choose it yourself in our library";
  const reason = "You told me that the set books bore you. Then let us begin with yours.";

  const student = await enterPlan(enter, "student");
  await expect(student.getByRole("heading", { level: 1, name: "My plan" })).toBeVisible();
  await judge(student);
  const plan = new URL(student.url()).pathname;
  await addGoal(student, goal);

  const teacher = await enter("teacher");
  await judge(teacher);
  await findStudent(teacher, julie);
  await expect(teacher.getByText(`You see this because ${julie} is in your class`)).toContainText("English II");
  await suggestInstead(teacher, { goal, words: suggested, reason });

  await openPlan(student);
  await letter(student, reason).getByRole("link", { name: "Read it and answer" }).click();
  await student.getByRole("button", { name: "Accept" }).click();
  await said(student);
  await expect(card(student, suggested).locator(".lead-line").first()).toContainText("Sally Davies");
  await expect(card(student, suggested)).toContainText("February 1, 2022");
  await judge(student);
  await student.getByRole("link", { name: "Who looked at this plan" }).click();
  await expect(student.getByRole("listitem").filter({ hasText: "Sally Davies" }).first()).toContainText("English II");

  const parent = await enterPlan(enter, "family");
  // With one child there is nothing to choose.
  await expect(parent.getByRole("heading", { level: 1, name: "Jul’s plan" })).toBeVisible();
  await expect(card(parent, suggested)).toBeVisible();

  const stranger = await enter("younger-student");
  expect((await stranger.goto(plan)).status()).toBe(404);
});
