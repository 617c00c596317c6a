// Which browser journeys run in: the system's own, never one that a test tool downloads.
import { execFileSync } from "node:child_process";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** The path of Chromium: `HEADWAY_CHROMIUM`, or the first of its usual names on the search path. */
export function chromium() {
  if (process.env.HEADWAY_CHROMIUM) return process.env.HEADWAY_CHROMIUM;
  for (const name of names) {
    try {
      return execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      // Not under this name.
    }
  }
  throw new Error("no Chromium on this machine: install the package chromium, or name one in HEADWAY_CHROMIUM");
}

/** Flags that keep it off the network, which only its own errands would use; root has no sandbox to be put in. */
export function chromiumFlags() {
  const quiet = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return process.getuid?.() === 0 ? ["--no-sandbox", ...quiet] : quiet;
}
