// A student's own day in Headway, from the sign-in to the sign-out: with script and, in the projects without, with none at all.
import { expect, signIn, test } from "./journey.js";
import { card, said } from "./plan.js";

/** What she answers to the questions, in their order; the fifth she leaves out. */
const answers = [
  "I can explain a machine with my hands",
  "The sound of a bicycle shop",
  "That nobody is laughed at for asking",
  "Loud rooms after lunch",
  "",
  "Design ramps that are beautiful",
  "Build a ramp for the door of the club",
  "Measure the door on Monday",
];
const message = "May Ava hold the gripper while I talk?";
const answer = "She may. Show her how to open it first.";

const title = (page, words) => expect(page.getByRole("heading", { level: 1 })).toHaveText(words);

/** By the ways at the top of every page. */
async function go(page, to, words) {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: to, exact: true }).click();
  await title(page, words);
}

test("a student does all that is hers, with JavaScript or without", async ({ enter, headway, page, javaScriptEnabled }) => {
  test.slow();
  await signIn(page, headway.signIns.student);
  const runs = await page.evaluate(() => matchMedia("(scripting: enabled)").matches);
  expect(runs, "whether the pages may run a script").toBe(javaScriptEnabled);

  await test.step("today: she does the first thing", async () => {
    await title(page, "Hello, Maya");
    await page.getByRole("link", { name: "Take this step" }).click();
    const what = "Draw the gears of the robot arm and write the ratio next to each pair";
    const step = card(page, what);
    await step.getByRole("button", { name: "Mark as done" }).click();
    await said(page);
    await expect(step).toContainText("Done on November 22, 2026");
    await go(page, "Today", /Hello/);
    await expect(page.getByRole("region", { name: "What you can do now" })).not.toContainText(what);
  });

  await test.step("her plan, one question at a time", async () => {
    await go(page, "My plan", "My plan");
    await page.getByRole("link", { name: "Answer one question at a time" }).click();
    for (const [at, words] of answers.entries()) {
      await expect(page.getByText(`Question ${at + 1} of ${answers.length}`)).toBeVisible();
      if (words) {
        await page.getByRole("main").getByRole("textbox").first().fill(words);
        const choice = page.getByRole("main").getByRole("radio").first();
        if (await choice.count()) await choice.check();
        await page.getByRole("button", { name: "Save and go on" }).click();
        await said(page);
      } else {
        await page.getByRole("link", { name: "Skip this question" }).click();
      }
    }
    await title(page, "You are done");
    await page.getByRole("link", { name: "Read my plan" }).click();
    await title(page, "My plan");
    for (const words of answers.filter(Boolean)) await expect(page.getByText(words, { exact: true })).toBeVisible();
    await expect(card(page, answers[6])).toContainText(answers[7]);
  });

  await test.step("a letter that she accepts", async () => {
    const words = "Talk about our robot to the class next door, without a card, and answer three questions";
    await go(page, "Today", /Hello/);
    await page.getByRole("link", { name: "Answer the suggestion from Elena Rivera" }).click();
    await title(page, "Elena Rivera suggests");
    await page.getByRole("button", { name: "Accept" }).click();
    await said(page);
    await expect(card(page, words)).toContainText("Elena Rivera");
  });

  await test.step("a conversation: she writes, and reads the answer", async () => {
    await go(page, "Messages", "Messages");
    await page.getByRole("link", { name: "Where to practice the talk" }).click();
    await page.getByLabel("Your message").fill(message);
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByText(message, { exact: true })).toBeVisible();

    const teacher = await enter("teacher");
    await teacher.goto(new URL(page.url()).pathname);
    await expect(teacher.getByText(message, { exact: true })).toBeVisible();
    await teacher.getByLabel("Your message").fill(answer);
    await teacher.getByRole("button", { name: "Send" }).click();
    await expect(teacher.getByText(answer, { exact: true })).toBeVisible();

    await go(page, "Messages", "Messages");
    const talk = page.getByRole("article").filter({ hasText: "Where to practice the talk" });
    await expect(talk).toContainText("1 new message");
    await talk.getByRole("link").click();
    await expect(page.getByText(answer, { exact: true })).toBeVisible();
  });

  await test.step("what has changed since yesterday", async () => {
    await go(page, "My plan", "My plan");
    await page.getByRole("link", { name: "All changes, and the plan on any day" }).click();
    await page.getByRole("link", { name: "Compare two days" }).click();
    await page.getByLabel("From this day").fill("2026-11-21");
    await page.getByLabel("To this day").fill("2026-11-22");
    await page.getByRole("button", { name: "Compare these days" }).click();
    await expect(page.getByText("From the end of November 21, 2026 to the end of November 22, 2026:")).toBeVisible();
    await expect(page.getByRole("region", { name: "New" })).toContainText(answers[0]);
    await expect(page.getByRole("region", { name: "Changed" })).toContainText("answer three questions");
  });

  await test.step("who has looked", async () => {
    await go(page, "Who has looked", "Who looked at my plan");
    await expect(page.getByRole("listitem").filter({ hasText: "Elena Rivera" }).first()).toContainText("English 8");
  });

  await test.step("letters that she can read, a language, and out", async () => {
    await page.getByRole("link", { name: "your account" }).click();
    await page.getByLabel("Wide letters that are easy to tell apart").check();
    await page.getByRole("button", { name: "Save letters and colors" }).click();
    await said(page);
    await expect(page.locator("html")).toHaveAttribute("data-face", "apart");
    await page.getByLabel("Español").check();
    await page.getByRole("button", { name: "Use this language" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    await page.getByRole("button", { name: "Salir" }).click();
    await expect(page.getByLabel("Contraseña")).toBeVisible();
    await page.goto("/");
    await expect(page.getByLabel("Contraseña")).toBeVisible();
  });
});
