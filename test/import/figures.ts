import { type Incident, monthAfter, monthOf, type Step, type Story, storyOf } from "./source.js";

/** Figures by name; durations in minutes. */
export type Figures = Map<string, number | null>;

const SPOKEN = new Set(["Phone", "IVR", "Direct opening"]);
const CHANNELS: Record<string, string> = {
  Phone: "PHONE",
  IVR: "PHONE",
  Email: "EMAIL",
  "Self service": "WEB",
  "Direct opening": "ON_SITE",
};
const FORTNIGHT = 14 * 24 * 60;

type Life = Story & { channel: string; spoken: boolean };

/** The log's incidents as far as they were known at an instant: what was updated later had not happened. */
export function knownAt(incidents: readonly Incident[], asOf: number): Incident[] {
  return incidents.flatMap((incident) => {
    const rows = incident.rows.filter(({ at }) => at <= asOf);
    const recorded = Math.min(incident.openedAt, incident.rows[0]?.at ?? Number.POSITIVE_INFINITY) <= asOf;
    if (rows.length > 0) return [{ ...incident, rows }];
    // Opened, and not updated yet: it stands as its first row will find it.
    return recorded && incident.rows.length > 0 ? [{ ...incident, rows: [asOpened(incident)] }] : [];
  });
}

function asOpened({ openedAt, rows }: Incident) {
  return { ...rows[0]!, at: openedAt, state: "New", assignee: null };
}

/** Every figure by month that the log and the desk's reports both know, incident by incident from the definitions. */
export function figuresOfLog(incidents: readonly Incident[], months: readonly string[]): Figures {
  const lives = incidents.map(
    (incident): Life => ({
      ...storyOf(incident),
      channel: CHANNELS[incident.contact]!,
      spoken: SPOKEN.has(incident.contact),
    }),
  );
  const figures: Figures = new Map();
  for (const month of months) monthly(figures, lives, month);
  return figures;
}

function monthly(figures: Figures, lives: readonly Life[], month: string): void {
  const end = endOf(month);
  const count = (name: string, value: number) => figures.set(`${month} ${name}`, value);
  const received = lives.filter(({ start }) => monthOf(start) === month);
  count("received", received.length);
  for (const channel of new Set(received.map((life) => life.channel))) {
    const own = received.filter((life) => life.channel === channel);
    times(figures, `${month} take charge by ${channel}`, own.map(timeToTakeCharge));
  }
  times(figures, `${month} take charge`, received.map(timeToTakeCharge));
  times(figures, `${month} first reply`, received.map(timeToFirstReply));
  for (const [level, values] of byLevel(lives.flatMap((life) => arrivals(life, month)))) {
    times(figures, `${month} take charge at level ${level}`, values);
  }

  const handled = lives.flatMap((life) => {
    const until = lastResolution(life, month);
    return until === null ? [] : [{ life, until: life.steps.slice(0, until + 1) }];
  });
  count("handled", handled.length);
  count("handled again", handled.filter(({ life }) => handledBefore(life, month)).length);
  const highest = ({ until }: { until: readonly Step[] }) => Math.max(...until.map(({ level }) => level));
  count("level 0 at most", handled.filter((each) => highest(each) === 0).length);
  count("level 1 at most", handled.filter((each) => highest(each) <= 1).length);
  times(
    figures,
    `${month} resolve`,
    handled.map(({ life, until }) => until.at(-1)!.at - life.start),
  );
  const spent = handled.map(({ until }) => timesSpent(until));
  for (const [level, values] of byLevel(spent.flatMap(({ inLevel }) => [...inLevel]))) {
    times(figures, `${month} at level ${level}`, values);
  }
  const waiting = spent.flatMap(({ waited }) => (waited.size > 0 ? [total(waited.values())] : []));
  times(figures, `${month} waiting`, waiting);
  for (const what of ["REQUESTER", "THIRD_PARTY"]) {
    const values = spent.flatMap(({ waited }) => waited.get(what) ?? []);
    if (values.length > 0) times(figures, `${month} waiting for ${what}`, values);
  }

  for (const [name, number] of tally(lives.flatMap((life) => endsOfStays(life, month)))) count(name, number);
  const open = lives.flatMap((life) => {
    const then = life.steps.findLast(({ at }) => at < end);
    return then?.open ? [then] : [];
  });
  count("open", open.length);
  count("open and waiting", open.filter(({ waitingFor }) => waitingFor !== null).length);

  const resolutions = lives.flatMap((life) =>
    life.resolutions.flatMap(({ at, withArticle }, index) =>
      monthOf(at) === month ? [{ life, at, withArticle, reopenedAt: life.reopenings[index] }] : [],
    ),
  );
  const reopened = resolutions.filter(({ at, reopenedAt }) => reopenedAt !== undefined && reopenedAt - at <= FORTNIGHT);
  count("resolved tickets", new Set(resolutions.map(({ life }) => life)).size);
  count("reopened tickets", new Set(reopened.map(({ life }) => life)).size);
  count("resolutions", resolutions.length);
  count("resolutions with an article", resolutions.filter(({ withArticle }) => withArticle).length);
}

