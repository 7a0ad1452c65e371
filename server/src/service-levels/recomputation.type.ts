import { Field, GraphQLISODateTime, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../platform/graphql/connection.js";
import { NodeType } from "../platform/graphql/node.js";
import type { Recomputation } from "./recomputation.entity.js";
import { Verdict } from "./recomputation.rules.js";
import type { Preview, VerdictChange } from "./recomputation.service.js";
import { TargetKind } from "./service-level.model.js";
import "./service-level.enums.js";

registerEnumType(Verdict, { name: "Verdict", description: "What a report says of a target." });

export type RecomputationRow = Omit<Recomputation, "fromPosition" | "upToNumber" | "doneNumber">;

@ObjectType("Recomputation", {
  implements: NodeType,
  description: "A change of the past: who asked for it, and how far the tickets have been judged again.",
})
export class RecomputationType
  implements
    Pick<
      RecomputationRow,
      "startedAt" | "effectiveFrom" | "endedAt" | "ticketsToLookAt" | "ticketsLookedAt" | "verdictsChanged"
    >
{
  @Field(() => GraphQLISODateTime)
  startedAt!: Date;

  @Field(() => GraphQLISODateTime, { description: "From when on the changed setting holds." })
  effectiveFrom!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: "Null while it goes on." })
  endedAt!: Date | null;

  @Field(() => Int)
  ticketsToLookAt!: number;

  @Field(() => Int)
  ticketsLookedAt!: number;

  @Field(() => Int)
  verdictsChanged!: number;
}

@ObjectType("VerdictChange")
export class VerdictChangeType implements Omit<VerdictChange, "number"> {
  @Field(() => TargetKind)
  target!: TargetKind;

  @Field(() => Verdict, { nullable: true, description: "Null: not judged." })
  before!: Verdict | null;

  @Field(() => Verdict, { nullable: true, description: "Null: not judged." })
  after!: Verdict | null;
}

@ObjectType("VerdictChangeConnection")
export class VerdictChangeConnection extends connectionType("VerdictChange", () => VerdictChangeType) {}

@ObjectType("RecomputationPreview", { description: "What a change of the past would do, had it been made now." })
export class RecomputationPreviewType implements Preview {
  @Field(() => Int, { description: "The tickets whose life reaches into the changed time." })
  looked!: number;

  @Field(() => Boolean, {
    description: "False where there are more of them than a preview looks at: the newest 50,000.",
  })
  complete!: boolean;

  changes!: VerdictChange[];
}
