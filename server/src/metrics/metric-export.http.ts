import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLError } from "graphql";
import { DateTime } from "luxon";
import type { Language } from "../platform/auth/viewer.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { RequestError } from "../platform/graphql/errors.js";
import type { Operations } from "../platform/graphql/operations.js";
import { writeCsv } from "../platform/spreadsheet/csv.js";
import { ODS_TYPE, writeOds } from "../platform/spreadsheet/ods.js";
import { tableOf } from "./metric-table.rules.js";
import {
  type AnsweredFrozenReport,
  type AnsweredReport,
  type AskedReport,
  frozenWorkbookOf,
  workbookOf,
} from "./metric-workbook.rules.js";

export interface Exports {
  operations: Operations;
  contextOf(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext>;
}

const METRIC = `fragment metric on Metric { id name definition formula unit clock rows { ...row } alsoBy { ...row } }
fragment row on MetricRow {
  groups { by key name }
  value {
    __typename
    ... on MetricCount { value }
    ... on MetricShare { part whole ratio immature }
    ... on MetricDistribution { count mean p50 p90 p99 underThreshold stillOpen }
    ... on MetricBreakdown { parts { key count } apart { key count } whole }
  }
}`;

/** What exports ask of the API: they are the same questions, with the same rights and limits. */
const REPORT = `query Export($input: MetricsInput!) {
  answer: metrics(input: $input) { from to asOf position timeZone metrics { ...metric } }
} ${METRIC}`;

const FROZEN = `query Export($id: ID!) {
  answer: frozenReport(id: $id) {
    outcome hash
    report {
      name frozenAt frozenBy { displayName } hash from to asOf position timeZone
      question { thresholdMinutes applications }
    }
    tables { groupBy clock metrics { ...metric } }
  }
} ${METRIC}`;

/**
 * Reports as files, in the viewer's language or that of `&language=`: `?input=` is what the query `metrics` takes, as
 * JSON; `?id=` a frozen report's.
 */
export function serveExports(app: FastifyInstance, parts: Exports): void {
  app.get("/exports/metric.csv", (request, reply) => {
    const input = inputOf(request);
    return answer<AnsweredReport>(parts, request, reply, REPORT, { input }, (report, language) => {
      const [metric, ...others] = report.metrics;
      if (!metric || others.length > 0) throw new RequestError("BAD_USER_INPUT", "A CSV file holds one metric.");
      const csv = writeCsv(tableOf(metric, metric.rows, input.groupBy, language), language);
      return { name: `guichet-${metric.id}-${days(report)}.csv`, type: "text/csv; charset=utf-8", content: csv };
    });
  });
  app.get("/exports/report.ods", (request, reply) => {
    const input = inputOf(request);
    return answer<AnsweredReport>(parts, request, reply, REPORT, { input }, async (report, language) => {
      const ods = await writeOds(workbookOf(report, input, language, new Date()));
      return { name: `guichet-${days(report)}.ods`, type: ODS_TYPE, content: Buffer.from(ods) };
    });
  });
  app.get("/exports/frozen-report.ods", (request, reply) => {
    const { id } = request.query as { id?: string };
    return answer<AnsweredFrozenReport>(parts, request, reply, FROZEN, { id }, async (frozen, language) => {
      const ods = await writeOds(frozenWorkbookOf(frozen, language, new Date(frozen.report.frozenAt)));
      return { name: `guichet-frozen-${days(frozen.report)}.ods`, type: ODS_TYPE, content: Buffer.from(ods) };
    });
  });
}

interface File {
  /** In the letters that every header carries. */
  name: string;
  type: string;
  content: string | Buffer;
}

async function answer<Answer>(
  { operations, contextOf }: Exports,
  request: FastifyRequest,
  reply: FastifyReply,
  document: string,
  variables: Record<string, unknown>,
  write: (answer: Answer, language: Language) => File | Promise<File>,
): Promise<FastifyReply> {
  const context = await contextOf(request, reply);
  const { language } = request.query as { language?: string };
  // Programs have a language as little as they read files for themselves.
  if (context.viewer && (language === "fr" || language === "en")) context.become({ ...context.viewer, language });
  const prepared = operations.prepare(document, null, variables, context.viewer);
  if (!("operation" in prepared)) throw prepared[0]!;
  const { data, errors } = await operations.execute(prepared, variables, context);
  if (errors || !data) return reply.code(statusOf(errors)).send({ errors });
  if (data["answer"] === null) return reply.code(404).send({ errors: [] });
  const file = await write(data["answer"] as Answer, context.language);
  return reply
    .type(file.type)
    .header("content-disposition", `attachment; filename="${file.name}"`)
    .header("cache-control", "private, no-store")
    .send(file.content);
}

/** The question as it was sent: whether it is one, the query itself will say. */
function inputOf({ query }: FastifyRequest): AskedReport {
  const { input } = query as { input?: unknown };
  try {
    const asked: unknown = JSON.parse(String(input));
    if (asked !== null && typeof asked === "object") return withLists(asked);
  } catch {
    // The same answer as for JSON that is no question.
  }
  throw new RequestError("BAD_USER_INPUT", "Give the question as JSON: ?input={…}");
}

const LISTS = ["groupBy", "applications"] as const satisfies readonly (keyof AskedReport)[];

/** The API takes a value alone for a list of one. */
function withLists(asked: object): AskedReport {
  const entries = Object.entries(asked).map(([key, value]: [string, unknown]) => {
    const isAlone = LISTS.some((list) => list === key) && value !== null && !Array.isArray(value);
    return [key, isAlone ? [value] : value];
  });
  return Object.fromEntries(entries) as AskedReport;
}

const STATUS: Record<string, number> = {
  NOT_SIGNED_IN: 401,
  NOT_PERMITTED: 403,
  TIME_LIMIT_EXCEEDED: 503,
  REPORTS_NOT_READY: 503,
  INTERNAL_SERVER_ERROR: 500,
};

function statusOf(errors: readonly GraphQLError[] = []): number {
  return STATUS[String(errors[0]?.extensions["code"])] ?? 400;
}

/** The report's period as a file's name has it: its last day, not the instant at which it is over. */
function days({ from, to, timeZone: zone }: Pick<AnsweredReport, "from" | "to" | "timeZone">): string {
  const last = DateTime.fromISO(to, { zone }).minus(1);
  return `${DateTime.fromISO(from, { zone }).toISODate()}-${last.toISODate()}`;
}
