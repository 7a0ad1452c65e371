import type { DataSource } from "typeorm";
import type { PersonViewer, Viewer } from "../platform/auth/viewer.js";
import { insertRow, isDuplicateKey } from "../platform/database/rows.js";
import type { Sql } from "../platform/database/sql.js";
import type { Transaction } from "../platform/database/unit-of-work.js";
import type { Position } from "../platform/events/position.js";
import { type Page, type PageRequest, pageOf } from "../platform/graphql/connection.js";
import { IdempotencyKeyReused, InvalidField, InvalidInput, refuse } from "../platform/graphql/problem.js";
import { differences, type FrozenTable, frozen, hashOf } from "./frozen-figures.rules.js";
import type { FrozenReport } from "./frozen-report.entity.js";
import { reportFrozen } from "./frozen-report.events.js";
import type { FreezeReportInput } from "./frozen-report.input.js";
import { type FrozenQuestion, type ReproducedReport, Reproduction } from "./frozen-report.type.js";
import { DEFINITIONS_VERSION, MetricId } from "./metric.definitions.js";
import { MetricGrouping } from "./metric.input.js";
import { asOfAsked } from "./metric-period.rules.js";
import { complaintsAbout } from "./metric-question.rules.js";
import type { ReportTables } from "./report-tables.service.js";

/** A report computed and about to be frozen. */
export type NewFrozenReport = Omit<FrozenReport, "id">;

/** Rows that differ are shown up to so many: what they have in common shows in fewer. */
const DIFFERENCES_SHOWN = 200;

/** Reports that stay what they were: kept with where they stood in the log, and computed again from there. */
export class FrozenReports {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tables: ReportTables,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /** Computes what is to be frozen. Nothing beyond the position counts: it is durable, and so is what lies before it. */
  async compute(viewer: PersonViewer, input: FreezeReportInput, position: Position): Promise<NewFrozenReport> {
    const question = questionOf(input);
    demandAnswerable(input, question);
    const frozenAt = this.clock();
    const [{ timeZone }]: [{ timeZone: string }] = await this.dataSource.query(
      "SELECT timeZone FROM desk WHERE id = 1",
    );
    const facts = {
      periodFrom: input.from,
      periodTo: input.to,
      asOf: asOfAsked(input, frozenAt),
      timeZone,
      question: JSON.stringify(question),
      compartmentIds: JSON.stringify([...viewer.compartmentIds].sort((a, b) => a - b)),
      position: position.n,
    };
    const figures = frozen(await this.tables.compute(viewer, facts, "TODAY"));
    return {
      ...facts,
      name: input.name.trim(),
      frozenAt,
      frozenById: viewer.personId,
      key: input.key ?? null,
      timeline: position.timeline,
      definitionsVersion: DEFINITIONS_VERSION,
      hash: hashOf(figures),
      figures: JSON.stringify(figures),
    };
  }

  /** What an earlier try of the same request has frozen; null when there was none. */
  async found(sql: Sql, { personId }: PersonViewer, input: FreezeReportInput): Promise<FrozenReport | null> {
    if (input.key == null) return null;
    const [found] = await sql.query<FrozenReport[]>("SELECT * FROM frozen_report WHERE frozenById = ? AND `key` = ?", [
      personId,
      input.key,
    ]);
    if (found && !isWhat(input, found)) refuse(new IdempotencyKeyReused());
    return found ?? null;
  }

  /** Two tries may meet: the second one is answered with what the first has frozen. */
  async keep(
    tx: Transaction,
    viewer: PersonViewer,
    input: FreezeReportInput,
    report: NewFrozenReport,
  ): Promise<FrozenReport> {
    try {
      const id = await insertRow(tx, "frozen_report", report);
      tx.record(reportFrozen(id));
      return { id, ...report };
    } catch (error) {
      const found = isDuplicateKey(error) ? await this.found(tx, viewer, input) : null;
      if (!found) throw error;
      return found;
    }
  }

