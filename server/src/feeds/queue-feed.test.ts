import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SubjectType } from "../platform/events/event.entity.js";
import type { Item } from "../platform/live/feed.js";
import type { LogEvent } from "../platform/live/log-event.js";
import { Pending } from "../platform/live/pending.js";
import { Reads } from "../platform/live/reads.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { DEFAULT_ORDER } from "../tickets/ticket-view.service.js";
import { requester, technician } from "./feeds.fixture.js";
import { LiveTickets } from "./live-tickets.js";
import { QueueFeed } from "./queue-feed.js";
import { routesOfEvent } from "./ticket-event.rules.js";
import { keyOfView, matcherOf, routesOfView, type TicketFacts, type View } from "./view.rules.js";

const EVERYTHING: View = {
  queueIds: null,
  teamIds: null,
  levels: null,
  states: null,
  assigneeIds: null,
  unassigned: null,
  applicationIds: null,
  kinds: null,
  natures: null,
  channels: null,
  priorities: null,
  requesterIds: null,
  serviceLevels: null,
};

const FACTS: TicketFacts = {
  number: 7,
  state: "OPEN",
  queueId: 1,
  teamId: 1,
  level: 0,
  assigneeId: null,
  applicationId: 4,
  compartmentId: 1,
  kind: "INCIDENT",
  nature: null,
  priority: "P3",
  channel: "PHONE",
  requesterId: 9,
  beneficiaryId: null,
  serviceLevelState: "PENDING",
};

describe("a view", () => {
  it.each<[string, Partial<View>, Partial<TicketFacts>, boolean]>([
    ["without conditions holds every ticket", {}, {}, true],
    ["holds its queues' tickets", { queueIds: [1, 2] }, {}, true],
    ["holds no other queue's", { queueIds: [2] }, {}, false],
    ["with an empty choice holds none", { states: [] }, {}, false],
    ["wants all of its conditions", { queueIds: [1], states: ["CLOSED"] as never }, {}, false],
    ["holds what nobody is assigned to", { unassigned: true }, {}, true],
    ["... and not what somebody is", { unassigned: true }, { assigneeId: 3 }, false],
    ["... or the other way round", { unassigned: false }, { assigneeId: 3 }, true],
    ["by assignee holds theirs", { assigneeIds: [3] }, { assigneeId: 3 }, true],
    ["... and not what nobody has", { assigneeIds: [3] }, {}, false],
    ["by nature does not hold the unqualified", { natures: ["TECHNICAL"] as never }, {}, false],
    ["by service level holds what stands so", { serviceLevels: ["PENDING", "PAUSED"] as never }, {}, true],
    [
      "... and not what nothing is promised for",
      { serviceLevels: ["PENDING"] as never },
      { serviceLevelState: null },
      false,
    ],
    [
      "by requester, channel, kind, priority, level and team",
      {
        requesterIds: [9],
        channels: ["PHONE"] as never,
        kinds: ["INCIDENT"] as never,
        priorities: ["P3"] as never,
        levels: [0],
        teamIds: [1],
        applicationIds: [4],
      },
      {},
      true,
    ],
  ])("%s", (_, view, facts, holds) => {
    expect(matcherOf({ ...EVERYTHING, ...view })({ ...FACTS, ...facts })).toBe(holds);
  });

  it("has the same key however it is written, and another when it says something else", () => {
    const one = keyOfView({ ...EVERYTHING, queueIds: [2, 1], levels: [0] });
    expect(keyOfView({ ...EVERYTHING, levels: [0], queueIds: [1, 2, 2] })).toBe(one);
    expect(keyOfView({ ...EVERYTHING, levels: [1], queueIds: [1, 2] })).not.toBe(one);
    expect(keyOfView({ ...EVERYTHING, unassigned: false })).not.toBe(keyOfView(EVERYTHING));
  });
});

/** The little world of the properties: one ticket, few values for each fact. */
const someFacts = fc
  .record({
    queueId: fc.integer({ min: 1, max: 3 }),
    state: fc.constantFrom("OPEN", "IN_PROGRESS", "CLOSED"),
    assigneeId: fc.constantFrom(null, 5, 6),
    compartmentId: fc.constantFrom(1, 1, 2),
  })
  .map((facts): TicketFacts => ({ ...FACTS, ...facts, teamId: facts.queueId }));
const someView = fc
  .record({
    queueIds: fc.constantFrom(null, [1], [1, 2]),
    states: fc.constantFrom(null, ["OPEN", "IN_PROGRESS"]),
    assigneeIds: fc.constantFrom(null, null, [5]),
    teamIds: fc.constantFrom(null, [2]),
  })
  .map((conditions) => ({ ...EVERYTHING, ...conditions }) as View);
