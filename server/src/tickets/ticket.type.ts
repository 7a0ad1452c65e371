import "./ticket.enums.js";
import { Field, Int, ObjectType } from "type-graphql";
import { NodeType } from "../platform/graphql/node.js";
import { TicketAct } from "./ticket.act.js";
import {
  Audience,
  Channel,
  type Intervention,
  InterventionMeans,
  type Message,
  Nature,
  Priority,
  ResolutionCode,
  Scale,
  type Ticket,
  TicketKind,
  TicketState,
  WaitingFor,
} from "./ticket.entity.js";

@ObjectType("Ticket", { implements: NodeType, description: "One request for help, with its unique number." })
export class TicketType
  implements
    Pick<
      Ticket,
      | "number"
      | "version"
      | "kind"
      | "nature"
      | "channel"
      | "state"
      | "waitingFor"
      | "waitingUntil"
      | "impact"
      | "urgency"
      | "priority"
      | "subject"
      | "description"
      | "highestLevel"
      | "reportedAt"
      | "recordedAt"
      | "updatedAt"
      | "takenInChargeAt"
      | "queueEnteredAt"
      | "resolvedAt"
      | "closedAt"
      | "reopenableUntil"
      | "reopenCount"
      | "nextNewsAt"
      | "chasingCount"
      | "externalReference"
    >
{
  @Field(() => Int)
  number!: number;

  @Field(() => Int, { description: "Rises with every act; an act names the version that it was decided on." })
  version!: number;

  @Field(() => TicketKind)
  kind!: TicketKind;

  @Field(() => Nature, { nullable: true })
  nature!: Nature | null;

  @Field(() => Channel)
  channel!: Channel;

  @Field(() => TicketState)
  state!: TicketState;

  @Field(() => WaitingFor, { nullable: true })
  waitingFor!: WaitingFor | null;

  @Field(() => Date, { nullable: true, description: "It resumes by itself then." })
  waitingUntil!: Date | null;

  @Field(() => Scale, { nullable: true })
  impact!: Scale | null;

  @Field(() => Scale, { nullable: true })
  urgency!: Scale | null;

  @Field(() => Priority, { nullable: true, description: "Null until the ticket is qualified." })
  priority!: Priority | null;

  @Field(() => String)
  subject!: string;

  @Field(() => String, { description: "The request in the requester's words." })
  description!: string;

  @Field(() => Int, { description: "The rank of the highest level the ticket has reached." })
  highestLevel!: number;

  @Field(() => Date, { description: "When the person asked." })
  reportedAt!: Date;

  @Field(() => Date, { description: "When the desk wrote it down." })
  recordedAt!: Date;

  @Field(() => Date, { description: "When the last act was done." })
  updatedAt!: Date;

  @Field(() => Date, { nullable: true, description: "The first act by which a person committed to it." })
  takenInChargeAt!: Date | null;

  @Field(() => Date, { description: "Since when it stands in its present queue." })
  queueEnteredAt!: Date;

  @Field(() => Date, { nullable: true })
  resolvedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  closedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "Until when a word of the requester reopens it." })
  reopenableUntil!: Date | null;

  @Field(() => Int)
  reopenCount!: number;

  @Field(() => Date, { nullable: true, description: "By when the desk has promised news." })
  nextNewsAt!: Date | null;

  @Field(() => Int, { description: "How often the requester has asked where it stands." })
  chasingCount!: number;

  @Field(() => String, { nullable: true, description: "Its number in another system." })
  externalReference!: string | null;
}

@ObjectType("Resolution", { description: "How a ticket was resolved." })
export class ResolutionType {
  @Field(() => ResolutionCode)
  code!: ResolutionCode;

  @Field(() => String, { description: "What the requester is told." })
  solution!: string;

  @Field(() => Date)
  at!: Date;
}

@ObjectType("Message", { implements: NodeType, description: "A word in a ticket's thread." })
export class MessageType implements Pick<Message, "audience" | "text" | "html" | "createdAt"> {
  @Field(() => Audience)
  audience!: Audience;

  @Field(() => String, { description: "Plain text." })
  text!: string;

  @Field(() => String, { nullable: true, description: "Sanitised HTML, where the message came with markup." })
  html!: string | null;

  @Field(() => Date)
  createdAt!: Date;
}

@ObjectType("Intervention", { implements: NodeType, description: "Work done on a ticket." })
export class InterventionType implements Pick<Intervention, "means" | "minutes" | "startedAt" | "note"> {
  @Field(() => InterventionMeans)
  means!: InterventionMeans;

  @Field(() => Int)
  minutes!: number;

  @Field(() => Date)
  startedAt!: Date;

  @Field(() => String, { nullable: true })
  note!: string | null;
}

@ObjectType("OfferedAct", { description: "Something this viewer may do to the ticket now." })
export class OfferedActType {
  @Field(() => TicketAct)
  act!: TicketAct;

  @Field(() => Boolean, { description: "A reason must be given." })
  needsReason!: boolean;
}

@ObjectType("ActTarget", { description: "A queue to which the ticket may be moved." })
export class ActTargetType {
  @Field(() => Boolean, { description: "Named by the support chain." })
  byChain!: boolean;

  @Field(() => Boolean, { description: "Passes over the chain's next level; counted apart." })
  skipsLevel!: boolean;

  @Field(() => Int, { description: "How many people serve it." })
  members!: number;

  @Field(() => Int, { description: "How many of them are connected now." })
  membersPresent!: number;
}
