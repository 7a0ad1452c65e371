import { Field, ObjectType, registerEnumType } from "type-graphql";
import { PositionScalar } from "../platform/graphql/position.scalar.js";
import { TargetKind } from "../service-levels/service-level.model.js";
import { TicketType } from "../tickets/ticket.type.js";

export enum AlarmScope {
  MINE = "MINE",
  ALL = "ALL",
}

registerEnumType(AlarmScope, {
  name: "AlarmScope",
  description: "Of which tickets a desk feed raises alarms.",
  valuesConfig: {
    MINE: { description: "Those in the queues at which the viewer works." },
    ALL: { description: "All that the viewer may see." },
  },
});

export enum TargetAlarmState {
  IMMINENT = "IMMINENT",
  MISSED = "MISSED",
}

registerEnumType(TargetAlarmState, { name: "TargetAlarmState", description: "What there is to be alarmed at." });

@ObjectType({ description: "A ticket's target is near, or missed. Told once, and only while it holds." })
export class TargetAlarm {
  @Field(() => PositionScalar, { description: "Where in the log this stands. Positions in a feed only grow." })
  position!: string;

  @Field(() => TicketType)
  ticket!: TicketType;

  @Field(() => TargetKind)
  target!: TargetKind;

  @Field(() => TargetAlarmState)
  state!: TargetAlarmState;

  @Field(() => Date, { description: "When the threshold was crossed, or the target missed." })
  at!: Date;

  @Field(() => Date, { nullable: true, description: "When the target is missed if nothing is done, or was." })
  dueAt!: Date | null;
}
