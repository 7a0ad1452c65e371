import { Field, ObjectType } from "type-graphql";
import { ProblemType } from "../platform/graphql/problem.js";
import { HistoryEntryType, type HistoryRow } from "./history.type.js";
import type { Obstacle } from "./lifecycle.rules.js";
import { TicketAct } from "./ticket.act.js";
import { type Ticket, TicketState } from "./ticket.entity.js";
import { TicketType } from "./ticket.type.js";

@ObjectType({ implements: ProblemType, description: "No ticket has this id, or the viewer may not see it." })
export class TicketNotFound extends ProblemType {
  constructor() {
    super("problem.ticketNotFound");
  }
}

@ObjectType({
  implements: ProblemType,
  description: "The ticket has changed since the version that the act was decided on. Nothing was done.",
})
export class TicketChangedMeanwhile extends ProblemType {
  @Field(() => TicketType, { description: "As it stands now." })
  readonly ticket: Ticket;

  @Field(() => [HistoryEntryType], { description: "What the act's author had not seen, oldest first; 50 at most." })
  readonly missed: HistoryRow[];

  constructor(ticket: Ticket, missed: HistoryRow[]) {
    super("problem.ticketChangedMeanwhile", { count: missed.length });
    this.ticket = ticket;
    this.missed = missed;
  }
}

@ObjectType({ implements: ProblemType, description: "The ticket's life does not allow this act now." })
export class ActNotPossible extends ProblemType {
  @Field(() => TicketAct)
  readonly act: TicketAct;

  @Field(() => TicketState, { description: "The state that the ticket is in." })
  readonly state: TicketState;

  @Field(() => String, {
    description:
      "Why: STATE, NOT_QUALIFIED, NOT_ASSIGNED, ALREADY_YOURS, WINDOW_OVER, NO_HIGHER_LEVEL, NO_LOWER_LEVEL, " +
      "NO_OTHER_QUEUE, WRONG_TARGET or ASSIGNEE_NOT_MEMBER.",
  })
  readonly code: Obstacle;

  @Field(() => [TicketAct], { description: "What the viewer may do instead." })
  readonly possible: TicketAct[];

  constructor(act: TicketAct, state: TicketState, code: Obstacle, possible: TicketAct[]) {
    super(`actNotPossible.${code}`);
    this.act = act;
    this.state = state;
    this.code = code;
    this.possible = possible;
  }
}
