import { createUnionType, Field, ObjectType } from "type-graphql";
import {
  ChangedMeanwhile,
  InvalidInput,
  NotFound,
  NotPermitted,
  UnknownReference,
} from "../platform/graphql/problem.js";
import { type PolicyRow, PolicyType } from "./policy.type.js";

@ObjectType("ServiceLevelPolicySuccess")
export class PolicySuccess {
  @Field(() => PolicyType)
  readonly policy: PolicyRow;

  constructor(policy: PolicyRow) {
    this.policy = policy;
  }
}

export const PolicyResult = createUnionType({
  name: "ServiceLevelPolicyResult",
  types: () => [PolicySuccess, NotFound, ChangedMeanwhile, NotPermitted, InvalidInput, UnknownReference] as const,
});

@ObjectType("ServiceLevelPolicyOrderSuccess")
export class PolicyOrderSuccess {
  @Field(() => [PolicyType], { description: "All, in the order in which they are tried now." })
  readonly policies: PolicyRow[];

  constructor(policies: PolicyRow[]) {
    this.policies = policies;
  }
}

export const PolicyOrderResult = createUnionType({
  name: "ServiceLevelPolicyOrderResult",
  types: () => [PolicyOrderSuccess, NotFound, ChangedMeanwhile, NotPermitted, InvalidInput, UnknownReference] as const,
});
