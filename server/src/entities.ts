import { Account } from "./accounts/account.entity.js";
import { Session } from "./accounts/session.entity.js";
import { Application, Category, ChainLink, Compartment } from "./applications/application.entity.js";
import { Desk } from "./desk/desk.entity.js";
import { ImportRun } from "./imports/import-run.entity.js";
import { ApiToken } from "./integrations/api-token.entity.js";
import { Article, ArticleUse } from "./knowledge/article.entity.js";
import { OutboxMail } from "./mail/outbox.entity.js";
import { FrozenReport } from "./metrics/frozen-report.entity.js";
import { MetricFact, MetricProgress, MetricTicket } from "./metrics/metric-fact.entity.js";
import { Address, Membership, Person, PersonRole, PersonWord } from "./people/person.entity.js";
import { RateLimit } from "./platform/auth/rate-limit.entity.js";
import { Event, LogHead, LogTimeline, ServerProcess } from "./platform/events/event.entity.js";
import { Due } from "./platform/jobs/due.entity.js";
import { TicketText } from "./search/search-text.entity.js";
import { Calendar, CalendarAssignment, StoredCalendarVersion } from "./service-levels/calendar.entity.js";
import { ClockBackfill } from "./service-levels/clock-backfill.entity.js";
import { Policy, StoredPolicyVersion } from "./service-levels/policy.entity.js";
import { Recomputation } from "./service-levels/recomputation.entity.js";
import { ServiceLevelSettings } from "./service-levels/service-level-settings.entity.js";
import { Level, Queue, Site, Team } from "./teams/team.entity.js";
import { Idempotency } from "./tickets/idempotency.entity.js";
import { Intervention, Message, Text, Ticket } from "./tickets/ticket.entity.js";

/** Every table of the desk, listed by hand. */
export const entities = [
  Account,
  Address,
  ApiToken,
  Application,
  Article,
  ArticleUse,
  Calendar,
  CalendarAssignment,
  Category,
  ChainLink,
  ClockBackfill,
  Compartment,
  Desk,
  Due,
  Event,
  FrozenReport,
  Idempotency,
  ImportRun,
  Intervention,
  Level,
  LogHead,
  LogTimeline,
  Membership,
  Message,
  MetricFact,
  MetricProgress,
  MetricTicket,
  OutboxMail,
  Person,
  PersonRole,
  PersonWord,
  Policy,
  Queue,
  RateLimit,
  Recomputation,
  ServerProcess,
  ServiceLevelSettings,
  Session,
  Site,
  StoredCalendarVersion,
  StoredPolicyVersion,
  Team,
  Text,
  Ticket,
  TicketText,
];
