import type { DataSource } from "typeorm";
import type { Ticket } from "../tickets/ticket.entity.js";
import { corrections } from "./ledger.rules.js";
import { serviceLevelRules } from "./service-level.settings.js";
import { ticked } from "./ticket-clock.js";
import { type ClockEvent, ledger, readHistories, verdictsOf } from "./ticket-history.js";

const COMPARED = [
  "clockMs",
  "takeChargeTargetMs",
  "takeChargeDueAt",
  "takeChargeState",
  "takeChargeJudgedAt",
  "resolveTargetMs",
  "resolveDueAt",
  "resolveState",
  "resolveJudgedAt",
  "nextBreachAt",
  "serviceLevelState",
  "nextAlarmAt",
] as const satisfies readonly (keyof Ticket)[];

export interface Disagreement {
  number: number;
  what: string;
  kept: unknown;
  ledger: unknown;
}

/**
 * Where what is kept of a ticket's clock is not what the ledger of its history says: its columns, the last verdicts of
 * the log, and the elapsed time of its events, as far as none was recorded late.
 */
export async function disagreements(database: DataSource, number: number): Promise<Disagreement[]> {
  const [row] = (await database.query("SELECT * FROM ticket WHERE number = ?", [number])) as Ticket[];
  const history = (await readHistories(database, [number])).get(number)!;
  const rules = await serviceLevelRules(database);
  if (!row?.clockAt) return [{ number, what: "clockAt", kept: null, ledger: "an instant" }];
  const whole = ledger(history, rules, row.clockAt.getTime());
  const { ticket: expected } = ticked(row, whole, rules);
  const compared = COMPARED.filter((column) => {
    // Versions saved since are alarms that the watch sets when it sees them.
    return column !== "nextAlarmAt" || (row.clockRules === rules.version && !row.clockAsleep);
  });
  const wrong = compared.map((column) => ({
    number,
    what: column,
    kept: plain(row[column]),
    ledger: plain(expected[column]),
  }));
  const unsaid = corrections(verdictsOf(history), whole).map((verdict) => ({
    number,
    what: "verdicts",
    kept: null,
    ledger: verdict,
  }));
  const late = history.some((event, index) => index > 0 && event.occurredAt < history[index - 1]!.occurredAt);
  const elapsed = late ? [] : history.flatMap((event) => elapsedOf(event, whole.elapsedAt));
  return [...[...wrong, ...elapsed].filter(({ kept, ledger }) => kept !== ledger), ...unsaid];
}

function elapsedOf(event: ClockEvent, elapsedAt: ReadonlyMap<number, number>): Disagreement[] {
  const { subjectId: number, businessMs, position, type } = event;
  const ledger = elapsedAt.get(position);
  return ledger === undefined ? [] : [{ number, what: `${type} at ${position}`, kept: plain(businessMs), ledger }];
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
}
