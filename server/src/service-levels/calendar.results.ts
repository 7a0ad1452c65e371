import { createUnionType, Field, ObjectType } from "type-graphql";
import {
  ChangedMeanwhile,
  InvalidInput,
  NotFound,
  NotPermitted,
  UnknownReference,
} from "../platform/graphql/problem.js";
import { type AssignedCalendarRow, AssignedCalendarType, type CalendarRow, CalendarType } from "./calendar.type.js";

@ObjectType()
export class CalendarSuccess {
  @Field(() => CalendarType)
  readonly calendar: CalendarRow;

  constructor(calendar: CalendarRow) {
    this.calendar = calendar;
  }
}

export const CalendarResult = createUnionType({
  name: "CalendarResult",
  types: () => [CalendarSuccess, NotFound, ChangedMeanwhile, NotPermitted, InvalidInput] as const,
});

@ObjectType()
export class CalendarAssignmentSuccess {
  @Field(() => AssignedCalendarType)
  readonly assigned: AssignedCalendarRow;

  constructor(assigned: AssignedCalendarRow) {
    this.assigned = assigned;
  }
}

export const CalendarAssignmentResult = createUnionType({
  name: "CalendarAssignmentResult",
  types: () =>
    [CalendarAssignmentSuccess, NotFound, ChangedMeanwhile, NotPermitted, InvalidInput, UnknownReference] as const,
});
