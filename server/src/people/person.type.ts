import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../platform/graphql/connection.js";
import { NodeType } from "../platform/graphql/node.js";
import { type Person, PersonLanguage, Role, TechnicianKind } from "./person.entity.js";

registerEnumType(Role, {
  name: "Role",
  description: "What a person is to the desk. A person may have several roles.",
  valuesConfig: {
    REQUESTER: { description: "Asks, and sees the public side of own tickets." },
    TECHNICIAN: { description: "Works on the tickets of own teams, at own levels." },
    SUPERVISOR: { description: "Assigns, balances, handles complaints." },
    MANAGER: { description: "Reads reports, sets support chains." },
    ADMIN: { description: "Manages people, teams, applications and tokens." },
  },
});

registerEnumType(TechnicianKind, {
  name: "TechnicianKind",
  valuesConfig: {
    HOTLINE: { description: "Mostly on the telephone." },
    HELPDESK: { description: "By telephone, e-mail, remote control and on site." },
  },
});

registerEnumType(PersonLanguage, { name: "Language", description: "A language the desk speaks and writes." });

/** A person as loaders and lists read it. */
export type PersonRow = Pick<
  Person,
  "id" | "displayName" | "siteId" | "language" | "technicianKind" | "active" | "version"
>;

@ObjectType("Person", {
  implements: NodeType,
  description: "Somebody the desk knows: who asks, who works here, or both.",
})
export class PersonType implements Pick<PersonRow, "displayName" | "language" | "active" | "version"> {
  @Field(() => String)
  displayName!: string;

  @Field(() => PersonLanguage, { description: "The language in which the desk writes to this person." })
  language!: PersonLanguage;

  @Field(() => TechnicianKind, { nullable: true })
  technicianKind!: TechnicianKind | null;

  @Field(() => Boolean, { description: "An inactive person cannot sign in and is offered nowhere." })
  active!: boolean;

  @Field(() => Int)
  version!: number;
}

/** The levels of one team at which one person works. */
export interface MembershipRow {
  personId: number;
  teamId: number;
  levels: number[];
}

@ObjectType("Membership", { description: "A person's place in a team." })
export class MembershipType implements Pick<MembershipRow, "levels"> {
  @Field(() => [Int], { description: "The support levels at which the person works in this team, ascending." })
  levels!: number[];
}

@ObjectType("PersonConnection")
export class PersonConnection extends connectionType("Person", () => PersonType) {}
