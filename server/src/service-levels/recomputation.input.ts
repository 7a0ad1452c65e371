import { Field, GraphQLISODateTime, ID, InputType, Int } from "type-graphql";
import { fromGlobalId, fromOptionalGlobalId } from "../platform/graphql/node-id.js";
import { CalendarInput, calendarFactsOf } from "./calendar.input.js";
import { PolicyInput, policyFactsOf } from "./policy.input.js";
import type { PastChange } from "./recomputation.service.js";

@InputType()
export class PastCalendarInput {
  @Field(() => ID)
  calendar!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => CalendarInput)
  input!: CalendarInput;
}

@InputType()
export class PastPolicyInput {
  @Field(() => ID)
  policy!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => PolicyInput)
  input!: PolicyInput;
}

@InputType()
export class PastAssignmentInput {
  @Field(() => ID, { nullable: true, description: "None: the desk." })
  queue?: string | null;

  @Field(() => Int)
  version!: number;

  @Field(() => ID, { nullable: true, description: "None: none of its own." })
  calendar?: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  effectiveFrom?: Date | null;
}

@InputType({
  description:
    "Exactly one change, from an instant in the past on. It takes the place of the versions that have begun since; " +
    "those still to come stay.",
})
export class RecomputationInput {
  @Field(() => PastCalendarInput, { nullable: true })
  calendar?: PastCalendarInput | null;

  @Field(() => PastPolicyInput, { nullable: true })
  policy?: PastPolicyInput | null;

  @Field(() => PastAssignmentInput, { nullable: true })
  assignment?: PastAssignmentInput | null;
}

export function pastChangeOf({ calendar, policy, assignment }: RecomputationInput): PastChange {
  return {
    effectiveFrom: calendar?.input.effectiveFrom ?? policy?.input.effectiveFrom ?? assignment?.effectiveFrom ?? null,
    calendar: calendar
      ? {
          id: fromGlobalId("Calendar", calendar.calendar, "input.calendar.calendar"),
          version: calendar.version,
          facts: calendarFactsOf(calendar.input),
        }
      : null,
    policy: policy
      ? {
          id: fromGlobalId("ServiceLevelPolicy", policy.policy, "input.policy.policy"),
          version: policy.version,
          facts: policyFactsOf(policy.input),
        }
      : null,
    assignment: assignment
      ? {
          version: assignment.version,
          queueId: fromOptionalGlobalId("Queue", assignment.queue, "input.assignment.queue"),
          calendarId: fromOptionalGlobalId("Calendar", assignment.calendar, "input.assignment.calendar"),
        }
      : null,
  };
}
