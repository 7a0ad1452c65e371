import { createUnionType, Field, ObjectType } from "type-graphql";
import { PositionScalar } from "../platform/graphql/position.scalar.js";
import { IdempotencyKeyReused, InvalidInput, NotPermitted, UnknownReference } from "../platform/graphql/problem.js";
import type { Ticket } from "./ticket.entity.js";
import { ActNotPossible, TicketChangedMeanwhile, TicketNotFound } from "./ticket.problems.js";
import { TicketType } from "./ticket.type.js";

@ObjectType({ description: "The act was done, now or by an earlier try of the same request." })
export class TicketActSuccess {
  @Field(() => TicketType, { description: "As it stands after the act." })
  readonly ticket: Ticket;

  @Field(() => PositionScalar, {
    description: "The act's place in the log: what this or a later answer shows includes it.",
  })
  readonly position: string;

  /** By which its events are found, for those who ask for them. */
  readonly causeId: Buffer;

  constructor(ticket: Ticket, position: string, causeId: Buffer) {
    this.ticket = ticket;
    this.position = position;
    this.causeId = causeId;
  }
}

const typeOfResult = (result: object) => result.constructor.name;

export const TicketActResult = createUnionType({
  name: "TicketActResult",
  types: () =>
    [
      TicketActSuccess,
      TicketNotFound,
      TicketChangedMeanwhile,
      ActNotPossible,
      NotPermitted,
      InvalidInput,
      UnknownReference,
      IdempotencyKeyReused,
    ] as const,
  resolveType: typeOfResult,
});

export const RecordTicketResult = createUnionType({
  name: "RecordTicketResult",
  types: () =>
    [TicketActSuccess, ActNotPossible, NotPermitted, InvalidInput, UnknownReference, IdempotencyKeyReused] as const,
  resolveType: typeOfResult,
});