const lives = fc.record({
  view: someView,
  states: fc.array(someFacts, { minLength: 1, maxLength: 8 }),
  /** How far ahead of each event its row is read, and whether the reader was slow just then. */
  ahead: fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }),
  slow: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  /** Whether the connection broke then, and the screen resumed from the last item it had. */
  cut: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
});

const side = (facts: TicketFacts | undefined, suffix: "Before" | "After") =>
  Object.fromEntries(
    [
      "state",
      "queueId",
      "teamId",
      "level",
      "assigneeId",
      "applicationId",
      "compartmentId",
      "kind",
      "nature",
      "priority",
    ].map((fact) => [`${fact}${suffix}`, facts?.[fact as keyof TicketFacts] ?? null]),
  );

const eventOf = (position: number, before: TicketFacts | undefined, after: TicketFacts): LogEvent =>
  ({
    position,
    subjectType: SubjectType.TICKET,
    subjectId: after.number,
    type: "TRANSFERRED",
    understood: true,
    channel: after.channel,
    requesterId: after.requesterId,
    beneficiaryId: after.beneficiaryId,
    relatedId: null,
    ...side(before, "Before"),
    ...side(after, "After"),
  }) as unknown as LogEvent;

class RowsInMemory extends LiveTickets {
  row: Ticket | null = null;

  constructor() {
    super({ query: () => Promise.reject(new Error("There is no database here")) }, () => true);
  }

  override async read(): Promise<Ticket | null> {
    return this.row;
  }
}

const rowOf = (facts: TicketFacts, position: number) =>
  ({ ...facts, position, updatedAt: new Date(0) }) as unknown as Ticket;
const shown = (item: Item) => item.root as unknown as { __typename: string; position: string; ticket?: Ticket };

describe("a queue's feed", () => {
  const viewer = technician(2, [1]);

  it("leaves the screen right, whatever was read ahead, whenever the reader was slow or the line broke", async () => {
    await fc.assert(
      fc.asyncProperty(lives, async ({ view, states, ahead, slow, cut }) => {
        const rows = new RowsInMemory();
        const feed = new QueueFeed(view, DEFAULT_ORDER, rows, null);
        const matches = matcherOf(view);
        const belongs = (facts: TicketFacts) => facts.compartmentId === 1 && matches(facts);
        const pending = new Pending<ReturnType<typeof feed.notes>[number]>((a, b) => feed.merge(a, b));
        let screen: Ticket | null = null;
        let last = 0;
        let readAt = 0;
        for (const index of states.keys()) {
          const resumed = cut[index];
          if (resumed) pending.clear();
          for (let i = resumed ? last : index; i <= index; i++) {
            for (const note of feed.notes(eventOf(i + 1, states[i - 1], states[i]!))) pending.add(note);
          }
          if (slow[index] && index < states.length - 1) continue;
          readAt = Math.max(readAt, Math.min(states.length - 1, index + ahead[index]!));
          rows.row = rowOf(states[readAt]!, readAt + 1);
          for (const item of await feed.show(pending.take(100), viewer, new Reads(), String)) {
            if (!item) continue;
            const { __typename, position, ticket } = shown(item);
            expect(Number(position)).toBeGreaterThan(last);
            last = Number(position);
            if (ticket) expect(belongs(ticket as TicketFacts)).toBe(true);
            else expect(states.slice(0, last).some(belongs)).toBe(true);
            screen = __typename === "TicketLeft" ? null : ticket!;
          }
        }
        const end = states.at(-1)!;
        expect(screen).toEqual(belongs(end) ? rowOf(end, states.length) : null);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is found by the index for every event that concerns it", () => {
    fc.assert(
      fc.property(someView, fc.option(someFacts, { nil: undefined }), someFacts, (view, before, after) => {
        const feed = new QueueFeed(view, DEFAULT_ORDER, new RowsInMemory(), null);
        const event = eventOf(1, before, after);
        if (feed.notes(event).length > 0)
          expect(routesOfEvent(event).some((route) => routesOfView(view).includes(route))).toBe(true);
      }),
    );
  });

  it("of somebody who reads own tickets alone is asked about no other, and about each of those", () => {
    const rows = new RowsInMemory();
    const ofThree = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(
        someView,
        fc.option(someFacts, { nil: undefined }),
        someFacts,
        fc.record({ requesterId: ofThree, beneficiaryId: fc.option(ofThree) }),
        (view, before, after, people) => {
          const feed = new QueueFeed(view, DEFAULT_ORDER, rows, 2);
          const facts = { ...after, ...people };
          const event = eventOf(1, before && { ...before, ...people }, facts);
          const asked = routesOfEvent(event).some((route) => feed.routes.includes(route));
          expect(asked).toBe(rows.isVisibleTo(requester(2), facts));
        },
      ),
    );
  });
});
