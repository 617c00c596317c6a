// The built program on a database of its own, as journeys and screenshots need it.
import { execFile, spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);
const program = process.env.HEADWAY_BIN ?? path.resolve(import.meta.dirname, "../target/debug/headway");
const postgres = process.env.HEADWAY_TEST_POSTGRES;
const startsWithinMs = 60_000;
const stopsWithinMs = 10_000;
let copies = 0;

/** The engines to run on. PostgreSQL only where `HEADWAY_TEST_POSTGRES` says where one is, unless it is required. */
export function engines() {
  if (postgres) return ["sqlite", "postgres"];
  if (process.env.HEADWAY_REQUIRE_POSTGRES) throw new Error("HEADWAY_REQUIRE_POSTGRES is set, HEADWAY_TEST_POSTGRES is not");
  return ["sqlite"];
}

/** Makes the demo district once for an engine; `start` copies it, which is much quicker than making it again. */
export async function makeTemplate(engine) {
  const folder = await mkdtemp(path.join(tmpdir(), "headway-e2e-"));
  const name = `e2e_${process.pid}_demo`;
  const template = engine === "postgres" ? { engine, name } : { engine, folder, file: path.join(folder, "demo.db") };
  if (engine === "postgres") await sql(`CREATE DATABASE ${name}`);
  const database = template.file ?? databaseUrl(name);
  await headway(["demo"], database);
  const { stdout } = await headway(["demo", "--sign-ins"], database);
  return { ...template, signIns: signInsOf(stdout) };
}

/** Takes away what `makeTemplate` made. */
export async function dropTemplate({ engine, name, folder }) {
  if (engine === "postgres") await sql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  else await rm(folder, { recursive: true, force: true });
}

/**
 * Serves a fresh copy of a template on a free port.
 *
 * Gives `url`, `signIns` (by role: `{ role, signIn, password }`), `database`, `log()` (what the program printed) and `stop()`.
 */
export async function start(template) {
  const { database, drop } = await copyOf(template);
  const env = { ...process.env, HEADWAY_DATABASE: database, HEADWAY_LISTEN: "127.0.0.1:0" };
  const child = spawn(program, ["serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
  const lines = [];
  const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  const stop = async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), stopsWithinMs);
    await exited;
    clearTimeout(late);
    await drop();
  };
  try {
    const url = await listening(child, lines, exited);
    return { url, database, signIns: template.signIns, log: () => lines.join("\n"), stop };
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
  const files = (await readdir(folder)).filter((file) => file.startsWith("demo.db"));
  await Promise.all(files.map((file) => copyFile(path.join(folder, file), path.join(into, file))));
  return { database: path.join(into, "demo.db"), drop: () => rm(into, { recursive: true, force: true }) };
}

/** Reads `headway demo --sign-ins`: a line a role, columns two or more spaces apart: role, sign-in, password. */
function signInsOf(text) {
  const rows = text.split("\n").map((line) => line.trim().split(/\t|\s{2,}/));
  const entries = rows.filter((row) => row.length >= 3 && row[0].toLowerCase() !== "role");
  if (entries.length === 0) throw new Error(`headway demo --sign-ins printed no sign-in:\n${text}`);
  return Object.fromEntries(entries.map(([role, signIn, password]) => [role, { role, signIn, password }]));
}

function headway(args, database) {
  return run(program, args, { env: { ...process.env, HEADWAY_DATABASE: database }, maxBuffer: 64 * 1024 * 1024 });
}

function databaseUrl(name) {
  const url = new URL(postgres);
  url.pathname = `/${name}`;
  return url.href;
}

function sql(statement) {
  return run("psql", [postgres, "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--command", statement]);
}
