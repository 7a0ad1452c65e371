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
import { type AnsweredReport, type AskedReport, workbookOf } from "./metric-workbook.rules.js";

export interface Exports {
  operations: Operations;
  contextOf(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext>;
}

/** What an export asks of the API: it is the same question, with the same rights and limits. */
const REPORT = `query Export($input: MetricsInput!) {
  metrics(input: $input) {
    from to asOf position timeZone
    metrics {
      id name definition unit
      rows {
        groups { by key name }
        value {
          __typename
          ... on MetricCount { value }
          ... on MetricShare { part whole ratio immature }
          ... on MetricDistribution { count mean p50 p90 p99 underThreshold stillOpen }
          ... on MetricBreakdown { parts { key count } apart { key count } whole }
        }
      }
    }
  }
}`;

/** Reports as files: `?input=` is what the query `metrics` takes, as JSON. They speak the viewer's language. */
export function serveExports(app: FastifyInstance, parts: Exports): void {
  app.get("/exports/metric.csv", (request, reply) =>
    answer(parts, request, reply, (report, asked, language) => {
      const [metric, ...others] = report.metrics;
      if (!metric || others.length > 0) throw new RequestError("BAD_USER_INPUT", "A CSV file holds one metric.");
      const csv = writeCsv(tableOf(metric, asked.groupBy, language), language);
      return { name: `guichet-${metric.id}-${days(report)}.csv`, type: "text/csv; charset=utf-8", content: csv };
    }),
  );
  app.get("/exports/report.ods", (request, reply) =>
    answer(parts, request, reply, (report, asked, language) => {
      const ods = writeOds(workbookOf(report, asked, language, new Date()));
      return { name: `guichet-${days(report)}.ods`, type: ODS_TYPE, content: Buffer.from(ods) };
    }),
  );
}

interface File {
  /** In the letters that every header carries. */
  name: string;
  type: string;
  content: string | Buffer;
}

async function answer(
  { operations, contextOf }: Exports,
  request: FastifyRequest,
  reply: FastifyReply,
  write: (report: AnsweredReport, asked: AskedReport, language: Language) => File,
): Promise<FastifyReply> {
  const context = await contextOf(request, reply);
  const variables = { input: inputOf(request) };
  const prepared = operations.prepare(REPORT, null, variables, context.viewer);
  if (!("operation" in prepared)) throw prepared[0]!;
  const { data, errors } = await operations.execute(prepared, variables, context);
  if (errors || !data) return reply.code(statusOf(errors)).send({ errors });
  const file = write(data["metrics"] as AnsweredReport, variables.input, context.language);
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
    if (asked !== null && typeof asked === "object") return asked as AskedReport;
  } catch {
    // The same answer as for JSON that is no question.
  }
  throw new RequestError("BAD_USER_INPUT", "Give the question as JSON: ?input={…}");
}

const STATUS: Record<string, number> = {
  NOT_SIGNED_IN: 401,
  NOT_PERMITTED: 403,
  TIME_LIMIT_EXCEEDED: 503,
  INTERNAL_SERVER_ERROR: 500,
};

function statusOf(errors: readonly GraphQLError[] = []): number {
  return STATUS[String(errors[0]?.extensions["code"])] ?? 400;
}

/** The report's period as a file's name has it: its last day, not the instant at which it is over. */
function days({ from, to, timeZone: zone }: AnsweredReport): string {
  const last = DateTime.fromISO(to, { zone }).minus(1);
  return `${DateTime.fromISO(from, { zone }).toISODate()}-${last.toISODate()}`;
}
