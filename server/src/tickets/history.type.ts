import { Field, ObjectType, registerEnumType } from "type-graphql";
import { ActorKind } from "../platform/events/actor.js";
import type { Event } from "../platform/events/event.entity.js";
import { connectionType } from "../platform/graphql/connection.js";
import { NodeType } from "../platform/graphql/node.js";
import { TargetKind } from "../service-levels/service-level.model.js";
import "../service-levels/service-level.enums.js";

registerEnumType(ActorKind, {
  name: "ActorKind",
  valuesConfig: {
    SYSTEM: { description: "The desk itself: a timer." },
    PROGRAM: { description: "A program, by its token." },
    IMPORT: { description: "A replay of another system's log." },
  },
});

/** An event of a ticket, and whether whoever reads it sees the desk's side. */
export type HistoryRow = Event & { staff: boolean };

@ObjectType("HistoryEntry", { implements: NodeType, description: "One event of a ticket: who, when, what." })
export class HistoryEntryType implements Pick<Event, "type" | "actorKind" | "occurredAt" | "recordedAt" | "target"> {
  @Field(() => String, { description: "RECORDED, QUALIFIED, TAKEN, ESCALATED, ..." })
  type!: string;

  @Field(() => ActorKind)
  actorKind!: ActorKind;

  @Field(() => TargetKind, { nullable: true, description: "Which target, for what becomes of one: TARGET_MISSED, ..." })
  target!: TargetKind | null;

  @Field(() => Date, { description: "When it happened or fell due." })
  occurredAt!: Date;

  @Field(() => Date, { description: "When the desk wrote it down." })
  recordedAt!: Date;
}

@ObjectType("HistoryChange", { description: "A fact that an event changed, as a person reads it." })
export class HistoryChangeType {
  @Field(() => String, {
    description:
      "state, waitingFor, queue, level, assignee, application, kind, nature, priority, resolutionCode, article",
  })
  fact!: string;

  @Field(() => String, { nullable: true, description: "A name, or the name of an enumeration's value." })
  before!: string | null;

  @Field(() => String, { nullable: true })
  after!: string | null;
}

@ObjectType("HistoryConnection")
export class HistoryConnection extends connectionType("History", () => HistoryEntryType) {}
