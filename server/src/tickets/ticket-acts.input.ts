import "./ticket.enums.js";
import {
  IsEmail,
  IsOptional,
  Length,
  Matches,
  Max,
  MaxDate,
  MaxLength,
  Min,
  MinDate,
  ValidateNested,
} from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { PersonLanguage } from "../people/person.entity.js";
import { Channel, InterventionMeans, Nature, ResolutionCode, Scale, TicketKind, WaitingFor } from "./ticket.entity.js";

const SUBJECT = 250;
/** Fits a TEXT column of 65,535 bytes whatever the script. */
const TEXT = 16_000;
const REASON = 2_000;
const EARLIEST = new Date("1970-01-02T00:00:00Z");
const LATEST = new Date("9999-01-01T00:00:00Z");
/** What is stored and compared byte by byte. */
const ASCII = /^[\x20-\x7e]*$/;
const KEY = "Chosen by the caller, 8 to 64 characters: the same request sent again with the same key is done once.";

/** What every act on a ticket names. */
@InputType()
abstract class ActInput {
  @Field(() => ID)
  ticket!: string;

  @Field(() => Int, { description: "The version that the act was decided on; a stale act is refused." })
  version!: number;

  @Field(() => String, { description: KEY })
  @Length(8, 64)
  @Matches(ASCII)
  key!: string;
}

/** An act whose reason is kept in the history; where one is needed, an empty one is refused. */
@InputType()
abstract class ReasonedActInput extends ActInput {
  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(REASON)
  reason?: string | null;
}

@InputType()
abstract class ActWithReasonInput extends ActInput {
  @Field(() => String)
  @Length(1, REASON)
  reason!: string;
}

@InputType({ description: "A caller the desk does not know yet." })
export class NewRequesterInput {
  @Field(() => String)
  @Length(1, 200)
  displayName!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsEmail()
  email?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(50)
  phone?: string | null;

  @Field(() => ID, { nullable: true })
  site?: string | null;

  @Field(() => PersonLanguage, { nullable: true })
  language?: PersonLanguage | null;
}

@InputType()
export class RecordTicketInput {
  @Field(() => String, { description: KEY })
  @Length(8, 64)
  @Matches(ASCII)
  key!: string;

  @Field(() => Channel)
  channel!: Channel;

  @Field(() => TicketKind)
  kind!: TicketKind;

  @Field(() => String)
  @Length(1, SUBJECT)
  subject!: string;

  @Field(() => String, { description: "In the requester's words." })
  @MaxLength(TEXT)
  description!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Who asks; the viewer, when neither this nor requesterNew is given.",
  })
  requester?: string | null;

  @Field(() => NewRequesterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  requesterNew?: NewRequesterInput | null;

  @Field(() => ID, { nullable: true, description: "For whom, when it is not for the requester." })
  beneficiary?: string | null;

  @Field(() => ID, { nullable: true })
  application?: string | null;

  @Field(() => Nature, {
    nullable: true,
    description: "With impact, urgency and application, the ticket is qualified at once.",
  })
  nature?: Nature | null;

  @Field(() => Scale, { nullable: true })
  impact?: Scale | null;

  @Field(() => Scale, { nullable: true })
  urgency?: Scale | null;

  @Field(() => ID, { nullable: true })
  category?: string | null;

  @Field(() => Date, { nullable: true, description: "When the person asked, if not now." })
  @IsOptional()
  @MinDate(EARLIEST)
  @MaxDate(LATEST)
  reportedAt?: Date | null;

  @Field(() => ID, { nullable: true, description: "The ticket that this one takes up again." })
  followUpOf?: string | null;

  @Field(() => String, { nullable: true, description: "Its number in another system, unique. ASCII." })
  @IsOptional()
  @Length(1, 100)
  @Matches(ASCII)
  externalReference?: string | null;
}

@InputType()
export class ResolutionInput {
  @Field(() => ResolutionCode)
  code!: ResolutionCode;

  @Field(() => String, { description: "What the requester is told." })
  @Length(1, TEXT)
  solution!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "The article that solved it. Without one, SOLVED and WORKAROUND write a draft at once, or merge into a near " +
      "duplicate; complaints feed nothing.",
  })
  article?: string | null;
}

@InputType({ description: "The telephone: record, qualify, resolve and close in one act." })
export class RecordAndResolveTicketInput {
  @Field(() => RecordTicketInput)
  @ValidateNested()
  ticket!: RecordTicketInput;

