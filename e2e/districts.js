// The districts that journeys happen in: what fills an empty database, who signs in, and what day it is there.
import { existsSync } from "node:fs";
import path from "node:path";

const shared = process.env.HEADWAY_SHARED ?? path.resolve(import.meta.dirname, "../../shared");
const grandBend = path.join(shared, "data/grand-bend/oneroster-1.2.zip");

/**
 * By name: `clock` (classes hold in their own school year, so that a journey is the same in any year; development builds
 * alone listen to it), `missing` (why it cannot be made here), and `fill`, which is given a function that runs the program
 * and gives the sign-ins by role.
 */
export const districts = {
  demo: {
    clock: "2026-11-22T18:00:00Z",
    missing: "",
    async fill(headway) {
      await headway(["demo"]);
      return signInsOf(await headway(["demo", "--sign-ins"]));
    },
  },
  // A real roster: 960 students and 14,511 enrolments of the school year 2021-22. Its people get passwords as they would at a school.
  "grand-bend": {
    clock: "2022-02-01T15:00:00Z",
    missing: existsSync(grandBend) ? "" : `${grandBend} is not on this machine`,
    async fill(headway) {
      await headway(["import", "oneroster", grandBend, "--time-zone", "America/Chicago"]);
      const password = "the bend of the river";
      const signIns = {};
      for (const [role, person] of Object.entries(ofEnglishTwo)) {
        await headway(["password", "--login", role, "--person", person], password);
        signIns[role] = { role, signIn: role, password };
      }
      return signIns;
    },
  },
};

/** Jul Rando, in English II in the spring; its teacher, Sally Davies; a parent of hers; and a student of the primary school. */
const ofEnglishTwo = { student: "stu-604823", teacher: "stf-207268", family: "con-778286", "younger-student": "stu-604821" };

/** Who plays which role in the demo's district, by what they sign in as. */
const ofRiverside = {
  student: "maya",
  teacher: "ms.rivera",
  family: "grace.okafor",
  "family-es": "rosario",
  counselor: "mr.bell",
  "case-manager": "ms.solberg",
  leader: "dr.deshmukh",
  "records-officer": "ruth.abernathy",
  administrator: "will.tanaka",
};

/** Reads `headway demo --sign-ins`: the password of everybody, and a line a person that begins with the sign-in. */
function signInsOf(text) {
  const password = text.match(/^The password of everybody: (.+)$/m)?.[1].trim();
  const known = new Set(text.split("\n").map((line) => line.split(/\s{2,}/)[0]));
  const missing = Object.values(ofRiverside).filter((signIn) => !known.has(signIn));
  if (!password || missing.length > 0) throw new Error(`headway demo --sign-ins lacks ${missing}:\n${text}`);
  return Object.fromEntries(Object.entries(ofRiverside).map(([role, signIn]) => [role, { role, signIn, password }]));
}
