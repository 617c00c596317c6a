// The walk through a plan that belongs to the student: others suggest, the student decides, everybody sees who did what.
import { expect, judge, test } from "./journey.js";
import { addGoal, card, enterPlan, findStudent, letter, openPlan, said, suggestGoal, suggestInstead } from "./plan.js";

const maya = "Maya Okafor";
const plan = (page) => page.getByRole("heading", { level: 1, name: "My plan" });

test("a teacher suggests, the student accepts, and the words keep their author", async ({ enter }) => {
  test.slow();
  const before = "Get my ratio problems right at least 8 times out of 10";
  const after = "Get my ratio problems right at least 9 times out of 10, and say how I know";
  const reason = "You explained the gears to Leo on Friday. Whoever can explain it knows it.";

  const teacher = await enter("teacher");
  await expect(teacher.getByRole("heading", { level: 2, name: "New messages" })).toBeVisible();
  await judge(teacher);
  await teacher.goto("/students");
  await expect(teacher.getByRole("heading", { level: 1, name: "Students" })).toBeVisible();
  await judge(teacher);
  await findStudent(teacher, maya);
  await expect(teacher.getByText(`You see this because ${maya} is in your class`)).toBeVisible();
  await expect(card(teacher, before).getByRole("link", { name: "Change this" })).toHaveCount(0);
  await judge(teacher);
  await suggestInstead(teacher, { goal: before, words: after, reason });
  await expect(teacher.getByText("Nobody has answered yet")).toBeVisible();
  await judge(teacher);

  const student = await enterPlan(enter, "student");
  await expect(plan(student)).toBeVisible();
  await expect(card(student, before)).toContainText("You ·");
  await judge(student);
  await letter(student, reason).getByRole("link", { name: "Read it and answer" }).click();
  await expect(student.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - paragraph:
        - link "Back to the plan"
      - article:
        - heading "Elena Rivera suggests" [level=1]
        - paragraph: Why
        - paragraph: ${reason}
        - heading "Goal" [level=2]
        - heading "What it says now" [level=3]
        - paragraph: ${before}
        - heading "What it would say" [level=3]
        - paragraph: ${after}
      - heading "Answers" [level=2]
      - textbox "Your answer in words (you can leave this empty)"
      - paragraph:
        - button "Accept"
        - button "Not now"
        - button "No, thank you"
  `);
  await judge(student);
  await student.getByRole("button", { name: "Accept" }).click();
  await said(student);
  await expect(student.getByText(before, { exact: true })).toHaveCount(0);
  await expect(card(student, after).locator(".lead-line").first()).toContainText("Elena Rivera");
  await expect(letter(student, reason)).toHaveCount(0);

  await student.getByRole("link", { name: "All changes, and the plan on any day" }).click();
  const newest = student.getByRole("listitem").filter({ hasText: after }).first();
  await expect(newest).toContainText(`You changed a goal It was suggested by Elena Rivera.`);
  await judge(student);
  await student.getByLabel("Show me the plan on this day").fill("2026-11-21");
  await student.getByRole("button", { name: "Show that day" }).click();
  await expect(student.getByText("This is the plan as it stood at the end of November 21, 2026.")).toBeVisible();
  await expect(card(student, before)).toBeVisible();
  await expect(student.getByText(after, { exact: true })).toHaveCount(0);
  await judge(student);

  await openPlan(student);
  await student.getByRole("link", { name: "Who looked at this plan" }).click();
  const look = student.getByRole("listitem").filter({ hasText: "Elena Rivera" }).first();
  await expect(look).toContainText(`They teach you: `);
  await judge(student);
});

test("the student writes a goal and a step, changes it, and marks the step as done", async ({ enter }) => {
  test.slow();
  const first = "Learn to weld without an adult beside me";
  const second = "Learn to weld, with Mr. Bell beside me only the first time";
  const step = "Ask in the machine shop when beginners may come";

  const student = await enterPlan(enter, "student");
  await expect(student.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "My plan" [level=1]
      - paragraph: This plan is yours. Nobody changes your words but you.
      - navigation "Parts of this plan":
        - list:
          - listitem:
            - link "All changes, and the plan on any day"
          - listitem:
            - link "Who looked at this plan"
        - list:
          - listitem:
            - link "My goals"
      - region /suggestions? waits? for your answer/
      - region "What I am good at"
      - region "Where I want to go"
      - region "My goals":
        - heading "My goals" [level=2]
        - paragraph:
          - link "Add a goal"
        - list:
          - listitem:
            - paragraph: Talk about our robot in front of the whole class without reading from a card
            - term: Why it matters
            - heading "Steps" [level=3]
      - region "What the school does for me"
      - region "Meetings about this plan"
  `);
  await student.getByRole("link", { name: "Add a goal" }).click();
  await judge(student);
  await student.goBack();
  await addGoal(student, first);

  await card(student, first).getByRole("link", { name: "Change this" }).click();
  await judge(student);
  await student.getByLabel("What do you want to reach?").fill(second);
  await student.getByLabel("After this school year").check();
  await student.getByLabel("By when?").fill("2027-05-28");
  await student.getByRole("button", { name: "Save this goal" }).click();
  await said(student);
  await expect(card(student, second)).toContainText("After this school year");
  await expect(card(student, second)).toContainText("May 28, 2027");
  await expect(student.getByText(first, { exact: true })).toHaveCount(0);

  await card(student, second).getByRole("link", { name: "Add a step" }).click();
  await judge(student);
  await student.getByLabel("What will you do?").fill(step);
  await student.getByRole("button", { name: "Save this step" }).click();
  await said(student);
  await card(student, step).getByRole("button", { name: "Mark as done", exact: true }).click();
  // Another journey on the same server may have let a night pass.
  await expect(card(student, step)).toContainText(/Done on November 2[23], 2026/);
  await judge(student);
});

test("“not now” and “no, thank you” keep the words of both and change nothing", async ({ enter }) => {
  test.slow();
  const words = "Give the talk in Spanish too";
  const reason = "Mateo's class would love to hear it.";
  const teacher = await enter("teacher");
  await findStudent(teacher, maya);
  await suggestGoal(teacher, { words, reason });
  const address = new URL(teacher.url()).pathname;

  const student = await enterPlan(enter, "student");
  await student.goto(address);
  await student.getByLabel("Your answer in words").fill("After the science fair, maybe.");
  await student.getByRole("button", { name: "Not now" }).click();
  await said(student);
  await expect(letter(student, reason)).toContainText("After the science fair, maybe.");
  await letter(student, reason).getByRole("link", { name: "Read it again, or answer now" }).click();
  await student.getByLabel("Your answer in words").fill("My Spanish is not there yet. Ask me in grade 9.");
  await student.getByRole("button", { name: "No, thank you" }).click();
  await said(student);
  await expect(letter(student, reason)).toHaveCount(0);
  await expect(card(student, words), "it is no goal; the list of suggestions still tells of it").toHaveCount(0);

  await teacher.goto(address);
  const answers = teacher.getByRole("list").filter({ hasText: "After the science fair, maybe." });
  await expect(answers).toContainText("Not now");
  await expect(answers).toContainText("No, thank you");
  await expect(answers).toContainText("My Spanish is not there yet. Ask me in grade 9.");
  await expect(teacher.getByRole("button", { name: "Take this suggestion back" })).toHaveCount(0);
  await judge(teacher);
});
