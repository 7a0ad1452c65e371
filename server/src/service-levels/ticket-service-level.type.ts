import "./service-level.enums.js";
import "../tickets/ticket.enums.js";
import { createUnionType, Field, Float, ObjectType } from "type-graphql";
import { type Ticket, WaitingFor } from "../tickets/ticket.entity.js";
import { type Interval, IntervalReason, TargetKind, TargetState } from "./service-level.model.js";
import type { RulesInForce } from "./service-level.settings.js";
import type { TicketTarget } from "./ticket-targets.rules.js";

/** A target, and its ticket, for what has to be looked up or computed. */
export interface TargetRow extends TicketTarget {
  ticket: Ticket;
  rules: RulesInForce;
}

const DUE = "When it is missed if nothing changes; null when that is more than three years away.";

@ObjectType({ description: "Time is left." })
export class TargetPending {
  @Field(() => Date, { nullable: true, description: DUE })
  dueAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it becomes imminent; null where its policy never warns." })
  warnsAt!: Date | null;
}

@ObjectType({ description: "Little time is left: the policy's warning threshold is passed." })
export class TargetImminent {
  @Field(() => Date, { nullable: true, description: DUE })
  dueAt!: Date | null;
}

@ObjectType({ description: "The ticket's state stops the clock. Closed hours do not: the due time only lies later." })
export class TargetPaused {
  @Field(() => WaitingFor, { nullable: true, description: "What the ticket waits for; null while it is resolved." })
  waitingFor!: WaitingFor | null;
}

@ObjectType({ description: "Reached in time." })
export class TargetMet {
  @Field(() => Date, { description: "When it was reached." })
  at!: Date;
}

@ObjectType({ description: "Not reached in time." })
export class TargetMissed {
  @Field(() => Date, { description: "The instant at which it was missed." })
  at!: Date;

  @Field(() => Date, { nullable: true, description: "When it was reached all the same; null when it has not been." })
  reachedAt!: Date | null;
}

@ObjectType({ description: "Nothing is promised any more: the ticket was cancelled, or no policy promises it now." })
export class TargetCancelled {
  @Field(() => Date)
  at!: Date;
}

const STATES = {
  [TargetState.PENDING]: TargetPending,
  [TargetState.IMMINENT]: TargetImminent,
  [TargetState.PAUSED]: TargetPaused,
  [TargetState.MET]: TargetMet,
  [TargetState.MISSED]: TargetMissed,
  [TargetState.CANCELLED]: TargetCancelled,
};

/** An instance of the state's class: a compiled query tells members of a union apart by their class alone. */
export function stateOf({ standing, ticket }: TargetRow): InstanceType<(typeof STATES)[TargetState]> {
  return Object.assign(new STATES[standing.state](), standing, { ticket });
}

export const ServiceLevelTargetState = createUnionType({
  name: "ServiceLevelTargetState",
  types: () => [TargetPending, TargetImminent, TargetPaused, TargetMet, TargetMissed, TargetCancelled] as const,
});

@ObjectType("ServiceLevelTarget", { description: "What the desk has promised for a ticket, and how that stands." })
export class ServiceLevelTargetType {
  @Field(() => TargetKind)
  kind!: TargetKind;

  @Field(() => Date, {
    nullable: true,
    description: "When it is missed if nothing changes, or was missed; null while it is paused, met or cancelled.",
  })
  dueAt!: Date | null;
}

/** The ledger of a ticket, computed from its history up to now. */
export interface TicketServiceLevelRow {
  policyId: number | null;
  calendarId: number;
  elapsed: number;
  asOf: Date;
  targets: TargetRow[];
  intervals: readonly Interval[];
  rules: RulesInForce;
}

@ObjectType("TicketServiceLevel", { description: "A ticket's clock: what counts, since when, and what is promised." })
export class TicketServiceLevelType {
  @Field(() => Float, { description: "Business time counted since the recording, in milliseconds, at `asOf`." })
  elapsed!: number;

  @Field(() => Date)
  asOf!: Date;
}

@ObjectType("ServiceLevelInterval", {
  description: "A stretch of a ticket's life in which nothing that its clock goes by has changed.",
})
export class ServiceLevelIntervalType {
  @Field(() => Boolean, { description: "Whether it counts." })
  counted!: boolean;

  @Field(() => IntervalReason, { description: "Why it counts, or does not." })
  reason!: IntervalReason;
}

export type IntervalRow = Interval & Pick<TicketServiceLevelRow, "rules">;
