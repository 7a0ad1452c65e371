import type { ClassType, NonEmptyArray } from "type-graphql";
import { MeResolver } from "./accounts/me.resolver.js";
import { SignInResolver } from "./accounts/sign-in.resolver.js";
import { ApplicationResolver, CategoryResolver, ChainLinkResolver } from "./applications/application.resolver.js";
import { DeskResolver } from "./desk/desk.resolver.js";
import { FeedResolver, PresentPersonResolver } from "./feeds/feed.resolver.js";
import { ApiTokenResolver } from "./integrations/api-token.resolver.js";
import { ArticleResolver, ResolutionArticleResolver } from "./knowledge/article.resolver.js";
import { OutboxResolver, TicketMailsResolver } from "./mail/outbox.resolver.js";
import { DrillDownResolver } from "./metrics/drill-down.resolver.js";
import { FrozenReportResolver } from "./metrics/frozen-report.resolver.js";
import { MetricResolver } from "./metrics/metric.resolver.js";
import { MetricDefinitionResolver } from "./metrics/metric-definition.resolver.js";
import { MembershipResolver, PersonResolver } from "./people/person.resolver.js";
import { PositionResolver } from "./platform/graphql/position.resolver.js";
import { QueueCountsResolver, QueueResolver } from "./queues/queue.resolver.js";
import { SearchResolver } from "./search/search.resolver.js";
import { CalendarResolver, CalendarVersionResolver } from "./service-levels/calendar.resolver.js";
import { AssignedCalendarResolver, CalendarAssignmentResolver } from "./service-levels/calendar-assignment.resolver.js";
import { DueTimesResolver } from "./service-levels/due-times.resolver.js";
import { HolidayResolver } from "./service-levels/holiday.resolver.js";
import { PolicyResolver, PolicyVersionResolver } from "./service-levels/policy.resolver.js";
import {
  RecomputationPreviewResolver,
  RecomputationResolver,
  VerdictChangeResolver,
} from "./service-levels/recomputation.resolver.js";
import {
  ServiceLevelIntervalResolver,
  ServiceLevelTargetResolver,
  TargetPausedResolver,
  TicketServiceLevelResolver,
  TicketServiceLevelsResolver,
} from "./service-levels/ticket-service-level.resolver.js";
import { SiteResolver } from "./teams/site.resolver.js";
import { LevelResolver, TeamResolver } from "./teams/team.resolver.js";
import { ActEventsResolver, HistoryResolver } from "./tickets/history.resolver.js";
import { ActTargetResolver, OfferedActResolver, TicketOfferedActsResolver } from "./tickets/offered-acts.resolver.js";
import { RecordingResolver } from "./tickets/recording.resolver.js";
import { PersonTicketsResolver, TicketResolver } from "./tickets/ticket.resolver.js";
import { TicketActsResolver } from "./tickets/ticket-acts.resolver.js";
import { TicketListResolver } from "./tickets/ticket-list.resolver.js";
import { InterventionResolver, MessageResolver, ResolutionResolver } from "./tickets/ticket-parts.resolver.js";
import { WallResolver } from "./wall/wall.resolver.js";

/** Every resolver of the API: the server and the schema's printer read this one list. */
export const resolvers: NonEmptyArray<ClassType> = [
  ActTargetResolver,
  ApiTokenResolver,
  ApplicationResolver,
  ArticleResolver,
  CategoryResolver,
  ChainLinkResolver,
  DeskResolver,
  DrillDownResolver,
  FeedResolver,
  FrozenReportResolver,
  ActEventsResolver,
  HistoryResolver,
  InterventionResolver,
  LevelResolver,
  MembershipResolver,
  MeResolver,
  MessageResolver,
  MetricDefinitionResolver,
  MetricResolver,
  OfferedActResolver,
  OutboxResolver,
  PersonResolver,
  PersonTicketsResolver,
  PositionResolver,
  PresentPersonResolver,
  QueueCountsResolver,
  QueueResolver,
  RecordingResolver,
  ResolutionArticleResolver,
  ResolutionResolver,
  SearchResolver,
  ServiceLevelIntervalResolver,
  ServiceLevelTargetResolver,
  SignInResolver,
  SiteResolver,
  TargetPausedResolver,
  TeamResolver,
  TicketActsResolver,
  TicketListResolver,
  TicketMailsResolver,
  TicketOfferedActsResolver,
  TicketResolver,
  TicketServiceLevelResolver,
  TicketServiceLevelsResolver,
  AssignedCalendarResolver,
  CalendarAssignmentResolver,
  CalendarResolver,
  CalendarVersionResolver,
  DueTimesResolver,
  HolidayResolver,
  PolicyResolver,
  PolicyVersionResolver,
  RecomputationPreviewResolver,
  RecomputationResolver,
  VerdictChangeResolver,
  WallResolver,
];
