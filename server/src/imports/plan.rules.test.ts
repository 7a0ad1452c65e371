import { describe, expect, it } from "vitest";
import { Channel, Nature, ResolutionCode, Scale, TicketKind, WaitingFor } from "../tickets/ticket.entity.js";
import type { Observation } from "./observation.rules.js";
import { type PlanMapping, planCase } from "./plan.rules.js";

const mapping: PlanMapping = {
  level: { groupOrder: { first: 1, highest: 3 } },
  levelBefore: 0,
  assignee: { value: { column: "assignee" }, missing: "RELEASE" },
  team: { before: "Desk" },
};

const SILENT: Observation = {
  line: 0,
  at: new Date(0),
  state: null,
  waitingFor: null,
  act: null,
  words: null,
  recordedAt: null,
  channel: Channel.PHONE,
  kind: TicketKind.INCIDENT,
  requester: "Caller",
  site: null,
  subject: "It does not work",
  description: null,
  application: "Mail",
  category: null,
  nature: Nature.TECHNICAL,
  impact: Scale.MEDIUM,
  urgency: Scale.MEDIUM,
  team: null,
  level: null,
  assignee: null,
  actor: "Clerk",
  code: null,
  solution: null,
  solvedWithArticle: false,
};

/** Rows an hour apart. */
function plan(rows: Partial<Observation>[], how: PlanMapping = mapping) {
  const observations = rows.map((row, index) => ({
    ...SILENT,
    line: index + 2,
    at: new Date(Date.UTC(2016, 1, 29, index)),
    ...row,
  }));
  const { steps, remarks } = planCase("INC1", observations, how);
  return {
    acts: steps.map(({ at, acts }) =>
      [
        `${at.getUTCHours()}h`,
        ...acts.map((act) => {
          if ("queue" in act) return `${act.act} ${act.queue.team}/${act.queue.level}`;
          if ("person" in act) return `${act.act} ${act.person}`;
          if (act.act === "WAIT") return `WAIT ${act.waitFor}`;
          if (act.act === "RESOLVE") return `RESOLVE${act.close ? " CLOSE" : ""} by ${act.by}`;
          return act.act;
        }),
      ].join(" "),
    ),
    remarks: remarks.map(({ line, reason }) => `${line} ${reason}`),
    steps,
  };
}

const NEW = { state: "NEW" } as const;
const ACTIVE = { state: "IN_PROGRESS" } as const;
const WAITING = { state: "WAITING", waitingFor: WaitingFor.REQUESTER } as const;
const RESOLVED = { state: "RESOLVED" } as const;
const CLOSED = { state: "CLOSED" } as const;
const CANCELLED = { state: "CANCELLED" } as const;