  /** Computes it again, and says whether it is what it was. What has become secret since is shown to nobody outside. */
  async reproduce(viewer: Viewer, report: FrozenReport): Promise<ReproducedReport> {
    const tables = await this.tables.compute(viewer, report, "TODAY");
    const now = frozen(tables);
    const reproduced = (outcome: Reproduction, different: ReproducedReport["differences"] = []) => ({
      report,
      tables,
      outcome,
      hash: hashOf(now).toString("hex"),
      differences: different.slice(0, DIFFERENCES_SHOWN),
    });
    if (hashOf(now).equals(report.hash)) return reproduced(Reproduction.REPRODUCED);
    const then = frozen(await this.tables.compute(viewer, report, "THEN"));
    if (hashOf(then).equals(report.hash)) return reproduced(Reproduction.CONFIDENTIAL_SINCE);
    const changed = report.definitionsVersion !== DEFINITIONS_VERSION;
    return reproduced(
      changed ? Reproduction.DEFINITIONS_CHANGED : Reproduction.DIFFERENT,
      // Where secrets have their part in it, what was frozen would tell of them.
      hashOf(then).equals(hashOf(now)) ? differences(JSON.parse(report.figures) as FrozenTable[], now) : [],
    );
  }
}

/** Those who see all that a report counts may see it. The newest first. */
export async function readFrozenReports(sql: Sql, viewer: Viewer, page: PageRequest): Promise<Page<FrozenReport>> {
  const rows = await sql.query<FrozenReport[]>(
    `SELECT * FROM frozen_report WHERE JSON_CONTAINS(?, compartmentIds) ${page.beyond ? "AND id < ?" : ""}
     ORDER BY id DESC LIMIT ?`,
    [seenBy(viewer), ...(page.beyond ? [page.beyond[0]] : []), page.limit + 1],
  );
  return pageOf(rows, page, ({ id }) => [id]);
}

export async function readFrozenReport(sql: Sql, viewer: Viewer, id: number): Promise<FrozenReport | null> {
  const [row] = await sql.query<FrozenReport[]>(
    "SELECT * FROM frozen_report WHERE id = ? AND JSON_CONTAINS(?, compartmentIds)",
    [id, seenBy(viewer)],
  );
  return row ?? null;
}

function seenBy({ compartmentIds }: Viewer): string {
  return JSON.stringify([...compartmentIds]);
}

function questionOf(input: FreezeReportInput): FrozenQuestion {
  return {
    metrics: input.metrics ?? Object.values(MetricId),
    groupings: input.groupings?.map(({ by }) => by) ?? [[], [MetricGrouping.APPLICATION]],
    applications: input.applications ?? null,
    level: input.level ?? null,
    thresholdMinutes: input.thresholdMinutes ?? null,
  };
}

/** Whether it is the report that the input asks for, asked when that was frozen. */
function isWhat(input: FreezeReportInput, report: FrozenReport): boolean {
  const asked = [input.name.trim(), input.from, input.to, asOfAsked(input, report.frozenAt), questionOf(input)];
  const { name, periodFrom, periodTo, asOf, question } = report;
  return JSON.stringify(asked) === JSON.stringify([name, periodFrom, periodTo, asOf, JSON.parse(question)]);
}

function demandAnswerable(input: FreezeReportInput, { metrics, groupings }: FrozenQuestion): void {
  // What is frozen outlives the desk's decision about figures of named persons.
  const named = groupings.flatMap((groupBy, index) =>
    groupBy.includes(MetricGrouping.PERSON) ? [`input.groupings.${index}.by`] : [],
  );
  const wrong = groupings.flatMap((groupBy, index) =>
    complaintsAbout({ ...input, metrics, groupBy }).map(({ path }) =>
      path === "input.groupBy" ? `input.groupings.${index}.by` : path,
    ),
  );
  const fields = [...new Set([...named, ...wrong])].map(
    (path) => new InvalidField(path, path === "input.to" ? "DATE" : "OTHER"),
  );
  if (fields.length > 0) refuse(new InvalidInput(fields));
}
