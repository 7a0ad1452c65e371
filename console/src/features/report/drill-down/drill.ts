import type { MetricGrouping, MetricId } from "@guichet/schema";

/** One figure, so that its tickets can be asked for: the metric, the group it is of, the part of it. */
export interface Drill {
  metric: MetricId;
  groups: readonly { by: MetricGrouping; key: string | null }[];
  /** A part of a breakdown, a share or a distribution; null: everything the figure counts. */
  part: string | null;
}

interface Readable {
  get(name: string): string | null;
}

/** Those whose tickets an address may ask for. */
export const drillable: readonly MetricId[] = [
  "intake_received",
  "intake_discarded",
  "handled_resolved",
  "time_takeCharge",
  "time_takeCharge_level",
  "time_firstReply",
  "time_resolve",
  "time_inLevel",
  "time_waiting",
  "share_levelZero",
  "share_firstLevel",
  "share_firstContact",
  "escalation_rate",
  "backlog_open",
  "backlog_age",
  "reopen_rate",
  "followup_rate",
  "sla_attainment",
  "knowledge_reuse",
  "effort_minutes",
];

const groupings: readonly MetricGrouping[] = [
  "APPLICATION",
  "NATURE",
  "KIND",
  "PRIORITY",
  "CHANNEL",
  "REQUESTER_SITE",
  "LEVEL",
  "QUEUE",
  "TEAM",
  "TEAM_SITE",
  "RESOLUTION_CODE",
  "WAITING_FOR",
  "TARGET",
  "POLICY",
  "PERSON",
  "MEANS",
  "DAY",
  "WEEK",
  "MONTH",
  "QUARTER",
  "YEAR",
];

/** Ids are base64url and keys are names: a colon and a comma are in neither. */
export function readDrill(params: Readable): Drill | null {
  const metric = drillable.find((each) => each === params.get("tickets"));
  if (metric === undefined) return null;
  const groups = (params.get("of") ?? "")
    .split(",")
    .map((text) => {
      const [name, key = ""] = text.split(":");
      const by = groupings.find((each) => each === name);
      return by === undefined ? null : { by, key: key === "" ? null : key };
    })
    .filter((group) => group !== null);
  return { metric, groups, part: params.get("part") };
}

export function writeDrill({ metric, groups, part }: Drill, params: URLSearchParams): void {
  params.set("tickets", metric);
  if (groups.length > 0) params.set("of", groups.map(({ by, key }) => `${by}:${key ?? ""}`).join(","));
  if (part !== null) params.set("part", part);
}

export function isSameDrill(a: Drill | null, b: Drill | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
