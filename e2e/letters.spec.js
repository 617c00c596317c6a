// A letter with a code: printed, and used by somebody who reads another language.
import { expect, judge, send, test } from "./journey.js";

test("a letter is printed, and its code says for whom the account is before a password is chosen", async ({ enter, page, javaScriptEnabled }) => {
  const administrator = await enter("administrator");
  await administrator.goto("/people?words=rosario");
  await administrator.locator("main tbody th a").first().click();
  const { html } = await send(administrator, administrator.getByRole("button", { name: "Make a letter" }));
  await judge(administrator, html);
  const print = administrator.getByRole("button", { name: "Print" });
  await expect(administrator.getByText("press Ctrl and P")).toBeVisible();
  if (javaScriptEnabled) {
    await administrator.evaluate(() => (window.print = () => (document.title = "printed")));
    await print.click();
    await expect(administrator).toHaveTitle("printed");
  } else {
    await expect(print).toBeHidden();
  }
  const letter = administrator.locator(".letter-home");
  await expect(letter).toContainText("Escriba este código");
  const code = await letter.locator(".code").textContent();
  const address = (await letter.textContent()).match(/\/welcome\/es/)[0];

  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cree su cuenta");
  await page.getByLabel("El código de su carta").fill(code.toLowerCase());
  const step = await send(page, page.getByRole("button", { name: "Seguir" }));
  await judge(page, step.html);
  await expect(page.getByText(/^Esta cuenta es para Rosario/)).toBeVisible();
  await expect(page.getByText(/^Al menos 8 caracteres/)).toBeVisible();
  const password = page.locator('input[type="password"]');
  await expect(password).toHaveAttribute("autocomplete", "new-password");
  await page.getByLabel("Nombre de usuario").fill("rosario.nueva");
  await password.fill("el río corre despacio");
  await page.getByRole("button", { name: "Crear mi cuenta" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page.locator(".account")).toBeVisible();
});
