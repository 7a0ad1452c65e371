import type { MetricGrouping } from "@guichet/schema";
import { type Drill, readDrill, writeDrill } from "./drill-down/drill";

/** The pages of the report; the address of each is its name, the first one's the report's own. */
export const sections = [
  "overview",
  "applications",
  "take-charge",
  "resolution",
  "levels",
  "service-levels",
  "backlog",
  "load",
  "frozen",
] as const;
/** One's own figures are a page apart: who reads no reports reads them too. */
export type Section = (typeof sections)[number] | "me";

/** What the rows of a report are; PERIOD stands for the days, weeks or months that the period is cut into. */
export const groupings = [
  "APPLICATION",
  "NATURE",
  "KIND",
  "PRIORITY",
  "CHANNEL",
  "REQUESTER_SITE",
  "LEVEL",
  "TEAM",
  "TEAM_SITE",
  "PERIOD",
] as const;
export type Grouping = (typeof groupings)[number];

export type Clock = "CALENDAR" | "BUSINESS";

export interface ReportView {
  /** As `readPeriod` reads it. */
  period: string;
  by: Grouping;
  applications: readonly string[];
  /** "2016-04-01T09:00" on the desk's clocks; null: the end of the period, or now. */
  asOf: string | null;
  clock: Clock;
  /** The threshold of times, in minutes; null: none. */
  within: number | null;
  /** The figure whose tickets are shown beside the report. */
  drill: Drill | null;
}

export const defaultPeriod = "this-month";
export const longestThreshold = 10 * 365 * 24 * 60;

interface Readable {
  get(name: string): string | null;
}

/** The view is the address: it can be shared, kept and gone back to. Unknown words are ignored. */
export function readView(params: Readable): ReportView {
  const asOf = params.get("asof");
  const minutes = Number(params.get("within"));
  return {
    period: params.get("period") ?? defaultPeriod,
    by: groupings.find((each) => each === params.get("by")) ?? "APPLICATION",
    applications: (params.get("application") ?? "").split(",").filter((id) => id !== ""),
    asOf:
      asOf !== null && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(asOf) && !Number.isNaN(Date.parse(asOf)) ? asOf : null,
    clock: params.get("clock") === "business" ? "BUSINESS" : "CALENDAR",
    within: Number.isInteger(minutes) && minutes >= 1 && minutes <= longestThreshold ? minutes : null,
    drill: readDrill(params),
  };
}

export function addressOf(section: Section): string {
  return section === "overview" ? "/reports" : `/reports/${section}`;
}

export function sectionAt(path: string): Section {
  if (path === "/reports/me") return "me";
  return sections.find((each) => each !== "overview" && path.startsWith(`/reports/${each}`)) ?? "overview";
}

export function writeView(section: Section, view: ReportView): string {
  const { period, by, applications, asOf, clock, within, drill } = view;
  const params = new URLSearchParams();
  if (period !== defaultPeriod) params.set("period", period);
  if (by !== "APPLICATION") params.set("by", by);
  if (applications.length > 0) params.set("application", applications.join(","));
  if (asOf !== null) params.set("asof", asOf);
  if (clock !== "CALENDAR") params.set("clock", "business");
  if (within !== null) params.set("within", String(within));
  if (drill !== null) writeDrill(drill, params);
  // They are in no need of escaping, and addresses are read by people.
  const query = params.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  return query === "" ? addressOf(section) : `${addressOf(section)}?${query}`;
}

/** What the rows of a page are where one does not choose it. */
const ownRows: Partial<Record<Section, MetricGrouping>> = {
  applications: "APPLICATION",
  levels: "LEVEL",
  load: "TEAM",
  me: "APPLICATION",
};

export function choosesRows(section: Section): boolean {
  return section !== "frozen" && ownRows[section] === undefined;
}

/** What the rows of a page are. */
export function groupingAt(section: Section, by: Grouping, points: MetricGrouping): MetricGrouping {
  return ownRows[section] ?? groupingOf(by, points);
}

export function groupingOf(by: Grouping, points: MetricGrouping): MetricGrouping {
  return by === "PERIOD" ? points : by;
}
