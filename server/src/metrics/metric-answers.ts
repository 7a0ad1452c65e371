import type { Language } from "../platform/auth/viewer.js";
import type { Sql } from "../platform/database/sql.js";
import { DEFINITIONS, type MetricId } from "./metric.definitions.js";
import { MetricClock, MetricGrouping } from "./metric.input.js";
import type { Plan } from "./metric.plan.js";
import { countedBy, PLANS, queryOf } from "./metric.queries.js";
import type { GroupedRow, GroupValue, Question } from "./metric.question.js";
import type { Metric, MetricRow } from "./metric.type.js";
import { type Value, valueOf } from "./metric.values.js";
import { GroupNames, type NamedGroup } from "./metric-names.js";
import {
  MOST_PARTS,
  MOST_ROWS,
  MOST_ROWS_TOGETHER,
  tooManyRows,
  tooManyRowsTogether,
} from "./metric-question.rules.js";
import { dimensionOf, refuseInput } from "./metric-question.service.js";

/** Values by their groups, which are the JSON of what the database gives. */
type Values = Map<string, Value>;

/** The metrics of one report: what is asked, and what it is compared with. */
export class MetricAnswers {
  private answered = 0;

  constructor(
    private readonly database: Sql,
    private readonly language: Language,
    private readonly question: Question,
    private readonly previous: Question | null,
  ) {}

  async metric(id: MetricId, groupBy: readonly MetricGrouping[]): Promise<Metric> {
    const { unit, formula, [this.language]: words } = DEFINITIONS[id];
    const plan = PLANS[id];
    const also = plan.alsoBy && !groupBy.includes(plan.alsoBy.grouping) ? plan.alsoBy : null;
    return {
      id,
      ...words,
      unit,
      formula,
      clock: this.clockOf(plan),
      rows: await this.rows(id, groupBy),
      alsoBy: also ? await this.rows(id, [...groupBy, also.grouping]) : [],
    };
  }

  private clockOf({ shape, calendarOnly }: Plan): MetricClock | null {
    if (shape !== "distribution") return null;
    return calendarOnly || this.question.clock === "CALENDAR" ? MetricClock.CALENDAR : MetricClock.BUSINESS;
  }

  /** The rows in the order in which they are read. A group that only the period before has is a row of nothing. */
  private async rows(id: MetricId, groupBy: readonly MetricGrouping[]): Promise<MetricRow[]> {
    const counted = countedBy(id, groupBy);
    const question = { ...this.question, groupBy: groupBy.map(dimensionOf) };
    const values = await this.values(id, question, counted);
    const before = this.previous
      ? await this.values(id, { ...this.previous, groupBy: question.groupBy }, counted)
      : null;
    const keys = [...new Set([...values.keys(), ...(before?.keys() ?? [])])];
    const person = groupBy.indexOf(MetricGrouping.PERSON);
    const people = person < 0 ? [] : keys.map((key) => groupsOf(key)[person] ?? null);
    const names = await GroupNames.read(this.database, groupBy, question.buckets, this.language, people);
    const rows = keys
      // The period before may be cut into more periods than this one.
      .filter((key) => bucketOf(question, key) !== undefined)
      .map((key): MetricRow & { groups: NamedGroup[] } => ({
        groups: groupBy.map((by, index) => names.group(by, groupsOf(key)[index]!)),
        value: values.get(key) ?? valueOf(id, PLANS[id], [], within(question, key)),
        previous: before?.get(key) ?? null,
      }));
    this.answered += rows.length;
    if (this.answered > MOST_ROWS_TOGETHER) refuseInput([tooManyRowsTogether()]);
    return rows.sort((a, b) => names.compare(a.groups, b.groups));
  }

  private async values(id: MetricId, question: Question, counted: Plan["counted"]): Promise<Values> {
    const { sql, parameters } = queryOf(id, question, counted);
    const most = MOST_ROWS * (PLANS[id].shape === "parts" ? MOST_PARTS : 1);
    // One more than may be is enough to know that there are too many.
    const rows = await this.database.query<GroupedRow[]>(`${sql} LIMIT ${most + 1}`, parameters);
    if (rows.length > most) refuseInput([tooManyRows()]);
    const groups = new Map<string, GroupedRow[]>(wanted(question).map((values) => [JSON.stringify(values), []]));
    for (const row of rows) {
      const key = JSON.stringify([row.g0, row.g1, row.g2].slice(0, question.groupBy.length));
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    if (groups.size > MOST_ROWS) refuseInput([tooManyRows()]);
    return new Map([...groups].map(([key, rows]) => [key, valueOf(id, PLANS[id], rows, within(question, key))]));
  }
}

function groupsOf(key: string): GroupValue[] {
  return JSON.parse(key) as GroupValue[];
}

function bucketOf({ groupBy, buckets }: Question, key: string) {
  const period = groupBy.indexOf("PERIOD");
  return buckets[period < 0 ? 0 : Number(groupsOf(key)[period])];
}

/** The question about one group: of a period, it ends with that. */
function within(question: Question, key: string): Question {
  return { ...question, to: bucketOf(question, key)!.endsAt };
}

/** The groups that a report has even where nothing happened: the whole, or each period begun by asOf. */
function wanted({ groupBy, buckets, until }: Question): GroupValue[][] {
  if (groupBy.length === 0) return [[]];
  if (groupBy.length > 1 || groupBy[0] !== "PERIOD") return [];
  return buckets.flatMap(({ startsAt }, index) => (startsAt < until ? [[index]] : []));
}
