// The built program on a database of its own, as journeys and screenshots need it.
import { execFile, spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { districts } from "./districts.js";

const run = promisify(execFile);
const program = process.env.HEADWAY_BIN ?? path.resolve(import.meta.dirname, "../target/debug/headway");
const postgres = process.env.HEADWAY_TEST_POSTGRES;
const file = "headway.db";
const startsWithinMs = 60_000;
const stopsWithinMs = 10_000;
let copies = 0;

/** The engines to run on. PostgreSQL only where `HEADWAY_TEST_POSTGRES` says where one is, unless it is required. */
export function engines() {
  if (postgres) return ["sqlite", "postgres"];
  if (process.env.HEADWAY_REQUIRE_POSTGRES) throw new Error("HEADWAY_REQUIRE_POSTGRES is set, HEADWAY_TEST_POSTGRES is not");
  return ["sqlite"];
}

/** Makes a district once for an engine; `start` copies it, which is much quicker than making it again. */
export async function makeTemplate(engine, district = "demo") {
  const { clock, fill } = districts[district];
  const template = engine === "postgres" ? await emptyDatabase(district) : { folder: await mkdtemp(path.join(tmpdir(), "headway-e2e-")) };
  const env = environment(clock, template.name ? databaseUrl(template.name) : path.join(template.folder, file));
  return { engine, clock, ...template, signIns: await fill((args, input) => headway(args, env, input)) };
}

async function emptyDatabase(district) {
  const name = `e2e_${process.pid}_${district.replace("-", "_")}`;
  await sql(`CREATE DATABASE ${name}`);
  return { name };
}

/** Takes away what `makeTemplate` made. */
export async function dropTemplate({ engine, name, folder }) {
  if (engine === "postgres") await sql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  else await rm(folder, { recursive: true, force: true });
}

/**
 * Serves a fresh copy of a template on a free port.
 *
 * Gives `url`, `signIns` (by role: `{ role, signIn, password }`), `database`, `log()` (what the program printed), `stop()`, and
 * `restart(clock)`: the same database at the same address at a later time, as after a night.
 */
export async function start({ clock, signIns, ...template }) {
  const { database, drop } = await copyOf(template);
  const lines = [];
  try {
    let served = await serve(environment(clock, database), lines);
    const stop = async () => {
      await served.stop();
      await drop();
    };
    const restart = async (later) => {
      await served.stop();
      served = await serve({ ...environment(later, database), HEADWAY_LISTEN: new URL(served.url).host }, lines);
    };
    return { url: served.url, database, signIns, log: () => lines.join("\n"), stop, restart };
  } catch (why) {
    await drop();
    throw why;
  }
}

/** One run of the program: where it listens, and how it ends. */
async function serve(env, lines) {
  const child = spawn(program, ["serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
  const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  const stop = async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), stopsWithinMs);
    await exited;
    clearTimeout(late);
  };
  try {
    return { url: await listening(child, lines, exited), stop };
  } catch (why) {
    await stop();
    throw why;
  }
}

/** The address in the line `listening on http://…`, which the program prints, on either stream, once it serves. */
function listening(child, lines, exited) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(failed("did not say that it is listening"))), startsWithinMs);
    const failed = (what) => `${program} serve ${what}; it printed:\n${lines.join("\n")}`;
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        const address = /listening on (https?:\/\/[^\s/]+)/.exec(line)?.[1];
        if (address) resolve(address);
      });
    }
    child.once("error", (why) => reject(new Error(`${program} cannot be started: ${why.message}; build it first`)));
    exited.then((code) => reject(new Error(failed(`ended with ${code}`))));
    child.once("exit", () => clearTimeout(late));
  });
}

async function copyOf({ engine, name, folder }) {
  const copy = `e2e_${process.pid}_${(copies += 1)}`;
  if (engine === "postgres") {
    await sql(`CREATE DATABASE ${copy} TEMPLATE ${name}`);
    return { database: databaseUrl(copy), drop: () => sql(`DROP DATABASE IF EXISTS ${copy} WITH (FORCE)`) };
  }
  const into = path.join(folder, copy);
  await mkdir(into);
  // A write-ahead log beside the file belongs to it.
  const files = (await readdir(folder)).filter((found) => found.startsWith(file));
  await Promise.all(files.map((found) => copyFile(path.join(folder, found), path.join(into, found))));
  return { database: path.join(into, file), drop: () => rm(into, { recursive: true, force: true }) };
}

/** Runs a command of the program to its end and gives what it printed. */
async function headway(args, env, input = "") {
  const running = run(program, args, { env, maxBuffer: 64 * 1024 * 1024 });
  // Whoever ends before it has read its input says why by its code.
  running.child.stdin.on("error", () => {});
  running.child.stdin.end(input);
  return (await running).stdout;
}

function environment(clock, database) {
  return { ...process.env, HEADWAY_DATABASE: database, HEADWAY_LISTEN: "127.0.0.1:0", HEADWAY_CLOCK_STARTS: clock };
}

function databaseUrl(name) {
  const url = new URL(postgres);
  url.pathname = `/${name}`;
  return url.href;
}

function sql(statement) {
  return run("psql", [postgres, "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--command", statement]);
}
