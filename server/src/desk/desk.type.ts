import { createUnionType, Field, Int, ObjectType } from "type-graphql";
import { ChangedMeanwhile, NotPermitted } from "../platform/graphql/problem.js";

@ObjectType({ description: "What the desk has decided about itself." })
export class DeskSettings {
  @Field(() => Boolean, {
    description: "Reports may show figures about named persons to others; otherwise everybody sees their own only.",
  })
  personFigures!: boolean;

  @Field(() => Int)
  version!: number;
}

@ObjectType()
export class SetPersonFiguresSuccess {
  constructor(settings: DeskSettings) {
    this.settings = settings;
  }

  @Field(() => DeskSettings)
  readonly settings: DeskSettings;
}

export const SetPersonFiguresResult = createUnionType({
  name: "SetPersonFiguresResult",
  types: () => [SetPersonFiguresSuccess, ChangedMeanwhile, NotPermitted] as const,
});
