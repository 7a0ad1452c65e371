import fc from "fast-check";
import { OPEN_STATES, Priority, TicketKind, TicketState, WaitingFor } from "../tickets/ticket.entity.js";
import { ledgerOf, nextBreachAt } from "./ledger.rules.js";
import { type Grain, grainMs, ON_CALL_QUEUE, SEASONS, type World, worldsOf } from "./ledger-world.fixture.js";
import type { ClockFacts, HistoryEntry } from "./service-level.model.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** One thing that befalls a ticket, when the desk learns of it. */
export type Step = { recordedAt: number } & ({ entry: HistoryEntry } | { look: true });

/** A ticket's life as the desk learns it. The first step records it; looks are the watch's, between events. */
export interface Life {
  world: World;
  steps: Step[];
  until: number;
  /** Whether the watch is awake between the steps; if not, acts find out what fell due meanwhile. */
  watched: boolean;
}

interface Command {
  gap: number;
  /** It comes at the very instant at which something falls due. */
  onTime: boolean;
  late: number;
  act: (typeof ACTS)[number];
  choice: number;
}

const ACTS = [
  "LOOK",
  "NOTE",
  "QUALIFY",
  "TAKE",
  "ASSIGN",
  "RELEASE",
  "ESCALATE",
  "PRIORITY",
  "APPLICATION",
  "KIND",
  "WAIT",
  "RESUME",
  "RESOLVE",
  "CLOSE",
  "REOPEN",
  "CANCEL",
  "MERGE",
] as const;

const anyAct = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...ACTS.slice(0, 12)) },
  { weight: 20, arbitrary: fc.constantFrom("WAIT", "RESUME", "RESOLVE", "REOPEN" as const) },
  { weight: 3, arbitrary: fc.constantFrom("CLOSE", "REOPEN" as const) },
  { weight: 1, arbitrary: fc.constantFrom("CANCEL", "MERGE" as const) },
);

function steps(grain: Grain, max: number): fc.Arbitrary<number> {
  return fc.nat({ max: max / grainMs(grain) }).map((count) => count * grainMs(grain));
}

/** Lives of up to some weeks, or of months where a reopening comes late; one event in eight is recorded late. */
export function lives(grain: Grain): fc.Arbitrary<Life> {
  const gap = fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 8, arbitrary: steps(grain, 3 * HOUR) },
    { weight: 3, arbitrary: steps(grain, 2 * DAY) },
    { weight: 1, arbitrary: steps(grain, 9 * DAY) },
  );
  const late = fc.oneof(
    { weight: 14, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: steps(grain, 6 * HOUR) },
    { weight: 1, arbitrary: steps(grain, 6 * DAY) },
  );
  const onTime = fc.constantFrom(true, false, false, false, false, false);
  return fc
    .record({
      world: fc.constantFrom(...worldsOf(grain)),
      entry: fc.tuple(fc.constantFrom(...SEASONS), steps(grain, 4 * DAY)).map(([season, after]) => season + after),
      facts: firstFacts(),
      commands: fc.array(fc.record({ gap, onTime, late, act: anyAct, choice: fc.nat({ max: 5 }) }), {
        minLength: 1,
        maxLength: 20,
        size: "max",
      }),
      rest: steps(grain, 10 * DAY),
      watched: fc.boolean(),
    })
    .map(({ world, entry, facts, commands, rest, watched }) => {
      const { steps: taken, now } = lived(world, entry, facts, commands);
      return { world, steps: taken, until: now + rest, watched };
    });
}

function firstFacts(): fc.Arbitrary<ClockFacts> {
  return fc.record({
    state: fc.constantFrom(TicketState.NEW, TicketState.NEW, TicketState.OPEN),
    waitingFor: fc.constant(null),
    queueId: fc.constantFrom(1, 2, ON_CALL_QUEUE),
    level: fc.constant(0),
    assigneeId: fc.constant(null),
    applicationId: fc.constantFrom(null, 1, 2),
    kind: fc.constantFrom(...Object.values(TicketKind)),
    priority: fc.constantFrom(null, Priority.P1, Priority.P2, Priority.P3),
    requesterSiteId: fc.constantFrom(null, 5),
    takenInCharge: fc.constantFrom(false, false, false, true),
  });
}

