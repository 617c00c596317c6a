import { chromium as browser } from "@playwright/test";
import { chromium, chromiumFlags } from "./chromium.js";
const [out, w, h, ...files] = process.argv.slice(2);
const chrome = await browser.launch({ executablePath: chromium(), args: [...chromiumFlags(), "--allow-file-access-from-files"] });
const page = await chrome.newPage({ viewport: { width: Number(w) * files.length, height: 400 } });
import { writeFileSync } from "node:fs";
writeFileSync("/tmp/sheet.html", `<body style="margin:0;display:flex;align-items:start;background:#888">${files.map((f) => `<div style="width:${w}px;max-height:${h}px;overflow:hidden;border-right:2px solid red;box-sizing:border-box"><img src="file://${f}" style="width:100%"></div>`).join("")}`);
await page.goto("file:///tmp/sheet.html"); await page.waitForLoadState("networkidle");
await page.screenshot({ path: out, fullPage: true }); await chrome.close();
