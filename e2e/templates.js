// Before the first journey: the demo district is made once for each engine. After the last: it is taken away.
import { dropTemplate, engines, makeTemplate } from "./server.js";

export default async function templates() {
  const made = {};
  const drop = () => Promise.all(Object.values(made).map(dropTemplate));
  try {
    for (const engine of engines()) made[engine] = await makeTemplate(engine);
  } catch (why) {
    await drop();
    throw why;
  }
  // The environment is what reaches the processes in which journeys run.
  process.env.HEADWAY_E2E_TEMPLATES = JSON.stringify(made);
  return drop;
}