function lived(world: World, entry: number, first: ClockFacts, commands: Command[]): { steps: Step[]; now: number } {
  const all: Step[] = [{ recordedAt: entry, entry: { position: 1, at: entry, changes: first } }];
  const changedAt = new Map<string, number>();
  let facts = first;
  let now = entry;
  let position = 1;
  for (const { gap, onTime, late, act, choice } of commands) {
    now = (onTime ? nextDue(world, all, now) : null) ?? now + gap;
    if (act === "LOOK") {
      all.push({ recordedAt: now, look: true });
      continue;
    }
    position += 1 + (choice % 2);
    const changes = changesBy(act, facts, choice);
    facts = { ...facts, ...changes };
    // What comes late was true all the time since: nothing that happened after it has changed the same facts.
    const at = Math.max(now - late, ...Object.keys(changes).map((fact) => changedAt.get(fact) ?? 0));
    for (const fact of Object.keys(changes)) changedAt.set(fact, at);
    all.push({ recordedAt: now, entry: { position, at, changes } });
  }
  return { steps: all, now };
}

/** When the next target falls due, if that is within some days. The clock itself is asked: it is only about when to act. */
function nextDue({ rules }: World, lived: readonly Step[], now: number): number | null {
  const history = lived.flatMap((step) => ("entry" in step ? [step.entry] : []));
  const due = nextBreachAt(ledgerOf(history, rules, now).clock);
  return due !== null && due < now + 9 * DAY ? due : null;
}

/** What an act changes; nothing where the ticket's life does not allow it. */
function changesBy(act: Command["act"], facts: ClockFacts, choice: number): Partial<ClockFacts> {
  const open = OPEN_STATES.includes(facts.state);
  const solved = facts.state === TicketState.RESOLVED || facts.state === TicketState.CLOSED;
  const wanted = open ? whileOpen(act, choice) : solved ? onceSolved(act, facts) : {};
  const changed = Object.entries(wanted).filter(([fact, value]) => facts[fact as keyof ClockFacts] !== value);
  return Object.fromEntries(changed);
}

function whileOpen(act: Command["act"], choice: number): Partial<ClockFacts> {
  const priority = Object.values(Priority)[choice % 5]!;
  const applicationId = [null, 1, 2, 3][choice % 4]!;
  switch (act) {
    case "QUALIFY":
      return { state: TicketState.OPEN, waitingFor: null, priority, applicationId, takenInCharge: true };
    case "TAKE":
      return { state: TicketState.IN_PROGRESS, waitingFor: null, assigneeId: choice + 1, takenInCharge: true };
    case "ASSIGN":
      return { assigneeId: choice + 1 };
    case "RELEASE":
      return { state: TicketState.OPEN, waitingFor: null, assigneeId: null };
    case "ESCALATE":
      return {
        state: TicketState.OPEN,
        waitingFor: null,
        assigneeId: null,
        level: choice % 4,
        queueId: 1 + (choice % 3),
        takenInCharge: true,
      };
    case "PRIORITY":
      return { priority };
    case "APPLICATION":
      return { applicationId };
    case "KIND":
      return { kind: Object.values(TicketKind)[choice % 4]! };
    case "WAIT":
      return { state: TicketState.WAITING, waitingFor: Object.values(WaitingFor)[choice % 3]! };
    case "RESUME":
      return { state: TicketState.IN_PROGRESS, waitingFor: null };
    case "RESOLVE":
      // A program may resolve what nobody has taken in charge.
      return { state: TicketState.RESOLVED, waitingFor: null, ...(choice === 0 ? {} : { takenInCharge: true }) };
    case "CANCEL":
      return { state: TicketState.CANCELLED, waitingFor: null };
    case "MERGE":
      return { state: TicketState.MERGED, waitingFor: null };
    default:
      return {};
  }
}

function onceSolved(act: Command["act"], facts: ClockFacts): Partial<ClockFacts> {
  if (act === "REOPEN" || act === "RESUME") return { state: TicketState.OPEN };
  if (act === "CLOSE" && facts.state === TicketState.RESOLVED) return { state: TicketState.CLOSED };
  return {};
}
