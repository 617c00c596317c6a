// Before the first journey: each district is made once for each engine. After the last: they are taken away.
import { districts } from "./districts.js";
import { dropTemplate, engines, makeTemplate } from "./server.js";

export default async function templates() {
  const made = [];
  const drop = () => Promise.all(made.map(({ template }) => dropTemplate(template)));
  try {
    for (const [district, { missing }] of Object.entries(districts)) {
      if (missing) console.log(`The journeys of ${district} are skipped: ${missing}.`);
      for (const engine of missing ? [] : engines()) {
        made.push({ key: `${engine} ${district}`, template: await makeTemplate(engine, district) });
      }
    }
  } catch (why) {
    await drop();
    throw why;
  }
  // The environment is what reaches the processes in which journeys run.
  process.env.HEADWAY_E2E_TEMPLATES = JSON.stringify(Object.fromEntries(made.map(({ key, template }) => [key, template])));
  return drop;
}
