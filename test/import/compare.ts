import type { DeskTicket } from "./desk.js";
import { type Change, type Direction, type Incident, monthOf, type Story, storyOf } from "./source.js";

/** One figure of the log beside the desk's, and why they differ where they do. */
export interface Comparison {
  figure: string;
  log: number;
  desk: number;
  /** Each cause of a difference, counted in the log: desk = log + the sum of these. */
  because: { why: string; count: number }[];
}

/** What is left when every known cause has been taken into account; nothing, or the import is wrong. */
export function unexplained({ log, desk, because }: Comparison): number {
  return desk - log - because.reduce((sum, { count }) => sum + count, 0);
}

export function describe({ figure, log, desk, because }: Comparison): string {
  const causes = because
    .filter(({ count }) => count !== 0)
    .map(({ why, count }) => `${count > 0 ? "+" : ""}${count} ${why}`);
  return `${figure}: log ${log}, desk ${desk}${causes.length > 0 ? ` (${causes.join("; ")})` : ""}`;
}

interface Pair {
  incident: Incident;
  story: Story;
  ticket: DeskTicket;
}

/** Everything that the log and the desk both know, compared: counts exactly, durations to the minute. */
export function compare(incidents: readonly Incident[], desk: ReadonlyMap<string, DeskTicket>): Comparison[] {
  const withRows = incidents.filter(({ rows }) => rows.length > 0);
  const pairs = withRows.flatMap((incident): Pair[] => {
    const ticket = desk.get(incident.id);
    return ticket ? [{ incident, story: storyOf(incident), ticket }] : [];
  });
  return [
    { figure: "tickets", log: withRows.length, desk: desk.size, because: [] },
    ...monthly(
      "received",
      pairs,
      ({ incident }) => [incident.openedAt],
      ({ ticket }) => [ticket.recordedAt],
    ),
    ...monthly(
      "resolved",
      pairs,
      ({ story }) => times(story.resolutions),
      ({ ticket }) => times(ticket.resolutions),
    ),
    ...monthly(
      "closed",
      pairs,
      ({ story }) => story.closings,
      ({ ticket }) => ticket.closings,
    ),
    ...monthly(
      "reopened",
      pairs,
      ({ story }) => story.reopenings,
      ({ ticket }) => ticket.reopenings,
    ),
    ...categories(pairs),
    solvedWithArticle(pairs),
    ...moves(pairs),
    reassignments(pairs),
    reopenings(pairs),
    ...waiting(pairs),
    ...takingCharge(pairs),
    resolving(pairs),
  ];
}

function times(events: readonly { at: number }[]): number[] {
  return events.map(({ at }) => at);
}

function monthly(
  figure: string,
  pairs: readonly Pair[],
  ofLog: (pair: Pair) => readonly number[],
  ofDesk: (pair: Pair) => readonly number[],
): Comparison[] {
  const log = tally(pairs.flatMap(ofLog).map(monthOf));
  const desk = tally(pairs.flatMap(ofDesk).map(monthOf));
  return [...new Set([...log.keys(), ...desk.keys()])].sort().map((month) => ({
    figure: `${figure} in ${month}`,
    log: log.get(month) ?? 0,
    desk: desk.get(month) ?? 0,
    because: [],
  }));
}

