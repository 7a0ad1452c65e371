import { createUnionType, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { PersonLanguage } from "../people/person.entity.js";
import { connectionType } from "../platform/graphql/connection.js";
import { NodeType } from "../platform/graphql/node.js";
import { NotFound, NotPermitted } from "../platform/graphql/problem.js";
import { MailKind, type OutboxMail, OutboxState } from "./outbox.entity.js";

registerEnumType(MailKind, {
  name: "MailKind",
  valuesConfig: {
    ACKNOWLEDGEMENT: { description: "The request is recorded, and what happens next." },
    REPLY: { description: "A word of the desk." },
    RESOLUTION: { description: "How it was resolved, and until when it may be reopened." },
    BREACH: { description: "To whoever answers for a ticket: a target is missed." },
    CLOSING: { description: "It is closed; how it was resolved, when that was one act." },
  },
});

registerEnumType(OutboxState, {
  name: "OutboxState",
  valuesConfig: {
    WAITING: { description: "To be sent, again perhaps; or no mail server is configured." },
    SENDING: { description: "Being handed over." },
    SENT: { description: "Handed over to the mail server." },
    FAILED: { description: "Given up: refused for good, or not handed over in days." },
    SKIPPED: { description: "The person has no address." },
  },
});

@ObjectType("OutboxMail", {
  implements: NodeType,
  description: "A mail of the desk to a requester, or to supervisors.",
})
export class OutboxMailType
  implements
    Pick<OutboxMail, "kind" | "state" | "messageId" | "attempts" | "lastError" | "createdAt" | "notBefore" | "sentAt">
{
  @Field(() => MailKind)
  kind!: MailKind;

  @Field(() => OutboxState)
  state!: OutboxState;

  @Field(() => PersonLanguage)
  language!: string;

  @Field(() => String, { description: "The same however often it is sent." })
  messageId!: string;

  @Field(() => Int)
  attempts!: number;

  @Field(() => String, { nullable: true, description: "What the mail server said to the last attempt." })
  lastError!: string | null;

  @Field(() => Date)
  createdAt!: Date;

  @Field(() => Date, { description: "It is not sent, or not tried again, before." })
  notBefore!: Date;

  @Field(() => Date, { nullable: true })
  sentAt!: Date | null;
}

@ObjectType("OutboxConnection")
export class OutboxConnection extends connectionType("Outbox", () => OutboxMailType) {}

@ObjectType()
export class RetryMailSuccess {
  @Field(() => OutboxMailType)
  readonly mail: OutboxMail;

  constructor(mail: OutboxMail) {
    this.mail = mail;
  }
}

export const RetryMailResult = createUnionType({
  name: "RetryMailResult",
  types: () => [RetryMailSuccess, NotFound, NotPermitted] as const,
});
