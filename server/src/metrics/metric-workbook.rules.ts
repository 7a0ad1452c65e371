import { DateTime } from "luxon";
import type { Language } from "../platform/auth/viewer.js";
import { type Cell, number, type Sheet, text } from "../platform/spreadsheet/cell.js";
import type { Workbook } from "../platform/spreadsheet/ods.js";
import { type AnsweredMetric, tableOf } from "./metric-table.rules.js";
import { COLUMN_WORDS, GROUPING_WORDS, wordFor } from "./metric-words.js";

/** A report as the API answers it. */
export interface AnsweredReport {
  from: string;
  to: string;
  asOf: string;
  position: string;
  timeZone: string;
  metrics: AnsweredMetric[];
}

/** What was asked besides the period. */
export interface AskedReport {
  groupBy: readonly string[];
  thresholdMinutes?: number | null;
  applications?: readonly string[] | null;
}

/** A report as a workbook: what was asked and what the figures mean on the first sheet, then a sheet for each figure. */
export function workbookOf(report: AnsweredReport, asked: AskedReport, language: Language, at: Date): Workbook {
  const day = (instant: string) => wallClock(instant, report.timeZone).slice(0, 10);
  const sheets = report.metrics.map(
    (metric): Sheet => ({ name: metric.name, hasHead: true, rows: tableOf(metric, asked.groupBy, language) }),
  );
  return {
    title: `Guichet, ${COLUMN_WORDS.title[language]} ${day(report.from)} - ${day(report.to)}`,
    sheets: [definitions(report, asked, language), ...sheets],
    at,
  };
}

function definitions(report: AnsweredReport, asked: AskedReport, language: Language): Sheet {
  const word = (key: keyof typeof COLUMN_WORDS) => COLUMN_WORDS[key][language];
  const instant = (at: string): Cell => ({ dateTime: wallClock(at, report.timeZone) });
  const parameters: Cell[][] = [
    [text(word("from")), instant(report.from)],
    [text(word("to")), instant(report.to)],
    [text(word("asOf")), instant(report.asOf)],
    [text(word("position")), text(report.position)],
    [text(word("timeZone")), text(report.timeZone)],
    [text(word("groupBy")), text(asked.groupBy.map((by) => wordFor(GROUPING_WORDS, by, language)).join(", "))],
  ];
  if (asked.thresholdMinutes != null) parameters.push([text(word("threshold")), number(asked.thresholdMinutes)]);
  if (asked.applications) parameters.push([text(word("applications")), number(asked.applications.length)]);
  const head = (["metric", "id", "unit", "definition"] as const).map((key) => text(word(key)));
  const lines = report.metrics.map(({ name, id, unit, definition }) => [name, id, unit, definition].map(text));
  return { name: word("sheet"), hasHead: false, rows: [...parameters, [], head, ...lines] };
}

/** What a clock in the zone shows. */
function wallClock(instant: string, zone: string): string {
  return DateTime.fromISO(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
}
