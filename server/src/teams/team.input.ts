import { Field, ID, InputType, Int } from "type-graphql";
import { fromOptionalGlobalId } from "../platform/graphql/node-id.js";
import type { TeamChanges } from "./team.service.js";

@InputType({ description: "What is left out stays as it is; null takes it away." })
export class TeamInput {
  @Field(() => String, { description: "Short and unique: letters, digits, dots, dashes." })
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => ID, { nullable: true, description: "None for a team spread over several sites." })
  site?: string | null;

  @Field(() => [Int], { description: "The levels it serves: a queue for each." })
  levels!: number[];

  @Field(() => Boolean, { nullable: true })
  active?: boolean | null;
}

export function changesOf({ site, active, ...facts }: TeamInput): TeamChanges {
  return {
    ...facts,
    siteId: site === undefined ? undefined : fromOptionalGlobalId("Site", site, "input.site"),
    active: active ?? undefined,
  };
}
