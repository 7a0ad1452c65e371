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

/** A frozen report as the API answers it. */
export interface AnsweredFrozenReport {
  outcome: keyof typeof COLUMN_WORDS;
  hash: string;
  report: Omit<AnsweredReport, "metrics"> & {
    name: string;
    frozenAt: string;
    hash: string;
    frozenBy: { displayName: string } | null;
    question: { thresholdMinutes: number | null; applications: string[] | null };
  };
  tables: { groupBy: string[]; clock: "CALENDAR" | "BUSINESS"; metrics: AnsweredMetric[] }[];
}

/** A report as a workbook: what was asked and what the figures mean on the first sheet, then a sheet for each figure. */
export function workbookOf(report: AnsweredReport, asked: AskedReport, language: Language, at: Date): Workbook {
  const words = new Words(language, report.timeZone);
  const grouped = asked.groupBy.map((by) => wordFor(GROUPING_WORDS, by, language)).join(", ");
  const parameters = [
    ...words.facts({ ...report, ...asked }),
    [text(words.of("groupBy")), text(grouped || words.of("everything"))],
  ];
  return {
    title: `Guichet, ${words.of("title")} ${words.day(report.from)} - ${words.day(report.to)}`,
    sheets: [
      words.definitions(parameters, report.metrics),
      ...report.metrics.map((metric) =>
        sheetOf(metric.name, [{ title: null, groupBy: asked.groupBy, metric }], language),
      ),
    ],
    at,
  };
}

/** A frozen report as a workbook: each figure's sheet has its tables one below the other. */
export function frozenWorkbookOf(answer: AnsweredFrozenReport, language: Language, at: Date): Workbook {
  const { report, tables, outcome } = answer;
  const words = new Words(language, report.timeZone);
  const frozenBy = report.frozenBy?.displayName ?? "";
  const parameters = [
    [text(words.of("name")), text(report.name)],
    [text(words.of("frozenAt")), words.instant(report.frozenAt)],
    [text(words.of("frozenBy")), text(frozenBy)],
    ...words.facts({ ...report, ...report.question }),
    [text(words.of("hash")), text(report.hash)],
    [text(words.of("outcome")), text(words.of(outcome))],
  ];
  const metrics = [...new Map(tables.flatMap((table) => table.metrics.map((metric) => [metric.id, metric]))).values()];
  const sheets = metrics.map(({ id, name }) =>
    sheetOf(
      name,
      tables.flatMap(({ groupBy, clock, metrics }) =>
        metrics
          .filter((metric) => metric.id === id)
          .map((metric) => ({ title: words.table(groupBy, metric.clock === null ? null : clock), groupBy, metric })),
      ),
      language,
    ),
  );
  return { title: report.name, sheets: [words.definitions(parameters, metrics), ...sheets], at };
}

interface Table {
  title: string | null;
  groupBy: readonly string[];
  metric: AnsweredMetric;
}

/** The tables of one figure, each followed by what its definition always shows once more. */
function sheetOf(name: string, tables: readonly Table[], language: Language): Sheet {
  const rows = tables.flatMap(({ title, groupBy, metric }): Cell[][] => {
    const further = metric.alsoBy[0]?.groups.map(({ by }) => by);
    return [
      ...(title === null ? [] : [[text(title)]]),
      ...tableOf(metric, metric.rows, groupBy, language),
      ...(further ? [[], ...tableOf(metric, metric.alsoBy, further, language)] : []),
      [],
    ];
  });
  rows.pop();
  return { name, hasHead: tables[0]?.title === null, rows };
}

/** The words of a workbook's first sheet, in one language and one time zone. */
class Words {
  constructor(
    private readonly language: Language,
    private readonly zone: string,
  ) {}

  of(key: keyof typeof COLUMN_WORDS): string {
    return COLUMN_WORDS[key][this.language];
  }

  day(instant: string): string {
    return this.wallClock(instant).slice(0, 10);
  }

  instant(at: string): Cell {
    return { dateTime: this.wallClock(at) };
  }

  facts({
    from,
    to,
    asOf,
    position,
    timeZone,
    ...asked
  }: Omit<AnsweredReport, "metrics"> & Omit<AskedReport, "groupBy">) {
    const rows: Cell[][] = [
      [text(this.of("from")), this.instant(from)],
      [text(this.of("to")), this.instant(to)],
      [text(this.of("asOf")), this.instant(asOf)],
      [text(this.of("position")), text(position)],
      [text(this.of("timeZone")), text(timeZone)],
    ];
    if (asked.thresholdMinutes != null) rows.push([text(this.of("threshold")), number(asked.thresholdMinutes)]);
    if (asked.applications) rows.push([text(this.of("applications")), number(asked.applications.length)]);
    return rows;
  }

  table(groupBy: readonly string[], clock: "CALENDAR" | "BUSINESS" | null): string {
    const by = groupBy.map((each) => wordFor(GROUPING_WORDS, each, this.language)).join(", ");
    const what = by ? `${this.of("by")} ${by}` : this.of("everything");
    return clock ? `${what}, ${this.of(clock)}` : what;
  }

  definitions(parameters: Cell[][], metrics: readonly AnsweredMetric[]): Sheet {
    const head = (["metric", "id", "unit", "definition", "formula"] as const).map((key) => text(this.of(key)));
    const lines = metrics.map(({ name, id, unit, definition, formula }) =>
      [name, id, unit, definition, formula].map(text),
    );
    return { name: this.of("sheet"), hasHead: false, rows: [...parameters, [], head, ...lines] };
  }

  /** What a clock in the zone shows. */
  private wallClock(instant: string): string {
    return DateTime.fromISO(instant, { zone: this.zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
  }
}
