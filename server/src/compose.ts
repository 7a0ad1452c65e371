import type { DataSource } from "typeorm";
import { AccountService } from "./accounts/account.service.js";
import { Authenticator } from "./accounts/authenticator.js";
import { MeResolver } from "./accounts/me.resolver.js";
import { MeService } from "./accounts/me.service.js";
import { readPersonRights } from "./accounts/person-rights.js";
import type { RememberedRights } from "./accounts/rights.events.js";
import { SessionService } from "./accounts/session.service.js";
import { SignInResolver } from "./accounts/sign-in.resolver.js";
import { SignInService } from "./accounts/sign-in.service.js";
import { ApplicationResolver, CategoryResolver, ChainLinkResolver } from "./applications/application.resolver.js";
import { Applications } from "./applications/application.service.js";
import { SupportChains } from "./applications/support-chain.service.js";
import { DeskResolver } from "./desk/desk.resolver.js";
import { FeedResolver, PresentPersonResolver } from "./feeds/feed.resolver.js";
import type { LiveDesk } from "./feeds/live-desk.js";
import { PresenceService } from "./feeds/presence.service.js";
import { ApiTokenResolver } from "./integrations/api-token.resolver.js";
import { ApiTokenService } from "./integrations/api-token.service.js";
import { ArticleResolver, ResolutionArticleResolver } from "./knowledge/article.resolver.js";
import { Articles } from "./knowledge/article.service.js";
import { KnowledgeService } from "./knowledge/knowledge.service.js";
import { BreachMailing } from "./mail/breach-mailing.service.js";
import { Mailing } from "./mail/mailing.service.js";
import { OutboxResolver, TicketMailsResolver } from "./mail/outbox.resolver.js";
import { Outbox } from "./mail/outbox.service.js";
import { DrillDownResolver } from "./metrics/drill-down.resolver.js";
import { DrillDown } from "./metrics/drill-down.service.js";
import { FrozenReportResolver } from "./metrics/frozen-report.resolver.js";
import { FrozenReports } from "./metrics/frozen-report.service.js";
import { MetricResolver } from "./metrics/metric.resolver.js";
import { MetricService } from "./metrics/metric.service.js";
import { MetricDefinitionResolver } from "./metrics/metric-definition.resolver.js";
import { MetricProjection } from "./metrics/metric-projection.service.js";
import { MetricSnapshots } from "./metrics/metric-snapshot.js";
import { ReportTables } from "./metrics/report-tables.service.js";
import { PeopleImport } from "./people/people-import.service.js";
import { MembershipResolver, PersonResolver } from "./people/person.resolver.js";
import { People } from "./people/person.service.js";
import { RightsCache } from "./platform/auth/rights.js";
import type { SessionCookies } from "./platform/auth/session-cookie.js";
import type { UnitOfWork } from "./platform/database/unit-of-work.js";
import { PositionResolver } from "./platform/graphql/position.resolver.js";
import { DueKind } from "./platform/jobs/due.entity.js";
import type { TimerHandlers } from "./platform/jobs/timers.js";
import { QueueCountsResolver, QueueResolver } from "./queues/queue.resolver.js";
import { SearchResolver } from "./search/search.resolver.js";
import { SearchService } from "./search/search.service.js";
import { Breaches } from "./service-levels/breach.service.js";
import { CalendarResolver, CalendarVersionResolver } from "./service-levels/calendar.resolver.js";
import { Calendars } from "./service-levels/calendar.service.js";
import { AssignedCalendarResolver, CalendarAssignmentResolver } from "./service-levels/calendar-assignment.resolver.js";
import { CalendarAssignments } from "./service-levels/calendar-assignment.service.js";
import { DueTimesResolver } from "./service-levels/due-times.resolver.js";
import { HolidayResolver } from "./service-levels/holiday.resolver.js";
import { PolicyResolver, PolicyVersionResolver } from "./service-levels/policy.resolver.js";
import { Policies } from "./service-levels/policy.service.js";
import {
  RecomputationPreviewResolver,
  RecomputationResolver,
  VerdictChangeResolver,
} from "./service-levels/recomputation.resolver.js";
import { Recomputations } from "./service-levels/recomputation.service.js";
import {
  ServiceLevelIntervalResolver,
  ServiceLevelTargetResolver,
  TargetPausedResolver,
  TicketServiceLevelResolver,
  TicketServiceLevelsResolver,
} from "./service-levels/ticket-service-level.resolver.js";
import { SiteResolver } from "./teams/site.resolver.js";
import { Sites } from "./teams/site.service.js";
import { LevelResolver, TeamResolver } from "./teams/team.resolver.js";
import { Teams } from "./teams/team.service.js";
import { ActEventsResolver, HistoryResolver } from "./tickets/history.resolver.js";
import {
  ActTargetResolver,
  type ConnectedPeople,
  OfferedActResolver,
  TicketOfferedActsResolver,
} from "./tickets/offered-acts.resolver.js";
import { RecordingResolver } from "./tickets/recording.resolver.js";
import { PersonTicketsResolver, TicketResolver } from "./tickets/ticket.resolver.js";
import { TicketServices } from "./tickets/ticket.services.js";
import { TicketActs } from "./tickets/ticket-acts.js";
import { TicketActsResolver } from "./tickets/ticket-acts.resolver.js";
import { TicketListResolver } from "./tickets/ticket-list.resolver.js";
import { InterventionResolver, MessageResolver, ResolutionResolver } from "./tickets/ticket-parts.resolver.js";
import { WallResolver } from "./wall/wall.resolver.js";

