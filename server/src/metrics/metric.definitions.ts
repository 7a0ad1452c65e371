import type { Language } from "../platform/auth/viewer.js";
import { DURATION_DEFINITIONS } from "./duration.definitions.js";
import { FLOW_DEFINITIONS } from "./flow.definitions.js";
import { QUALITY_DEFINITIONS } from "./quality.definitions.js";

/** The metrics that can be asked for; the ids of the definitions with underscores for dots. */
export enum MetricId {
  intake_received = "intake_received",
  intake_discarded = "intake_discarded",
  handled_resolved = "handled_resolved",
  time_takeCharge = "time_takeCharge",
  time_takeCharge_level = "time_takeCharge_level",
  time_firstReply = "time_firstReply",
  time_resolve = "time_resolve",
  time_inLevel = "time_inLevel",
  time_waiting = "time_waiting",
  share_levelZero = "share_levelZero",
  share_firstLevel = "share_firstLevel",
  share_firstContact = "share_firstContact",
  escalation_rate = "escalation_rate",
  backlog_open = "backlog_open",
  backlog_age = "backlog_age",
  reopen_rate = "reopen_rate",
  followup_rate = "followup_rate",
  sla_attainment = "sla_attainment",
  knowledge_reuse = "knowledge_reuse",
  knowledge_duplicates = "knowledge_duplicates",
  effort_minutes = "effort_minutes",
  contact_chasing = "contact_chasing",
}

/** What a metric's figures count. */
export type Unit = "tickets" | "milliseconds" | "stays" | "resolutions" | "targets" | "drafts" | "minutes" | "acts";

/** The parts of a breakdown, in the order in which they are shown. */
export const ENDS_OF_STAY = ["UP", "DOWN", "SIDEWAYS", "RESOLVED", "DISCARDED"] as const;
/** Counted beside the ends: escalations that passed over a level are among UP. */
export const SKIPPED = "SKIPPED";
/** Counted beside the codes: tickets that an earlier period has counted already. */
export const AGAIN = "AGAIN";
export const BACKLOG_STATES = ["NEW", "OPEN", "IN_PROGRESS", "WAITING"] as const;
export const DISCARDED_STATES = ["CANCELLED", "MERGED"] as const;
export const MEANS = ["PHONE", "EMAIL", "REMOTE", "ON_SITE"] as const;

/** How long after a resolution a reopening or a follow-up counts against it. */
export const LASTING_DAYS = 14;

interface Words {
  name: string;
  definition: string;
}

export interface Definition extends Record<Language, Words> {
  unit: Unit;
  /** In the words of the log's events, the same in every language. */
  formula: string;
}

/** Of all definitions together. Raise it when any figure could come out otherwise: frozen reports know it. */
export const DEFINITIONS_VERSION = 2;

export const DEFINITIONS: Record<MetricId, Definition> = {
  ...FLOW_DEFINITIONS,
  ...DURATION_DEFINITIONS,
  ...QUALITY_DEFINITIONS,
};