describe("the plan of an incident", () => {
  const cases: [string, Partial<Observation>[], string[], string[]][] = [
    [
      "recorded in its first group, taken, resolved and closed",
      [
        { ...NEW, team: "A" },
        { ...ACTIVE, team: "A", assignee: "Ann" },
        { ...RESOLVED, team: "A", assignee: "Ann" },
        { ...CLOSED, team: "A", assignee: "Ann" },
      ],
      ["0h RECORD A/1", "1h TAKE Ann", "2h RESOLVE by Ann", "3h CLOSE"],
      [],
    ],
    [
      "without a group waits at the desk, and its first group is an escalation to level 1",
      [NEW, { ...NEW, team: "A" }],
      ["0h RECORD Desk/0", "1h ESCALATE A/1"],
      [],
    ],
    [
      "groups by their order: up to level 3, then sideways; back to an earlier one is down, and up again",
      [
        { ...NEW, team: "A" },
        { ...NEW, team: "B" },
        { ...NEW, team: "C" },
        { ...NEW, team: "D" },
        { ...NEW, team: "A" },
        { ...NEW, team: "D" },
      ],
      ["0h RECORD A/1", "1h ESCALATE B/2", "2h ESCALATE C/3", "3h TRANSFER D/3", "4h HAND_BACK A/1", "5h ESCALATE D/3"],
      [],
    ],
    ["a group that goes missing is kept", [{ ...NEW, team: "A" }, NEW], ["0h RECORD A/1"], ["3 NOTHING_CHANGED"]],
    [
      "who is assigned has not taken it; in progress by nobody it is taken by who made it so",
      [
        { ...NEW, team: "A", assignee: "Ann" },
        { ...NEW, team: "A", assignee: "Bob" },
        { ...ACTIVE, team: "A", assignee: "Bob" },
        { ...ACTIVE, team: "A", assignee: "Ann" },
      ],
      ["0h RECORD A/1 ASSIGN Ann", "1h ASSIGN Bob", "2h TAKE Bob", "3h ASSIGN Ann"],
      [],
    ],
    [
      "in progress without an assignee is taken by who made the change, who is not missed later",
      [
        { ...ACTIVE, team: "A" },
        { ...ACTIVE, team: "A" },
      ],
      ["0h RECORD A/1 TAKE Clerk"],
      ["3 NOTHING_CHANGED"],
    ],
    [
      "an assignee who goes missing releases it: nobody has it",
      [
        { ...ACTIVE, team: "A", assignee: "Ann" },
        { ...ACTIVE, team: "A" },
      ],
      ["0h RECORD A/1 TAKE Ann", "1h RELEASE"],
      ["3 NOBODY_HAS_IT"],
    ],
    [
      "a new group while in progress: nobody's there until somebody is named",
      [
        { ...ACTIVE, team: "A", assignee: "Ann" },
        { ...ACTIVE, team: "B" },
        { ...ACTIVE, team: "B", assignee: "Bob" },
      ],
      ["0h RECORD A/1 TAKE Ann", "1h ESCALATE B/2", "2h TAKE Bob"],
      ["3 NOBODY_HAS_IT"],
    ],
    [
      "waiting keeps its assignee, and ends where it began",
      [
        { ...ACTIVE, team: "A", assignee: "Ann" },
        { ...WAITING, team: "A", assignee: "Ann" },
        { ...ACTIVE, team: "A", assignee: "Ann" },
      ],
      ["0h RECORD A/1 TAKE Ann", "1h WAIT REQUESTER", "2h RESUME"],
      [],
    ],
    [
      "a move while waiting interrupts the wait for no time",
      [
        { ...WAITING, team: "A", assignee: "Ann" },
        { ...WAITING, team: "B", assignee: "Bob" },
      ],
      ["0h RECORD A/1 ASSIGN Ann WAIT REQUESTER", "1h ESCALATE B/2 ASSIGN Bob WAIT REQUESTER"],
      [],
    ],
    [
      "waiting for something else is a wait of its own",
      [
        { ...WAITING, team: "A" },
        { ...WAITING, waitingFor: WaitingFor.THIRD_PARTY, team: "A" },
      ],
      ["0h RECORD A/1 WAIT REQUESTER", "1h RESUME WAIT THIRD_PARTY"],
      [],
    ],
    [
      "entered afterwards: recorded and resolved in one",
      [{ ...RESOLVED, team: "A", assignee: "Ann" }],
      ["0h RECORD A/1 ASSIGN Ann RESOLVE by Ann"],
      [],
    ],
    [
      "closed without a resolution is resolved and closed",
      [
        { ...NEW, team: "A" },
        { ...CLOSED, team: "A" },
      ],
      ["0h RECORD A/1", "1h RESOLVE CLOSE by Clerk"],
      [],
    ],
    [
      "reopened in the queue that resolved it, and then what the log changed meanwhile",
      [
        { ...RESOLVED, team: "A" },
        { ...RESOLVED, team: "B", application: "Web" },
        { ...CLOSED, team: "B", application: "Web" },
        { ...ACTIVE, team: "B", application: "Web", assignee: "Bob" },
      ],
      ["0h RECORD A/1 RESOLVE by Clerk", "2h CLOSE", "3h REOPEN QUALIFY ESCALATE B/2 TAKE Bob"],
      ["3 QUALIFIED_WHILE_RESOLVED", "3 ROUTED_WHILE_RESOLVED"],
    ],
    [
      "closed stays closed when the log says resolved again",
      [
        { ...CLOSED, team: "A" },
        { ...RESOLVED, team: "A" },
      ],
      ["0h RECORD A/1 RESOLVE CLOSE by Clerk"],
      ["3 RESOLVED_AFTER_CLOSING"],
    ],
    [
      "cancelled is the end",
      [
        { ...NEW, team: "A" },
        { ...CANCELLED, team: "A" },
        { ...ACTIVE, team: "A" },
      ],
      ["0h RECORD A/1", "1h CANCEL"],
      ["4 AFTER_CANCELLATION"],
    ],
    [
      "facts changed are qualified again, once",
      [
        { ...NEW, team: "A" },
        { ...NEW, team: "A", impact: Scale.HIGH },
        { ...NEW, team: "A", impact: Scale.HIGH },
      ],
      ["0h RECORD A/1", "1h QUALIFY"],
      ["4 NOTHING_CHANGED"],
    ],
    [
      "a requester and a channel are for life",
      [
        { ...NEW, team: "A" },
        { ...NEW, team: "A", requester: "Other", channel: Channel.EMAIL },
      ],
      ["0h RECORD A/1"],
      ["3 REQUESTER_CHANGED", "3 CHANNEL_CHANGED"],
    ],
    [
      "unqualified: somebody takes it before it can wait",
      [{ ...WAITING, team: "A", impact: null, assignee: "Ann" }],
      ["0h RECORD A/1 ASSIGN Ann TAKE Ann WAIT REQUESTER"],
      [],
    ],
    [
      "qualified as soon as everything is known",
      [
        { ...NEW, team: "A", impact: null },
        { ...NEW, team: "A" },
      ],
      ["0h RECORD A/1", "1h QUALIFY"],
      [],
    ],
  ];

  it.each(cases)("%s", (_, rows, acts, remarks) => {
    const planned = plan(rows);
    expect(planned.acts).toEqual(acts);
    expect(planned.remarks).toEqual(remarks);
  });

  it("is recorded when the log says it was opened, or at its first row if that is earlier", () => {
    const opened = (hour: number) => ({ recordedAt: new Date(Date.UTC(2016, 1, 28, hour)) });
    const { steps } = plan([{ ...ACTIVE, ...opened(20) }]);
    expect(steps.map(({ at, acts }) => [at.toISOString(), acts.map(({ act }) => act)])).toEqual([
      ["2016-02-28T20:00:00.000Z", ["RECORD"]],
      ["2016-02-29T00:00:00.000Z", ["TAKE"]],
    ]);
    const late = plan([{ ...NEW, ...opened(25) }]);
    expect(late.acts).toEqual(["0h RECORD Desk/0"]);
    expect(late.remarks).toEqual(["2 BEFORE_RECORDING"]);
  });

  it("takes levels from a column, and another level of the same team is a move", () => {
    const byColumn = { ...mapping, level: { column: "level" } };
    const rows = [
      { ...NEW, team: "A", level: 1 },
      { ...NEW, team: "A", level: 2 },
      { ...NEW, team: "B" },
      { ...NEW, team: "B", level: 0 },
    ];
    expect(plan(rows, byColumn).acts).toEqual([
      "0h RECORD A/1",
      "1h ESCALATE A/2",
      "2h TRANSFER B/2",
      "3h HAND_BACK B/0",
    ]);
  });

  it("of a log of activities: rows that say nothing of the state leave it, and words are noted", () => {
    const rows = [
      { ...NEW, team: "A" },
      { ...ACTIVE, assignee: "Ann" },
      { team: "B" },
      { act: "NOTE", words: "Called back" } as const,
      { assignee: "Bob", ...ACTIVE },
      CLOSED,
      { act: "CHASE" } as const,
    ];
    const keeping = { ...mapping, assignee: { value: { column: "assignee" }, missing: "KEEP" as const } };
    const { acts, remarks } = plan(rows, keeping);
    expect(acts).toEqual([
      "0h RECORD A/1",
      "1h TAKE Ann",
      "2h ESCALATE B/2",
      "3h NOTE",
      "4h TAKE Bob",
      "5h RESOLVE CLOSE by Bob",
    ]);
    expect(remarks).toEqual(["4 NOBODY_HAS_IT", "8 CHASED_WHEN_ENDED"]);
  });

  it("solves with the article of the application that the ticket has then", () => {
    const { steps } = plan([
      { ...NEW, solvedWithArticle: true },
      { ...RESOLVED, application: "Web", solvedWithArticle: true, code: ResolutionCode.WORKAROUND },
    ]);
    expect(steps.at(-1)!.acts.at(-1)).toMatchObject({ act: "RESOLVE", articleOf: "Web", code: "WORKAROUND" });
  });
});