  @Field(() => ResolutionInput)
  @ValidateNested()
  resolution!: ResolutionInput;

  @Field(() => Boolean)
  close!: boolean;

  @Field(() => Int, { nullable: true, description: "Minutes spent, logged as an intervention." })
  @IsOptional()
  @Min(0)
  @Max(1440)
  minutes?: number | null;
}

@InputType()
export class QualifyTicketInput extends ActInput {
  @Field(() => Nature)
  nature!: Nature;

  @Field(() => Scale)
  impact!: Scale;

  @Field(() => Scale)
  urgency!: Scale;

  @Field(() => ID)
  application!: string;

  @Field(() => TicketKind, { nullable: true, description: "Unchanged when absent." })
  kind?: TicketKind | null;

  @Field(() => ID, { nullable: true })
  category?: string | null;

  @Field(() => String, { nullable: true, description: "Unchanged when absent." })
  @IsOptional()
  @Length(1, SUBJECT)
  subject?: string | null;
}

@InputType({ description: "A ticket that a colleague works on is taken with a reason only." })
export class TakeTicketInput extends ReasonedActInput {}

@InputType()
export class AssignTicketInput extends ReasonedActInput {
  @Field(() => ID)
  assignee!: string;
}

@InputType()
export class ReleaseTicketInput extends ReasonedActInput {}

@InputType()
export class EscalateTicketInput extends ActWithReasonInput {
  @Field(() => ID, { nullable: true, description: "Absent: the next level's queue of the support chain." })
  queue?: string | null;
}

@InputType()
export class HandBackTicketInput extends ActWithReasonInput {
  @Field(() => ID, { nullable: true, description: "Absent: the queue of the level below in the support chain." })
  queue?: string | null;
}

@InputType()
export class TransferTicketInput extends ActWithReasonInput {
  @Field(() => ID)
  queue!: string;

  @Field(() => ID, { nullable: true, description: "What the request turns out to be about." })
  application?: string | null;
}

@InputType()
export class ReplyToTicketInput extends ActInput {
  @Field(() => String)
  @Length(1, TEXT)
  text!: string;

  @Field(() => Boolean, { nullable: true, description: "Wait for the requester's answer in the same act." })
  wait?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Even if the ticket has changed since `version`." })
  anyway?: boolean | null;
}

@InputType()
export class AddNoteInput extends ActInput {
  @Field(() => String)
  @Length(1, TEXT)
  text!: string;

  @Field(() => Boolean, { nullable: true, description: "Even if the ticket has changed since `version`." })
  anyway?: boolean | null;
}

@InputType()
export class LogInterventionInput extends ActInput {
  @Field(() => InterventionMeans)
  means!: InterventionMeans;

  @Field(() => Int)
  @Min(1)
  @Max(1440)
  minutes!: number;

  @Field(() => Date, { nullable: true, description: "Absent: it ends now." })
  @IsOptional()
  @MinDate(EARLIEST)
  @MaxDate(LATEST)
  startedAt?: Date | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(REASON)
  note?: string | null;
}

@InputType()
export class WaitTicketInput extends ReasonedActInput {
  @Field(() => WaitingFor)
  waitFor!: WaitingFor;

  @Field(() => Date, { nullable: true, description: "It resumes by itself then; required when waiting for a date." })
  @IsOptional()
  @MinDate(EARLIEST)
  @MaxDate(LATEST)
  until?: Date | null;

  @Field(() => String, { nullable: true, description: "A public message; required when waiting for the requester." })
  @IsOptional()
  @MaxLength(TEXT)
  message?: string | null;
}

@InputType()
export class ResumeTicketInput extends ReasonedActInput {}

@InputType()
export class ResolveTicketInput extends ActInput {
  @Field(() => ResolutionInput)
  @ValidateNested()
  resolution!: ResolutionInput;

  @Field(() => Boolean, { description: "Close in the same act: only the closing mail is sent." })
  close!: boolean;
}

@InputType()
export class CloseTicketInput extends ActInput {}

@InputType()
export class ReopenTicketInput extends ActWithReasonInput {}

@InputType()
export class CancelTicketInput extends ActWithReasonInput {}

@InputType()
export class ChaseTicketInput extends ActInput {
  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(REASON)
  note?: string | null;
}

@InputType()
export class PromiseNewsInput extends ActInput {
  @Field(() => Date, { description: "In the future." })
  @MaxDate(LATEST)
  at!: Date;
}
