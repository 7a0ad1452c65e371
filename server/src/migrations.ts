import { InitialSchema1795000000000 } from "./migrations/1795000000000-initial-schema.js";
import { TimerAttempts1795000007000 } from "./migrations/1795000007000-timer-attempts.js";
import { FindDraftsAndMails1795000007100 } from "./migrations/1795000007100-find-drafts-and-mails.js";
import { Accounts1795000100000 } from "./migrations/1795000100000-accounts.js";
import { FindPeople1795000200000 } from "./migrations/1795000200000-find-people.js";
import { ImportRuns1795000300000 } from "./migrations/1795000300000-import-runs.js";
import { HistoryForMetrics1795000310000 } from "./migrations/1795000310000-history-for-metrics.js";
import { SeedingMark1795000400000 } from "./migrations/1795000400000-seeding-mark.js";
import { ServiceLevelClock1795100000000 } from "./migrations/1795100000000-service-level-clock.js";
import { ClockBackfill1795100010000 } from "./migrations/1795100010000-clock-backfill.js";
import { ServiceLevelSettings1795100100000 } from "./migrations/1795100100000-service-level-settings.js";
import { Recomputations1795100110000 } from "./migrations/1795100110000-recomputations.js";
import { MetricFacts1795100200000 } from "./migrations/1795100200000-metric-facts.js";
import { FrozenReports1795100300000 } from "./migrations/1795100300000-frozen-reports.js";
import { PersonsInMetrics1795100310000 } from "./migrations/1795100310000-persons-in-metrics.js";
import { FrozenReportKeys1795100320000 } from "./migrations/1795100320000-frozen-report-keys.js";
import { TicketsByBreach1795100400000 } from "./migrations/1795100400000-tickets-by-breach.js";

/** In the order they run; never edited once landed. */
export const migrations = [
  InitialSchema1795000000000,
  TimerAttempts1795000007000,
  FindDraftsAndMails1795000007100,
  Accounts1795000100000,
  FindPeople1795000200000,
  ImportRuns1795000300000,
  HistoryForMetrics1795000310000,
  SeedingMark1795000400000,
  ServiceLevelClock1795100000000,
  ClockBackfill1795100010000,
  ServiceLevelSettings1795100100000,
  Recomputations1795100110000,
  MetricFacts1795100200000,
  FrozenReports1795100300000,
  PersonsInMetrics1795100310000,
  FrozenReportKeys1795100320000,
  TicketsByBreach1795100400000,
];
