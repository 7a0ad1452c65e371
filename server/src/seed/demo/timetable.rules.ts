import type { SeededRandom } from "../seeded-random.js";
import { WORKING_DAY } from "../working-time.rules.js";
import { EMAIL, type Step, type TicketPlan, WEB } from "./script.js";

/** The scenes of a ticket: how it is recorded, then what is done to it. */
export type SceneAct = "record" | "call" | "qualify" | Step["act"];

export interface Scene {
  act: SceneAct;
  step: Step | null;
  /** Working minutes before the end of the week. */
  minutesAgo: number;
}

/** How long, in working minutes, each act comes after the one before: between these two. */
const DELAYS: Record<SceneAct, readonly [number, number]> = {
  record: [0, 0],
  call: [0, 0],
  qualify: [3, 35],
  take: [2, 60],
  escalate: [5, 40],
  handBack: [10, 60],
  transfer: [4, 20],
  release: [20, 90],
  reply: [5, 40],
  ask: [5, 30],
  answer: [25, 400],
  note: [10, 90],
  work: [15, 60],
  waitForOthers: [5, 30],
  waitUntil: [5, 30],
  promise: [3, 15],
  resume: [500, 800],
  chase: [90, 400],
  cancel: [10, 120],
  resolve: [8, 110],
  close: [20, 500],
};

/** Tickets begin at most this long ago, a little less than five days: then no silence has lasted long enough to close one. */
const WEEK = 5 * WORKING_DAY - 200;
const ENDS: readonly SceneAct[] = ["call", "resolve", "close", "cancel"];
const WAITS: readonly SceneAct[] = ["ask", "waitForOthers", "waitUntil"];

/**
 * When everything happens to a ticket. What is over ended somewhen in the week; what is not was last touched today or
 * yesterday, and what nobody has looked at yet has just come in.
 */
export function timetable(plan: TicketPlan, random: SeededRandom): Scene[] {
  const acts = actsOf(plan);
  const delays = acts.map(({ act }) => random.between(...DELAYS[act]));
  const total = delays.reduce((sum, each) => sum + each, 0);
  const scale = Math.min(1, (WEEK - 100) / total);
  const lastAgo = sinceLast(acts.at(-1)!.act, acts.length, WEEK - total * scale, random);
  let minutesAgo = lastAgo + total * scale;
  return acts.map((scene, index) => {
    minutesAgo -= delays[index]! * scale;
    return { ...scene, minutesAgo: Math.max(1, Math.round(minutesAgo)) };
  });
}

function sinceLast(last: SceneAct, acts: number, most: number, random: SeededRandom): number {
  // What is over fills the first days more than the last one, on which the open ones came in.
  if (ENDS.includes(last)) return 5 + random.next() ** 0.75 * Math.max(0, most - 5);
  if (acts === 1) return random.between(2, 150);
  return Math.min(most, WAITS.includes(last) ? random.between(40, 2 * WORKING_DAY) : random.between(3, 700));
}

function actsOf(plan: TicketPlan): Omit<Scene, "minutesAgo">[] {
  if (plan.call) return [{ act: "call", step: null }];
  const steps = (plan.then ?? []).map((step) => ({ act: step.act, step }));
  const record = { act: "record" as const, step: null };
  const qualifies = isRecordedUnqualified(plan) && steps.length > 0 && steps[0]?.act !== "cancel";
  return qualifies ? [record, { act: "qualify", step: null }, ...steps] : [record, ...steps];
}

/** Who writes does not know the desk's facts: the call centre gives them later. Who calls is asked at once. */
export function isRecordedUnqualified({ by }: TicketPlan): boolean {
  return by === WEB || by === EMAIL;
}
