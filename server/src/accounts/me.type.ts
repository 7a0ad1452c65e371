import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import type { PersonViewer } from "../platform/auth/viewer.js";

registerEnumType(Permission, {
  name: "Permission",
  description: "A right to do something, as roles and scopes grant it.",
  valuesConfig: {
    TICKETS_READ_OWN: { description: "Read the public side of own tickets." },
    TICKETS_READ_DESK: { description: "Read the desk's tickets." },
    TICKETS_RECORD: { description: "Ask for help." },
    TICKETS_RECORD_FOR_OTHERS: { description: "Record what somebody else asks for." },
    TICKETS_ACT: { description: "Act on tickets, within own teams and levels." },
    TICKETS_ASSIGN: { description: "Assign tickets to others." },
    ARTICLES_READ: { description: "Read the knowledge base." },
    ARTICLES_EDIT: { description: "Write articles." },
    ARTICLES_REVIEW: { description: "Publish and archive articles." },
    REPORTS_READ: { description: "Read figures and reports." },
    OUTBOX_READ: { description: "Read the state of outgoing mail." },
    PEOPLE_READ: { description: "Look people up." },
    PEOPLE_MANAGE: { description: "Add and change people, their roles and memberships." },
    TEAMS_MANAGE: { description: "Add and change teams and sites." },
    APPLICATIONS_MANAGE: { description: "Add and change applications and their support chains." },
    TOKENS_MANAGE: { description: "Create and revoke tokens of programs." },
    REPORTS_FREEZE: { description: "Freeze a report as it is." },
    DESK_MANAGE: { description: "Change the desk's own settings." },
  },
});

@ObjectType({ description: "The person who signed in, and what the desk lets them do." })
export class Me {
  constructor(readonly viewer: PersonViewer) {}

  @Field(() => [Permission], { description: "What this person's roles grant, in alphabetical order." })
  get permissions(): Permission[] {
    return [...this.viewer.permissions].sort();
  }
}
