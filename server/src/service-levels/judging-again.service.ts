import type { Transaction } from "../platform/database/unit-of-work.js";
import { SYSTEM } from "../platform/events/actor.js";
import { Stretch } from "../platform/live/stretch.js";
import { ActedTicket } from "../tickets/acting.js";
import { OPEN_STATES, type Ticket } from "../tickets/ticket.entity.js";
import { lockTicket } from "../tickets/ticket.rows.js";
import { firstConcerned } from "./concerned-tickets.rows.js";
import type { Recomputation } from "./recomputation.entity.js";
import { differencesOf } from "./recomputation.rules.js";
import { type RulesInForce, serviceLevelRules } from "./service-level.settings.js";
import { targetsDiffer } from "./ticket-clock.js";
import { type ClockEvent, fromHistory, readHistories, reckoning, verdictsOf } from "./ticket-history.js";

/** How far a recomputation has come with its next tickets. */
export interface Lot {
  /** The last ticket that it is done with. */
  done: number;
  /** None: it is done with all. */
  looked: number;
  changed: number;
}

export const LOOKED_AT_A_TIME = 500;
/** A ticket's targets leave a few events each: a transaction of these is well below what one may record. */
const JUDGED_AT_A_TIME = 60;

/**
 * Looks at the next tickets in the order of their numbers, and judges those again for which it makes a difference.
 * Only these are locked: whoever acts on another one meanwhile has it judged by the changed rules anyway.
 */
export async function judgeNext(tx: Transaction, recomputation: Recomputation): Promise<Lot> {
  const { effectiveFrom, doneNumber, upToNumber } = recomputation;
  const numbers = await firstConcerned(tx, effectiveFrom, doneNumber, upToNumber, LOOKED_AT_A_TIME);
  const lot: Lot = { done: upToNumber, looked: 0, changed: 0 };
  if (numbers.length === 0) return lot;
  const tickets = await tx.query<Ticket[]>("SELECT * FROM ticket WHERE number IN (?) ORDER BY number", [numbers]);
  const rules = await serviceLevelRules(tx);
  const histories = await readHistories(tx, numbers);
  const wanting: number[] = [];
  const stretch = new Stretch();
  for (const ticket of tickets) {
    const history = histories.get(ticket.number)!;
    if (makesADifference(tx, ticket, history, rules)) {
      if (wanting.length === JUDGED_AT_A_TIME) break;
      wanting.push(ticket.number);
    }
    lot.done = ticket.number;
    lot.looked += 1;
    lot.changed += verdictsChanged(history, rules, recomputation);
    if (stretch.isOver) await stretch.breakOff();
  }
  for (const number of wanting) await judgeAgain(tx, number, rules);
  return lot;
}

function makesADifference(
  tx: Transaction,
  ticket: Ticket,
  history: readonly ClockEvent[],
  rules: RulesInForce,
): boolean {
  if (OPEN_STATES.includes(ticket.state)) return true;
  const { ticket: judged, verdicts } = fromHistory(ticket, history, rules, tx.now.getTime());
  return verdicts.length > 0 || targetsDiffer(ticket, judged) || judged.clockMs !== Number(ticket.clockMs);
}

/** From what the log said when the recomputation began: what was judged by the changed rules since is its doing, too. */
function verdictsChanged(history: readonly ClockEvent[], rules: RulesInForce, since: Recomputation): number {
  const then = history.filter(({ position }) => position <= Number(since.fromPosition));
  if (then.length === 0) return 0;
  return differencesOf(verdictsOf(then), reckoning(then, rules, since.startedAt.getTime())).length;
}

/** Who is found late while there is still something to be done is late for all that follows from it, as for the watch. */
async function judgeAgain(tx: Transaction, number: number, rules: RulesInForce): Promise<void> {
  const ticket = (await lockTicket(tx, number))!;
  const acted = new ActedTicket(tx, { actor: SYSTEM, viewer: null }, ticket, rules);
  await acted.bringUpToDate();
  if (!ticket.clockAsleep) acted.passTime(tx.now);
  await acted.save();
}