/** Acts by which somebody commits to an incident. */
function takes({ act }: Step, from: Step | undefined, level: number): boolean {
  return act === "TAKEN" || act === "REQUALIFIED" || act === "RESOLVED" || (act === "MOVED" && level > from!.level);
}

function timeToTakeCharge({ start, steps }: Life): number | null {
  const taken = steps.find((step, index) => takes(step, steps[index - 1], step.level));
  return taken ? taken.at - start : null;
}

/** A call is a word; in writing, the log knows of none before the solution. */
function timeToFirstReply({ start, spoken, resolutions }: Life): number | null {
  if (spoken) return 0;
  const [first] = resolutions;
  return first ? first.at - start : null;
}

/** The arrivals at a level in the month, each with the time to the first act there. */
function arrivals({ steps }: Life, month: string): [number, number | null][] {
  return steps.flatMap((arrived, index): [number, number | null][] => {
    const arrives = index === 0 || arrived.level !== steps[index - 1]!.level;
    if (!arrives || monthOf(arrived.at) !== month) return [];
    for (let next = index + 1; next < steps.length; next++) {
      const step = steps[next]!;
      if (takes(step, steps[next - 1], step.level)) return [[arrived.level, step.at - arrived.at]];
      if (step.level !== arrived.level) break;
    }
    return [[arrived.level, null]];
  });
}

/** The step by which an incident stands resolved at the end of the month, if it was resolved in it. */
function lastResolution({ steps }: Life, month: string): number | null {
  const end = endOf(month);
  const last = steps.findLastIndex(({ at, act }) => act === "RESOLVED" && at < end);
  if (last < 0 || monthOf(steps[last]!.at) !== month) return null;
  return steps.slice(last).some(({ at, act }) => act === "REOPENED" && at < end) ? null : last;
}

function handledBefore(life: Life, month: string): boolean {
  const months = new Set(life.resolutions.map(({ at }) => monthOf(at)));
  return [...months].some((earlier) => earlier < month && lastResolution(life, earlier) !== null);
}

/** Minutes spent open, by level, and waited, by what for. */
function timesSpent(until: readonly Step[]): { inLevel: Map<number, number>; waited: Map<string, number> } {
  const inLevel = new Map<number, number>();
  const waited = new Map<string, number>();
  for (const [index, next] of until.entries()) {
    const step = until[index - 1];
    if (!step?.open) continue;
    inLevel.set(step.level, (inLevel.get(step.level) ?? 0) + next.at - step.at);
    if (step.waitingFor === null) continue;
    waited.set(step.waitingFor, (waited.get(step.waitingFor) ?? 0) + next.at - step.at);
  }
  return { inLevel, waited };
}

/** How the stays at a level that ended in the month ended: "level 1: UP". */
function endsOfStays({ steps }: Life, month: string): string[] {
  return steps.flatMap(({ at, act, level }, index) => {
    if (monthOf(at) !== month || (act !== "MOVED" && act !== "RESOLVED")) return [];
    const from = steps[index - 1]!.level;
    if (act === "RESOLVED") return [`level ${from}: RESOLVED`];
    const how = level > from ? "UP" : level < from ? "DOWN" : "SIDEWAYS";
    return level > from + 1 ? [`level ${from}: ${how}`, `level ${from}: SKIPPED`] : [`level ${from}: ${how}`];
  });
}

/** A distribution, as the desk writes it. */
function times(figures: Figures, name: string, durations: readonly (number | null)[]): void {
  const known = durations.filter((minutes) => minutes !== null).sort((a, b) => a - b);
  const rank = (percent: number) => known[Math.ceil((percent * known.length) / 100) - 1] ?? null;
  figures.set(`${name}: count`, known.length);
  figures.set(`${name}: still open`, durations.length - known.length);
  figures.set(`${name}: mean`, known.length === 0 ? null : rounded(total(known) / known.length));
  for (const percent of [50, 90, 99]) figures.set(`${name}: p${percent}`, rank(percent));
}

/** The log knows minutes; a mean of them is compared to the thousandth. */
export function rounded(minutes: number): number {
  return Math.round(minutes * 1000) / 1000;
}

function byLevel<T>(pairs: readonly (readonly [number, T])[]): Map<number, T[]> {
  const levels = new Map<number, T[]>();
  for (const [level, value] of pairs) {
    const values = levels.get(level);
    if (values) values.push(value);
    else levels.set(level, [value]);
  }
  return levels;
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function endOf(month: string): number {
  return Date.parse(`${monthAfter(month)}-01T00:00:00Z`) / 60_000;
}
