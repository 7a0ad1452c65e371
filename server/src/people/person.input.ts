import { Field, ID, InputType, Int } from "type-graphql";
import { fromGlobalId, fromOptionalGlobalId } from "../platform/graphql/node-id.js";
import { PersonLanguage, Role, TechnicianKind } from "./person.entity.js";
import type { PersonChanges } from "./person.service.js";

@InputType({ description: "The levels of one team at which a person works." })
export class MembershipInput {
  @Field(() => ID)
  team!: string;

  @Field(() => [Int])
  levels!: number[];
}

@InputType({ description: "What is left out stays as it is; null takes it away." })
export class PersonInput {
  @Field(() => String)
  displayName!: string;

  @Field(() => String, { nullable: true, description: "Nobody else may have it." })
  email?: string | null;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => ID, { nullable: true })
  site?: string | null;

  @Field(() => PersonLanguage, { nullable: true, description: "The desk's when left out of a new person." })
  language?: PersonLanguage | null;

  @Field(() => [Role])
  roles!: Role[];

  @Field(() => TechnicianKind, { nullable: true })
  technicianKind?: TechnicianKind | null;

  @Field(() => String, { nullable: true, description: "With a password, makes an account; alone, renames it." })
  login?: string | null;

  @Field(() => String, { nullable: true, description: "A new one ends the sessions that the old one started." })
  password?: string | null;

  @Field(() => Boolean, { nullable: true })
  active?: boolean | null;

  @Field(() => [MembershipInput], { nullable: true, description: "All of them: it replaces those there were." })
  memberships?: MembershipInput[] | null;
}

export function changesOf(input: PersonInput): PersonChanges {
  const { site, language, active, memberships, ...rest } = input;
  return {
    ...rest,
    siteId: site === undefined ? undefined : fromOptionalGlobalId("Site", site, "input.site"),
    language: language ?? undefined,
    active: active ?? undefined,
    memberships: memberships?.map(({ team, levels }, index) => ({
      teamId: fromGlobalId("Team", team, `input.memberships.${index}.team`),
      levels: levels.toSorted((a, b) => a - b),
    })),
  };
}
