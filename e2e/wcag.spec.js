// What WCAG 2.2 asks and no checker of markup can see. Consistent help (3.2.6), the size of targets (2.5.8) and the focus at 400 %
// (2.4.11) are asked of every page in everywhere.spec.js.
import { expect, send, signIn, tabTo, test } from "./journey.js";
import { openPlan, said } from "./plan.js";

const title = (page, words) => expect(page.getByRole("heading", { level: 1 })).toHaveText(words);

test("3.3.7 redundant entry: from the letter to the first page, nothing is asked for twice", async ({ browser, enter, headway }) => {
  const administrator = await enter("administrator");
  await administrator.goto("/people");
  await administrator.getByRole("searchbox").fill("Keisha");
  await administrator.getByRole("button", { name: "Search" }).click();
  await administrator.getByRole("link", { name: "Keisha Okafor" }).click();
  await administrator.getByRole("button", { name: "Make a letter" }).click();
  const code = await administrator.locator(".letter-home .code").innerText();

  const context = await browser.newContext({ baseURL: headway.url });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "I have a letter with a code" }).click();
  await page.getByLabel("The code on your letter").fill(code);
  await page.getByRole("button", { name: "Go on" }).click();
  // The code says whose letter it is, and so in which language; it is not asked for again.
  await page.getByLabel("Nombre de usuario").fill("keisha.okafor");
  await page.getByLabel("Una contraseña").fill("password");
  await send(page, page.getByRole("button", { name: "Crear mi cuenta" }));
  // A password is never shown again; everything else is still there.
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("Nombre de usuario")).toHaveValue("keisha.okafor");
  await expect(page.locator('input[type="password"]'), "nobody types a new password twice").toHaveCount(1);
  await page.getByLabel("Una contraseña").fill("three herons by the weir");
  await page.getByRole("button", { name: "Crear mi cuenta" }).click();
  // Who has just chosen a name and a password is in, and not asked for them; nor for the language that the roster knows.
  await title(page, "Hola, Keisha");
  await context.close();
});

test("3.3.7 redundant entry: the questions about a plan are not asked again, and know what was answered before", async ({ enter }) => {
  const [value, goal, step] = ["That everybody is heard", "Whistle in the school concert", "Ask Ms. Diaz for an audition"];
  const page = await enter("s1003760");
  await openPlan(page);
  const plan = new URL(page.url()).pathname;
  const answer = async (words) => {
    await page.getByRole("main").getByRole("textbox").first().fill(words);
    await page.getByRole("button", { name: "Save and go on" }).click();
    await said(page);
  };
  await page.goto(`${plan}/guided`);
  await expect(page.getByText("Question 3 of 8"), "two are answered in his plan already").toBeVisible();
  await answer(value);
  await page.getByRole("link", { name: "Leave the questions" }).click();
  await page.goto(`${plan}/guided`);
  await expect(page.getByText(/Question [4-8] of 8/), "who comes back goes on where they were").toBeVisible();
  await page.goto(`${plan}/guided/3`);
  await expect(page.getByText(value, { exact: true })).toBeVisible();

  await page.goto(`${plan}/guided/7`);
  await answer(goal);
  await expect(page.getByText("Question 8 of 8")).toBeVisible();
  await expect(page.getByText(goal, { exact: true }), "the step is for the goal of a moment ago").toBeVisible();
  const fields = page.getByRole("main").getByRole("textbox");
  const due = page.locator('input[type="date"]');
  await fields.first().fill(step);
  await due.fill("2020-01-01");
  expect((await send(page, page.getByRole("button", { name: "Save and go on" }))).status).toBe(422);
  await expect(fields.first()).toHaveValue(step);
  await expect(due).toHaveValue("2020-01-01");
  await due.fill("2026-12-01");
  await page.getByRole("button", { name: "Save and go on" }).click();
  await said(page);
  await title(page, "You are done");
  await page.getByRole("link", { name: "Read my plan" }).click();
  await expect(page.getByText(step, { exact: true })).toBeVisible();
});

test("3.3.7 redundant entry: a form that is refused once comes back as it was", async ({ enter }) => {
  const page = await enter("student");
  await openPlan(page);
  await page.getByRole("link", { name: "Add a goal" }).click();
  const typed = {
    "Why does it matter to you?": "My cousin cannot hear the bell.",
    "What will be true when you get there?": "A lamp shines when it rings.",
    "By when?": "2027-01-15",
  };
  for (const [label, words] of Object.entries(typed)) await page.getByLabel(label).fill(words);
  await page.getByLabel("After this school year").check();
  expect((await send(page, page.getByRole("button", { name: "Save this goal" }))).status).toBe(422);
  for (const [label, words] of Object.entries(typed)) await expect(page.getByLabel(label)).toHaveValue(words);
  await expect(page.getByLabel("After this school year")).toBeChecked();
  await page.getByLabel("What do you want to reach?").fill("Build a bell that shines");
  await page.getByRole("button", { name: "Save this goal" }).click();
  await said(page);
});

/** Every page that asks for a password, the one who is asked, and for which. */
const passwords = [
  ["/sign-in", null, ["current-password"]],
  ["/account/password", "student", ["current-password", "new-password", "new-password"]],
  ["/glass", "teacher", ["current-password"]],
];

