import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { PositionScalar } from "../platform/graphql/position.scalar.js";
import { ResyncReason } from "../platform/live/feed.js";
import { QueueCountsType } from "../queues/queue.type.js";
import { HistoryEntryType } from "../tickets/history.type.js";
import { TicketType } from "../tickets/ticket.type.js";
import { PresenceActivity } from "./presence.rules.js";
import { TargetAlarm } from "./target-alarm.type.js";

registerEnumType(ResyncReason, {
  name: "ResyncReason",
  description: "Why a feed cannot go on from where it was.",
  valuesConfig: {
    TOO_FAR_BEHIND: { description: "More has happened since than is worth telling one by one." },
    RIGHTS_CHANGED: { description: "What the viewer may see is not what it was." },
    TIMELINE_CHANGED: { description: "The log's past was replaced: a restore, or a failover." },
    OVERFLOW: { description: "The reader was too slow for what happened." },
  },
});

registerEnumType(PresenceActivity, { name: "PresenceActivity", description: "What somebody does on a ticket." });

const POSITION = "Where in the log this stands. Positions in a feed only grow.";

@ObjectType({ description: "A ticket is now in the view." })
export class TicketEntered {
  @Field(() => PositionScalar, { description: POSITION })
  position!: string;

  @Field(() => String, { description: "The ticket's place in the list of the feed's order: its edge's cursor there." })
  sortKey!: string;

  @Field(() => TicketType)
  ticket!: TicketType;
}

@ObjectType({ description: "A ticket of the view has changed." })
export class TicketUpdated {
  @Field(() => PositionScalar, { description: POSITION })
  position!: string;

  @Field(() => String, { description: "The ticket's place in the list of the feed's order: its edge's cursor there." })
  sortKey!: string;

  @Field(() => TicketType)
  ticket!: TicketType;
}

@ObjectType({ description: "A ticket is no longer in the view, or no longer the viewer's to see." })
export class TicketLeft {
  @Field(() => PositionScalar, { description: POSITION })
  position!: string;

  @Field(() => Int)
  number!: number;

  @Field(() => ID)
  id!: string;
}

@ObjectType({ description: "Something happened to the ticket." })
export class TicketChanged {
  @Field(() => PositionScalar, { description: POSITION })
  position!: string;

  @Field(() => TicketType)
  ticket!: TicketType;

  @Field(() => HistoryEntryType)
  entry!: HistoryEntryType;
}

@ObjectType({
  description:
    "Everything up to this position has been told. Comes first, at the end of each replay, and every 5 seconds: " +
    "a screen without one for 12 seconds is not live.",
})
export class Checkpoint {
  @Field(() => PositionScalar)
  position!: string;

  @Field(() => Date, { description: "When that was all there was." })
  time!: Date;
}

@ObjectType({ description: "Something that tickets refer to has changed: a name, for example. Read it again." })
export class ReferenceChanged {
  @Field(() => PositionScalar, { description: POSITION })
  position!: string;

  @Field(() => String, { description: "Its type: Person, Team, Site, Application, Article, OutboxMail, ..." })
  type!: string;

  @Field(() => ID)
  id!: string;
}

@ObjectType({ description: "The last item of a feed that cannot go on: read everything again, and subscribe anew." })
export class ResyncRequired {
  @Field(() => PositionScalar)
  position!: string;

  @Field(() => ResyncReason)
  reason!: ResyncReason;
}

@ObjectType({ description: "The counts of the queues that have changed; of all at first, and at the desk's midnight." })
export class QueueCountsChanged {
  @Field(() => PositionScalar, { description: POSITION })
  position!: string;

  @Field(() => [QueueCountsType])
  counts!: QueueCountsType[];
}

@ObjectType({ description: "Somebody who has a ticket before their eyes." })
export class PresentPerson {
  @Field(() => PresenceActivity)
  activity!: PresenceActivity;
}

@ObjectType("TicketPresence", { description: "Who has a ticket before their eyes." })
export class TicketPresenceType {
  @Field(() => Int)
  number!: number;

  @Field(() => [PresentPerson])
  people!: PresentPerson[];
}

@ObjectType({ description: "Who is on which ticket: always the whole state." })
export class PresenceChanged {
  @Field(() => [TicketPresenceType])
  tickets!: TicketPresenceType[];
}

/** Items say themselves which type they are of. */
const byTypename = { resolveType: (item: object) => (item as { __typename?: string }).__typename };

export const QueueFeedItem = createUnionType({
  name: "QueueFeedItem",
  types: () => [TicketEntered, TicketUpdated, TicketLeft, Checkpoint, ReferenceChanged, ResyncRequired] as const,
  ...byTypename,
});

export const TicketFeedItem = createUnionType({
  name: "TicketFeedItem",
  types: () => [TicketChanged, TicketLeft, Checkpoint, ReferenceChanged, ResyncRequired] as const,
  ...byTypename,
});

export const DeskFeedItem = createUnionType({
  name: "DeskFeedItem",
  types: () =>
    [QueueCountsChanged, TargetAlarm, PresenceChanged, Checkpoint, ReferenceChanged, ResyncRequired] as const,
  ...byTypename,
});
