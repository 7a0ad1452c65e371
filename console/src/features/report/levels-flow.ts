import { groupsOf, partOf, type Report, valueOf } from "./figures";

/** Where a stay at a level leads. */
export const ways = ["resolved", "up", "skip", "sideways", "down", "discarded"] as const;
export type Way = (typeof ways)[number];

export interface Flow {
  level: string;
  way: Way;
  count: number;
}

/** How tickets left each level. Escalations over a level are among those up, and are taken apart from them here. */
export function flowsOf(levels: Report | undefined): Flow[] {
  return groupsOf(levels).flatMap(({ key }) => {
    if (key === null) return [];
    const stays = valueOf(levels, "escalation_rate", [key]);
    const skipped = partOf(stays, "SKIPPED");
    const counts: Record<Way, number> = {
      resolved: partOf(stays, "RESOLVED"),
      up: partOf(stays, "UP") - skipped,
      skip: skipped,
      sideways: partOf(stays, "SIDEWAYS"),
      down: partOf(stays, "DOWN"),
      discarded: partOf(stays, "DISCARDED"),
    };
    return ways.filter((way) => counts[way] > 0).map((way) => ({ level: key, way, count: counts[way] }));
  });
}

/** The part of the metric that a way is; those up are told only together with those that skip a level. */
export const partOfWay: Record<Way, string | null> = {
  resolved: "RESOLVED",
  up: null,
  skip: "SKIPPED",
  sideways: "SIDEWAYS",
  down: "DOWN",
  discarded: "DISCARDED",
};

export type FlowNode = ({ level: string } | { way: Way }) & { count: number };

export interface FlowPicture {
  nodes: FlowNode[];
  links: { source: number; target: number; value: number; flow: Flow }[];
}

/** The levels on one side, the ways on the other: hand-backs would close a circle if each level led to the next. */
export function pictureOf(flows: readonly Flow[]): FlowPicture {
  const levels = [...new Set(flows.map(({ level }) => level))];
  const taken = ways.filter((way) => flows.some((flow) => flow.way === way));
  const total = (of: readonly Flow[]) => of.reduce((sum, { count }) => sum + count, 0);
  return {
    nodes: [
      ...levels.map((level) => ({ level, count: total(flows.filter((flow) => flow.level === level)) })),
      ...taken.map((way) => ({ way, count: total(flows.filter((flow) => flow.way === way)) })),
    ],
    links: flows.map((flow) => ({
      source: levels.indexOf(flow.level),
      target: levels.length + taken.indexOf(flow.way),
      value: flow.count,
      flow,
    })),
  };
}