function tally(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function categories(pairs: readonly Pair[]): Comparison[] {
  const log = tally(pairs.map(({ story }) => story.finalCategory));
  const desk = tally(pairs.map(({ ticket }) => ticket.application));
  return [...new Set([...log.keys(), ...desk.keys()])].sort().map((category) => {
    const late = pairs.filter(({ story }) => story.category !== story.finalCategory);
    const stayed = late.filter(({ story }) => story.category === category).length;
    const left = late.filter(({ story }) => story.finalCategory === category).length;
    return {
      figure: `tickets of ${category}`,
      log: log.get(category) ?? 0,
      desk: desk.get(category) ?? 0,
      because: [
        {
          why: "category changed on a resolved incident: a resolved ticket is not qualified again",
          count: stayed - left,
        },
      ],
    };
  });
}

function solvedWithArticle(pairs: readonly Pair[]): Comparison {
  const withArticle = (events: readonly { withArticle: boolean }[]) => events.filter((each) => each.withArticle).length;
  return {
    figure: "resolutions with an article",
    log: sum(pairs, ({ story }) => withArticle(story.resolutions)),
    desk: sum(pairs, ({ ticket }) => withArticle(ticket.resolutions)),
    because: [],
  };
}

const MOVES: readonly { figure: string; as: Change; direction: Direction }[] = [
  { figure: "escalations", as: "ESCALATION", direction: "UP" },
  { figure: "hand-backs", as: "HAND_BACK", direction: "DOWN" },
  { figure: "transfers", as: "TRANSFER", direction: "SIDEWAYS" },
];

/** The description counts changes of group by whether the group was there before; the desk by where its level lies. */
function moves(pairs: readonly Pair[]): Comparison[] {
  const changes = pairs.flatMap(({ story }) => story.changes);
  const made = pairs.flatMap(({ story }) => story.moves);
  return MOVES.map(({ figure, as, direction }) => {
    const moved = (how: Change | null, where: Direction) =>
      made.filter((move) => move.as === how && move.direction === where).length;
    const frozen = changes.filter((change) => change.frozen && change.as === as).length;
    const others = MOVES.filter((other) => other.direction !== direction);
    return {
      figure,
      log: changes.filter((change) => change.as === as).length,
      desk: sum(pairs, ({ ticket }) => ticket.moves.filter((move) => move.direction === direction).length),
      because: [
        { why: "made on a resolved incident: a resolved ticket goes nowhere", count: -frozen },
        { why: "caught up when it was reopened", count: moved(null, direction) },
        { why: "first group after none: from level 0 to level 1", count: moved("FIRST_GROUP", direction) },
        ...others.map((other) => ({
          why: `the log's ${figure} that lead ${other.direction.toLowerCase()} by level`,
          count: -moved(as, other.direction),
        })),
        ...others.map((other) => ({
          why: `the log's ${other.figure} that lead ${direction.toLowerCase()} by level`,
          count: moved(other.as, direction),
        })),
      ],
    };
  });
}

/** The log counts its reassignments itself: whenever the group changes, also to none and back. */
function reassignments(pairs: readonly Pair[]): Comparison {
  const rises = pairs.flatMap(({ incident }) =>
    incident.rows.flatMap((row, index) => {
      const before = incident.rows[index - 1];
      return before && row.reassigned > before.reassigned
        ? [{ from: before.group, to: row.group, incident, index }]
        : [];
    }),
  );
  const counted = (as: (rise: (typeof rises)[number]) => boolean) => rises.filter(as).length;
  const lastGroup = ({ incident, index }: (typeof rises)[number]) =>
    incident.rows.slice(0, index).findLast(({ group }) => group !== null)?.group ?? null;
  const given = (rise: (typeof rises)[number]) => rise.from === null && rise.to !== null;
  return {
    figure: "reassignments",
    log: sum(pairs, ({ incident }) => incident.rows.at(-1)!.reassigned),
    desk: sum(pairs, ({ ticket }) => ticket.moves.length),
    because: [
      {
        why: "lost its group: at the desk a ticket stays with its team",
        count: -counted(({ to, from }) => to === null && from !== null),
      },
      {
        why: "given back to the group that it had lost",
        count: -counted((rise) => given(rise) && lastGroup(rise) === rise.to),
      },
      {
        why: "counted by the log with the same group before and after",
        count: -counted(({ from, to }) => from === to),
      },
      {
        why: "made on a resolved incident: a resolved ticket goes nowhere",
        count: -sum(pairs, ({ story }) => story.changes.filter(({ frozen }) => frozen).length),
      },
      {
        why: "caught up when it was reopened",
        count: sum(pairs, ({ story }) => story.moves.filter(({ as }) => as === null).length),
      },
    ],
  };
}

/** The log counts these itself, too. */
function reopenings(pairs: readonly Pair[]): Comparison {
  const uncounted = ({ incident, story }: Pair) => story.reopenings.length - incident.rows.at(-1)!.reopened;
  return {
    figure: "reopenings",
    log: sum(pairs, ({ incident }) => incident.rows.at(-1)!.reopened),
    desk: sum(pairs, ({ ticket }) => ticket.reopenings.length),
    because: [{ why: "open again in the log, which did not count it", count: sum(pairs, uncounted) }],
  };
}

function waiting(pairs: readonly Pair[]): Comparison[] {
  return ["REQUESTER", "THIRD_PARTY"].map((what) => ({
    figure: `minutes waited for ${what}`,
    log: sum(pairs, ({ story }) => story.waited[what] ?? 0),
    desk: sum(pairs, ({ ticket }) => ticket.waited[what] ?? 0),
    because: [],
  }));
}

/** The description takes charge at the first Active; at the desk it is the first act by which a person commits. */
function takingCharge(pairs: readonly Pair[]): Comparison[] {
  const first = pairs.map(({ story }) => {
    const escalated = story.moves.find(({ direction }) => direction === "UP")?.at;
    const acts = [story.taken[0], escalated, story.firstRequalified, story.resolutions[0]?.at];
    return Math.min(...acts.map((at) => at ?? Number.POSITIVE_INFINITY));
  });
  const active = pairs.filter(({ story }) => story.firstActive !== null);
  const start = ({ incident }: Pair) => Math.min(incident.openedAt, incident.rows[0]!.at);
  const before = pairs.filter(({ story }, index) => story.firstActive !== null && first[index]! < story.firstActive);
  const after = pairs.filter(({ story }, index) => story.firstActive !== null && first[index]! > story.firstActive);
  return [
    {
      figure: "tickets taken in charge",
      log: active.length,
      desk: pairs.filter(({ ticket }) => ticket.takenAt !== null).length,
      because: [
        { why: "never Active, and resolved or escalated", count: first.filter(Number.isFinite).length - active.length },
      ],
    },
    {
      figure: "tickets taken in charge at their first Active",
      log: active.length,
      desk: active.filter(({ story, ticket }) => ticket.takenAt === story.firstActive).length,
      because: [
        { why: "escalated, qualified again or resolved before it: that takes charge", count: -before.length },
        {
          why: "first Active at the end of a wait of whoever had it: resuming takes no charge",
          count: -after.filter(({ story }) => story.resumedOnly).length,
        },
      ],
    },
    {
      figure: "minutes to take charge by the desk's definition",
      log: sum(pairs, (pair, index) => first[index]! - start(pair)),
      desk: sum(pairs, ({ ticket }) => (ticket.takenAt ?? ticket.recordedAt) - ticket.recordedAt),
      because: [],
    },
    {
      figure: "tickets whose time to take charge differs by the desk's definition",
      log: 0,
      desk: pairs.filter(({ ticket }, index) => ticket.takenAt !== first[index]).length,
      because: [],
    },
  ];
}

function resolving(pairs: readonly Pair[]): Comparison {
  const resolved = pairs.filter(({ story }) => story.resolutions.length > 0);
  const early = resolved.map(({ incident }) => Math.min(0, incident.rows[0]!.at - incident.openedAt));
  return {
    figure: "minutes from the opening to the last resolution",
    log: sum(resolved, ({ incident, story }) => story.resolutions.at(-1)!.at - incident.openedAt),
    desk: sum(resolved, ({ ticket }) => ticket.resolutions.at(-1)!.at - ticket.recordedAt),
    because: [
      {
        why: `minutes of ${early.filter((minutes) => minutes < 0).length} incidents updated before their opening: recorded at that update`,
        count: -early.reduce((total, minutes) => total + minutes, 0),
      },
    ],
  };
}

function sum<T>(items: readonly T[], value: (item: T, index: number) => number): number {
  return items.reduce((total, item, index) => total + value(item, index), 0);
}
