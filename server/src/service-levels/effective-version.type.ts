import { Field, GraphQLISODateTime, InterfaceType, registerEnumType } from "type-graphql";
import { NodeType } from "../platform/graphql/node.js";
import { EffectiveVersionState } from "./effective-version.rules.js";

registerEnumType(EffectiveVersionState, {
  name: "SettingVersionState",
  valuesConfig: {
    PAST: { description: "It held until the next one began." },
    CURRENT: { description: "It holds now." },
    COMING: { description: "It begins later, and can still be withdrawn." },
    WITHDRAWN: { description: "Taken back before it began, or replaced by a recomputation: it holds nowhere." },
  },
});

/** What the API says of any version, as rows carry it. */
export interface EffectiveVersionRow {
  id: number;
  effectiveFrom: Date | null;
  state: EffectiveVersionState;
  savedAt: Date;
  savedById: number | null;
  withdrawnAt: Date | null;
}

@InterfaceType("SettingVersion", {
  implements: NodeType,
  description: "What a setting says from an instant on, until its next version.",
})
export abstract class EffectiveVersionType {
  @Field(() => GraphQLISODateTime, { nullable: true, description: "Null: from the beginning." })
  effectiveFrom!: Date | null;

  @Field(() => EffectiveVersionState)
  state!: EffectiveVersionState;

  @Field(() => GraphQLISODateTime)
  savedAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true })
  withdrawnAt!: Date | null;
}