export interface Foundations {
  dataSource: DataSource;
  work: UnitOfWork;
  cookies: SessionCookies;
  /** Where people reach the desk: links and Message-IDs name it. */
  publicUrl: string;
  /** Whether a server for outgoing mail is configured. */
  sendsMail: boolean;
  /** How long a request may take. */
  seconds: number;
  connected: ConnectedPeople;
  live: LiveDesk;
}

/** The desk's services as far as the server itself deals with them, and its resolvers. */
export interface Desk {
  authenticator: Authenticator;
  accounts: AccountService;
  tickets: TicketServices;
  /** What follows from missed targets. */
  breaches: Breaches;
  /** What reports are derived from: kept at the end of the log. */
  projection: MetricProjection;
  /** What each kind of timer does when it falls due. */
  timers: TimerHandlers;
  /** What is held in memory about who may do what: kept true by the log's events. */
  remembered: RememberedRights;
  /** One instance of each class in `schema.ts`. */
  resolvers: object[];
}

/** Builds every service and resolver by hand, each from what it needs. */
export function composeDesk(foundations: Foundations): Desk {
  const { dataSource, work, cookies, publicUrl, sendsMail, seconds, connected, live } = foundations;
  const rights = new RightsCache((personId) => readPersonRights(dataSource, personId));
  const sessions = new SessionService(dataSource, work);
  const tokens = new ApiTokenService(dataSource, work);
  const accounts = new AccountService(sessions);
  const people = new People(accounts);
  const chains = new SupportChains();
  const tickets = new TicketServices({
    chains,
    knowledge: new KnowledgeService(),
    mailing: new Mailing(publicUrl),
    callers: people,
  });
  const acts = new TicketActs(work, dataSource);
  const articles = new Articles();
  const search = new SearchService(dataSource);
  const projection = new MetricProjection(dataSource);
  const snapshots = new MetricSnapshots(dataSource, projection, seconds);

  const calendars = new Calendars();
  const policies = new Policies();
  const assignments = new CalendarAssignments();
  const recomputations = new Recomputations(dataSource, work, { calendars, policies, assignments });

  return {
    authenticator: new Authenticator(cookies, sessions, tokens, rights),
    accounts,
    remembered: { rights, sessions, tokens },
    tickets,
    breaches: new Breaches({ mailing: new BreachMailing(publicUrl), routing: tickets.routing }),
    projection,
    timers: {
      ...tickets.timers,
      [DueKind.DRAFT_EXPIRES]: (tx, id, dueAt) => articles.onDraftExpires(tx, id, dueAt),
      [DueKind.RECOMPUTATION]: (tx, id, dueAt) => recomputations.onGoesOn(tx, id, dueAt),
    },
    resolvers: [
      new ArticleResolver(dataSource, work, articles, search),
      new OutboxResolver(dataSource, work, new Outbox()),
      new ResolutionArticleResolver(dataSource),
      new SearchResolver(search),
      new TicketMailsResolver(dataSource),
      new ActEventsResolver(dataSource),
      new ActTargetResolver(dataSource, connected),
      new FeedResolver(new PresenceService(live.presence, dataSource)),
      new HistoryResolver(dataSource),
      new InterventionResolver(dataSource),
      new MessageResolver(dataSource),
      new MetricDefinitionResolver(),
      new MetricResolver(new MetricService(snapshots)),
      new OfferedActResolver(dataSource, chains),
      new PersonTicketsResolver(dataSource),
      new RecordingResolver(acts, tickets.recording),
      new ResolutionResolver(dataSource),
      new TicketActsResolver(acts, tickets),
      new TicketListResolver(dataSource),
      new TicketOfferedActsResolver(),
      new TicketResolver(dataSource),
      new ServiceLevelIntervalResolver(dataSource),
      new ServiceLevelTargetResolver(),
      new TargetPausedResolver(dataSource),
      new TicketServiceLevelResolver(dataSource),
      new TicketServiceLevelsResolver(dataSource),
      new ApiTokenResolver(tokens, dataSource),
      new ApplicationResolver(dataSource, work, new Applications()),
      new CategoryResolver(dataSource),
      new ChainLinkResolver(dataSource),
      new DeskResolver(dataSource, work),
      new DrillDownResolver(dataSource, new DrillDown(snapshots)),
      new FrozenReportResolver(dataSource, work, new FrozenReports(dataSource, new ReportTables(snapshots))),
      new LevelResolver(dataSource),
      new MembershipResolver(dataSource),
      new MeResolver(new MeService(dataSource, work, rights, sendsMail)),
      new PersonResolver(dataSource, work, people, new PeopleImport(work, people)),
      new PositionResolver(),
      new PresentPersonResolver(dataSource),
      new QueueCountsResolver(dataSource),
      new QueueResolver(dataSource),
      new WallResolver(dataSource),
      new SignInResolver(new SignInService(dataSource, sessions), sessions, rights),
      new SiteResolver(dataSource, work, new Sites()),
      new TeamResolver(dataSource, work, new Teams()),
      new AssignedCalendarResolver(dataSource, work, assignments),
      new CalendarAssignmentResolver(dataSource),
      new CalendarResolver(dataSource, work, calendars),
      new CalendarVersionResolver(dataSource),
      new DueTimesResolver(dataSource, chains),
      new HolidayResolver(),
      new PolicyResolver(dataSource, work, policies),
      new PolicyVersionResolver(dataSource),
      new RecomputationPreviewResolver(),
      new RecomputationResolver(dataSource, work, recomputations),
      new VerdictChangeResolver(dataSource),
    ],
  };
}
