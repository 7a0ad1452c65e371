import type { MetricGrouping, MetricId } from "@guichet/schema";
import { everyMetric } from "../every-metric";

/** One figure, so that its tickets can be asked for: the metric, the group it is of, the part of it. */
export interface Drill {
  metric: MetricId;
  groups: readonly { by: MetricGrouping; key: string | null }[];
  /** A part of a breakdown, a share or a distribution; null: everything the figure counts. */
  part: string | null;
  /** The instant that the figure is as of, where that is not the one that the report's address gives. */
  asOf?: string;
}

/** Of a period that is not over, "now" moves on: the tickets of a figure are those of when it was shown. */
export function asShown(drill: Drill, { asOf, to }: { asOf: string; to: string }): Drill {
  return Date.parse(asOf) < Date.parse(to) ? { ...drill, asOf } : drill;
}

interface Readable {
  get(name: string): string | null;
}

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
  const metric = everyMetric.find((each) => each === params.get("tickets"));
  if (metric === undefined) return null;
  const groups = (params.get("of") ?? "")
    .split(",")
    .map((text) => {
      const [name, key = ""] = text.split(":");
      const by = groupings.find((each) => each === name);
      return by === undefined ? null : { by, key: key === "" ? null : key };
    })
    .filter((group) => group !== null);
  const at = params.get("at");
  return { metric, groups, part: params.get("part"), ...(at !== null && isInstant(at) ? { asOf: at } : {}) };
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

export function writeDrill({ metric, groups, part, asOf }: Drill, params: URLSearchParams): void {
  params.set("tickets", metric);
  if (groups.length > 0) params.set("of", groups.map(({ by, key }) => `${by}:${key ?? ""}`).join(","));
  if (part !== null) params.set("part", part);
  if (asOf !== undefined) params.set("at", asOf);
}

export function isSameDrill(a: Drill | null, b: Drill | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
