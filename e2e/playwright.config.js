// How journeys run: on each database engine, with JavaScript and without it, in the system's own Chromium.
import { defineConfig } from "@playwright/test";
import { chromium, chromiumFlags } from "./chromium.js";
import { engines } from "./server.js";

const ways = [
  { name: "js", javaScriptEnabled: true },
  { name: "no-js", javaScriptEnabled: false },
];

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.js",
  globalSetup: "./templates.js",
  outputDir: "test-results",
  workers: Number(process.env.HEADWAY_E2E_WORKERS ?? 2),
  // A journey tells a story in order; journeys in different files run beside each other, each on its own database.
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    launchOptions: { executablePath: chromium(), args: chromiumFlags() },
    locale: "en-US",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: engines().flatMap((engine) =>
    ways.map(({ name, javaScriptEnabled }) => ({
      name: `${engine}-${name}`,
      use: { engine, javaScriptEnabled },
      // What a page is made of, and how keys move in it, depends on neither; what the script does, on itself.
      testIgnore: engine === "sqlite" && javaScriptEnabled ? [] : ["aria.spec.js", "drafts.spec.js", "everywhere.spec.js", "keyboard.spec.js", "wcag.spec.js"],
    })),
  ),
});
