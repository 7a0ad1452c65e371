import type { MetricId } from "@guichet/schema";

/** In the order in which the figures of the whole report are written; the compiler sees that none is left out. */
const known: Record<MetricId, true> = {
  intake_received: true,
  intake_discarded: true,
  handled_resolved: true,
  backlog_open: true,
  backlog_age: true,
  time_takeCharge: true,
  time_takeCharge_level: true,
  time_firstReply: true,
  time_resolve: true,
  time_inLevel: true,
  time_waiting: true,
  share_levelZero: true,
  share_firstLevel: true,
  share_firstContact: true,
  escalation_rate: true,
  sla_attainment: true,
  reopen_rate: true,
  followup_rate: true,
  contact_chasing: true,
  knowledge_reuse: true,
  knowledge_duplicates: true,
  effort_minutes: true,
};

export const everyMetric = Object.keys(known) as readonly MetricId[];
