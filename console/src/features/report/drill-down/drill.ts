import type { MetricGrouping, MetricId } from "@guichet/schema";
import { everyMetric } from "../every-metric";

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
