import type { Language } from "../platform/auth/viewer.js";
import { type Cell, duration, number, share, text } from "../platform/spreadsheet/cell.js";
import { COLUMN_WORDS, GROUPING_WORDS, PART_WORDS, wordFor } from "./metric-words.js";

/** A part of a breakdown, as the API answers it. */
interface AnsweredPart {
  key: string;
  count: number;
}

/** A figure as the API answers it. */
export type AnsweredValue =
  | { __typename: "MetricCount"; value: number }
  | { __typename: "MetricShare"; part: number; whole: number; ratio: number | null; immature: boolean }
  | ({ __typename: "MetricDistribution"; count: number; stillOpen: number } & Record<Measure, number | null>)
  | { __typename: "MetricBreakdown"; parts: AnsweredPart[]; apart: AnsweredPart[]; whole: number };

type Measure = "mean" | "p50" | "p90" | "p99" | "underThreshold";

interface AnsweredRow {
  groups: { by: string; key: string | null; name: string | null }[];
  value: AnsweredValue;
}

export interface AnsweredMetric {
  id: string;
  name: string;
  definition: string;
  formula: string;
  unit: string;
  /** Of its durations; null where it measures none. */
  clock: string | null;
  rows: AnsweredRow[];
  /** Rows with one more group. */
  alsoBy: AnsweredRow[];
}

const PERIODS = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"];

/** Rows of a metric as a table: one for each group, a column for each thing said of it. The first row is the head. */
export function tableOf(
  { unit }: Pick<AnsweredMetric, "unit">,
  rows: readonly AnsweredRow[],
  groupBy: readonly string[],
  language: Language,
): Cell[][] {
  const columns = columnsOf(rows, unit, language);
  const groupings = groupBy.map((by) => wordFor(GROUPING_WORDS, by, language));
  const body = rows.map(({ groups, value }) => [
    ...groups.map(({ by, key, name }) => text(groupName(by, key, name, language))),
    ...columns.map(({ cell }) => cell(value)),
  ]);
  return [[...groupings, ...columns.map(({ title }) => title)].map(text), ...body];
}

/** Periods go by their keys, which sort. */
function groupName(by: string, key: string | null, name: string | null, language: Language): string {
  if (key === null) return COLUMN_WORDS.missing[language];
  return PERIODS.includes(by) ? key : (name ?? key);
}

interface Column {
  title: string;
  cell: (value: AnsweredValue) => Cell;
}

function columnsOf(rows: readonly AnsweredRow[], unit: string, language: Language): Column[] {
  const title = (word: keyof typeof COLUMN_WORDS) => COLUMN_WORDS[word][language];
  const first = rows[0]?.value;
  switch (first?.__typename) {
    case "MetricShare":
      return [
        column(title("part"), "MetricShare", ({ part }) => number(part)),
        column(title("whole"), "MetricShare", ({ whole }) => number(whole)),
        column(title("ratio"), "MetricShare", ({ ratio }) => share(ratio)),
        column(title("immature"), "MetricShare", ({ immature }) => (immature ? text(title("yes")) : null)),
      ];
    case "MetricDistribution": {
      const measured = unit === "milliseconds" ? duration : number;
      const timed = (measure: Measure) =>
        column(
          `${title(measure)}${unit === "milliseconds" ? ` (${title("minutes")})` : ""}`,
          "MetricDistribution",
          (value) => measured(value[measure]),
        );
      return [
        column(title("count"), "MetricDistribution", ({ count }) => number(count)),
        ...(["mean", "p50", "p90", "p99"] as const).map(timed),
        column(title("underThreshold"), "MetricDistribution", ({ underThreshold }) => share(underThreshold)),
        column(title("stillOpen"), "MetricDistribution", ({ stillOpen }) => number(stillOpen)),
      ];
    }
    case "MetricBreakdown":
      return breakdownColumns(rows, language);
    default:
      return [column(title("value"), "MetricCount", ({ value }) => number(value))];
  }
}

/** A column for each part that any row has, in the order of the words for them. */
function breakdownColumns(rows: readonly AnsweredRow[], language: Language): Column[] {
  const known = Object.keys(PART_WORDS);
  const place = (key: string) => (known.includes(key) ? known.indexOf(key) : known.length);
  const keys = (which: "parts" | "apart") => {
    const parts = rows.flatMap(({ value }) => (value.__typename === "MetricBreakdown" ? value[which] : []));
    return [...new Set(parts.map(({ key }) => key))].sort((a, b) => place(a) - place(b));
  };
  const counted = (which: "parts" | "apart", title: string, key: string) =>
    column(title, "MetricBreakdown", (value) => number(value[which].find((part) => part.key === key)?.count ?? 0));
  return [
    ...keys("parts").map((key) => counted("parts", wordFor(PART_WORDS, key, language), key)),
    column(COLUMN_WORDS.whole[language], "MetricBreakdown", ({ whole }) => number(whole)),
    ...keys("apart").map((key) =>
      counted("apart", `${COLUMN_WORDS.apart[language]} ${wordFor(PART_WORDS, key, language)}`, key),
    ),
  ];
}

function column<Name extends AnsweredValue["__typename"]>(
  title: string,
  name: Name,
  cell: (value: Extract<AnsweredValue, { __typename: Name }>) => Cell,
): Column {
  return {
    title,
    cell: (value) => (value.__typename === name ? cell(value as Extract<AnsweredValue, { __typename: Name }>) : null),
  };
}
