import DataLoader from "dataloader";
import type { DataSource } from "typeorm";
import { oneForEach } from "../platform/database/batch.js";
import type { Sql } from "../platform/database/sql.js";
import type { RequestContext } from "../platform/graphql/context.js";
import type { Ticket } from "../tickets/ticket.entity.js";
import { termsAt } from "./policy-match.rules.js";
import { type RulesInForce, serviceLevelRules } from "./service-level.settings.js";
import { factsOf } from "./ticket-clock.js";
import { ledger, readHistories } from "./ticket-history.js";
import type { TicketServiceLevelRow } from "./ticket-service-level.type.js";
import { targetsOf } from "./ticket-targets.rules.js";

/** The rules in force, looked for once an operation. */
export function rulesLoader(context: RequestContext, database: DataSource): DataLoader<"in force", RulesInForce> {
  return context.loader<"in force", RulesInForce>(
    "service-level-rules",
    () => new DataLoader(async () => [await serviceLevelRules(database)]),
  );
}

/** Since when waiting tickets wait. */
export function waitingSinceLoader(context: RequestContext, sql: Sql): DataLoader<number, Date | null> {
  const read = async (numbers: readonly number[]) => {
    const rows = await sql.query<{ number: number; since: Date }[]>(
      `SELECT subjectId AS number, MAX(recordedAt) AS since FROM event
       WHERE subjectType = 'TICKET' AND subjectId IN (?) AND type = 'WAITING_STARTED' GROUP BY subjectId`,
      [numbers],
    );
    return oneForEach(numbers, rows, ({ number }) => number).map((row) => row?.since ?? null);
  };
  return context.loader<number, Date | null>("waiting-since", () => new DataLoader(read));
}

/** A ticket's clock from its history alone, up to now. */
export async function readServiceLevel(
  sql: Sql,
  ticket: Ticket,
  rules: RulesInForce,
  now: Date,
): Promise<TicketServiceLevelRow> {
  const history = (await readHistories(sql, [ticket.number])).get(ticket.number)!;
  const { clock, intervals } = ledger(history, rules, now.getTime());
  const { policy, calendar } = termsAt(factsOf(ticket), clock.at, rules);
  return {
    policyId: policy?.policyId ?? null,
    calendarId: calendar.calendarId,
    elapsed: clock.elapsedMs,
    asOf: new Date(clock.at),
    targets: targetsOf(ticket, rules).map((target) => ({ ...target, ticket, rules })),
    intervals,
    rules,
  };
}