test("3.3.8 accessible authentication: a password can be pasted, filled in by a manager, and is all that is asked", async ({ enter, page }) => {
  for (const [address, role, kinds] of passwords) {
    const asked = role ? await enter(role) : page;
    await asked.goto(address);
    const fields = asked.locator('input[type="password"]');
    await expect(fields).toHaveCount(kinds.length);
    for (const [at, kind] of kinds.entries()) {
      await expect(fields.nth(at), address).toHaveAttribute("autocomplete", kind);
      await expect(fields.nth(at)).toBeEditable();
      await paste(asked, fields.nth(at), `pasted ${at}`);
    }
    await expect(asked.locator("main :is(canvas, iframe, audio, video, img)"), `${address} sets no puzzle`).toHaveCount(0);
  }
});

/** Copies words in a field of another page of the browser, and pastes them by keys. */
async function paste(page, field, words) {
  const elsewhere = await page.context().newPage();
  await elsewhere.goto("/welcome");
  const source = elsewhere.locator('input[name="code"]');
  await source.fill(words);
  await source.press("ControlOrMeta+a");
  await source.press("ControlOrMeta+c");
  await elsewhere.close();
  await field.press("ControlOrMeta+v");
  await expect(field, "what was pasted").toHaveValue(words);
}

test("3.3.8 accessible authentication: what a password manager fills in signs in", async ({ headway, page }) => {
  const { signIn: name, password } = headway.signIns.student;
  await page.goto("/sign-in");
  await expect(page.locator('main input:not([type="hidden"])'), "a name and a password, nothing to be solved or typed off").toHaveCount(2);
  await page.evaluate(
    (values) => {
      // As managers do it: by what the fields say they are for, without a key being pressed.
      for (const [token, value] of Object.entries(values)) {
        document.querySelector(`input[autocomplete~="${token}"]`).value = value;
      }
    },
    { username: name, "current-password": password },
  );
  await page.getByRole("main").getByRole("button").click();
  await title(page, /Hello/);
});

test("2.5.7 dragging: nothing is dragged, and what can be moved is moved by buttons and keys", async ({ enter, page }) => {
  for (const [role, addresses] of Object.entries({
    student: ["/", "plan", "plan/goal/new", "plan/guided/1", "plan/history/compare", "/account"],
    teacher: ["/students"],
    administrator: ["/people", "/audit", "/system"],
  })) {
    const asked = await enter(role);
    const plan = role === "student" ? await openPlan(asked).then(() => new URL(asked.url()).pathname) : "";
    for (const address of addresses) {
      await asked.goto(address.replace(/^plan/, plan));
      const faults = await asked.evaluate(() => {
        const dragged = document.querySelectorAll('[draggable="true"], input[type="range"], [ondragstart], [onpointermove], [ontouchmove]');
        const scrolled = [...document.querySelectorAll("main *")].filter((one) => {
          const way = getComputedStyle(one).overflowX;
          return (way === "auto" || way === "scroll") && one.tagName !== "TEXTAREA" && one.tagName !== "SELECT";
        });
        const byKeys = (one) => one.tabIndex === 0 || one.querySelector("a[href], button");
        return [...dragged, ...scrolled.filter((one) => !byKeys(one))].map((one) => one.outerHTML.slice(0, 120));
      });
      expect(faults, `${role} ${address}`).toEqual([]);
    }
  }
  // The one script listens to words and to their going, to a button that prints, and to no pointer.
  const asked = await enter("student");
  await openPlan(asked);
  await asked.goto(`${new URL(asked.url()).pathname}/goal/new`);
  const source = await (await page.request.get(await asked.locator("script[src]").first().getAttribute("src"))).text();
  const heard = [...source.matchAll(/addEventListener\("(\w+)"/g)].map(([, event]) => event).sort();
  expect(heard).toEqual(["click", "input", "pagehide", "submit", "visibilitychange"]);
  expect(source).not.toMatch(/pointer|touch|mouse|drag/);
});

test("2.4.11 focus not obscured: on a phone, Tab and Shift+Tab through a whole page, and the bar at the thumb hides nothing", async ({ browser, headway }) => {
  test.slow();
  const context = await browser.newContext({ baseURL: headway.url, viewport: { width: 360, height: 640 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  await signIn(page, headway.signIns.student);
  await openPlan(page);
  const plan = new URL(page.url()).pathname;
  for (const address of ["/", plan, `${plan}/goal/new`, `${plan}/guided/1`]) {
    await page.goto(address);
    await tabTo(page, page.getByRole("link", { name: "Headway", exact: true }));
    for (const key of ["Tab", "Shift+Tab"]) {
      const { hidden, reached } = await walk(page, key);
      expect(hidden, `${address} by ${key}`).toEqual([]);
      expect(reached, `${address} by ${key}`).toBeGreaterThan(8);
    }
  }
  await context.close();
});

/** Presses a key until the focus leaves the page, and gives what had it and could not be seen. */
async function walk(page, key) {
  const hidden = [];
  let reached = 0;
  for (; reached < 250; reached += 1) {
    await page.keyboard.press(key);
    const found = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return "out";
      const box = one.getClientRects()[0];
      // Not obscured at the least (AA): some of it can be seen. Its corners, its middle, and the middles of its sides are asked.
      const across = [box.left + 2, box.left + box.width / 2, box.right - 2];
      const down = [box.top + 2, box.top + box.height / 2, box.bottom - 2];
      const seen = across.flatMap((x) => down.map((y) => document.elementFromPoint(x, y)));
      const isSeen = seen.some((top) => top && (one.contains(top) || top.closest("label")?.control === one));
      return isSeen ? "" : `${one.tagName} “${(one.textContent || one.name).trim().slice(0, 40)}”`;
    });
    if (found === "out") break;
    if (found) hidden.push(found);
  }
  return { hidden, reached };
}
