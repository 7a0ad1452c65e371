import { createUnionType, Field, ObjectType } from "type-graphql";
import {
  ChangedMeanwhile,
  InvalidInput,
  NotFound,
  NotPermitted,
  UnknownReference,
} from "../platform/graphql/problem.js";
import { RecomputationPreviewType, type RecomputationRow, RecomputationType } from "./recomputation.type.js";

@ObjectType()
export class RecomputationSuccess {
  @Field(() => RecomputationType)
  readonly recomputation: RecomputationRow;

  constructor(recomputation: RecomputationRow) {
    this.recomputation = recomputation;
  }
}

export const RecomputationResult = createUnionType({
  name: "RecomputationResult",
  types: () =>
    [RecomputationSuccess, NotFound, ChangedMeanwhile, NotPermitted, InvalidInput, UnknownReference] as const,
});

export const RecomputationPreviewResult = createUnionType({
  name: "RecomputationPreviewResult",
  types: () =>
    [RecomputationPreviewType, NotFound, ChangedMeanwhile, NotPermitted, InvalidInput, UnknownReference] as const,
});
