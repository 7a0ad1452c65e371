import type { Counted } from "./metric.plan.js";
import { type Dimension, endOf, type GroupValue, type Question } from "./metric.question.js";
import { FactKind } from "./metric-fact.entity.js";

const COLUMNS: Partial<Record<Dimension, string>> = {
  APPLICATION: "f.applicationId",
  NATURE: "f.nature",
  KIND: "f.kind",
  PRIORITY: "f.priority",
  REQUESTER_SITE: "f.requesterSiteId",
  CHANNEL: "f.channel",
  LEVEL: "m.level",
  QUEUE: "m.queueId",
  TEAM: "m.teamId",
  RESOLUTION_CODE: "m.code",
  POLICY: "m.policyId",
};

/** What begins with the ticket or its arrival, and is somebody's only when it ends. */
const AWAITED: readonly FactKind[] = [FactKind.ENTRY, FactKind.FIRST_REPLY, FactKind.ARRIVAL];

/**
 * What a question says, in SQL: `m` is a thing counted, `f` what its ticket was about as known at asOf. Instants are
 * milliseconds and stand in the text, as all numbers do; only words are bound.
 */
export class QuestionSql {
  readonly parameters: unknown[] = [];
  readonly from: number;
  /** Where the period ends as seen at asOf. */
  readonly end: number;
  readonly until: number;
  private readonly starts: string;

  constructor(readonly question: Question) {
    this.from = question.from.getTime();
    this.until = question.until.getTime();
    this.end = endOf(question).getTime();
    this.starts = question.buckets.map(({ startsAt }) => startsAt.getTime()).join(", ");
  }

  bind(value: unknown): string {
    this.parameters.push(value);
    return "?";
  }

  /** The facts of a kind in the period. */
  of(kind: FactKind | readonly FactKind[], where: readonly string[] = []): Counted {
    const kinds = [kind].flat().map((each) => `'${each}'`);
    return {
      from: "metric_fact m",
      where: [
        `m.kind IN (${kinds.join(", ")})`,
        "m.magnitude = 0",
        `m.at >= ${this.from} AND m.at < ${this.end}`,
        this.known("m"),
        ...where,
      ],
      bucket: this.bucket("m.at"),
      ...([kind].flat().some((each) => AWAITED.includes(each)) ? { person: this.byWhom() } : {}),
    };
  }

  /** Whose act ended it, once that has been recorded. */
  private byWhom(): string {
    return `CASE WHEN ${this.ended("m")} THEN m.personId END`;
  }

  /** The row's beginning had been recorded by asOf. */
  known(row: string): string {
    return `${row}.knownAt < ${this.until}${this.upTo(`${row}.position`)}`;
  }

  /** The row's end had been recorded by asOf, or by an earlier instant; false or null when not. */
  ended(row: string, by = this.until): string {
    return `(${row}.endKnownAt < ${by}${this.upTo(`${row}.endPosition`)})`;
  }

  upTo(position: string): string {
    return this.question.position === null ? "" : ` AND ${position} <= ${this.question.position}`;
  }

  /** The duration on the clock asked for, once it has ended. */
  duration(): string {
    return `CASE WHEN ${this.ended("m")} THEN ${this.clockColumn()} END`;
  }

  clockColumn(): string {
    return this.question.clock === "BUSINESS" ? "m.businessMs" : "m.calendarMs";
  }

  /** Of the resolutions: those that still stood when their period ended. */
  standing(): string {
    const ended = this.ended("m", this.end);
    const sooner =
      this.question.buckets.length > 1 ? ` AND ${this.bucket("m.endKnownAt")} = ${this.bucket("m.at")}` : "";
    return `NOT COALESCE(${ended}${sooner}, FALSE)`;
  }

  atLevel(): string[] {
    const { level } = this.question;
    return level === null ? [] : [`m.level = ${level}`];
  }

  /** The number of the period in which an instant lies; -1 before the first. (INTERVAL of null is -1, not null.) */
  bucket(instant: string): string {
    return this.question.buckets.length === 1 && instant === "m.at"
      ? "0"
      : `(INTERVAL(${instant}, ${this.starts}) - 1)`;
  }

  /** The same among the periods before as well. */
  anyBucket(instant: string): string {
    const earlier = this.question.earlierStarts.map((start) => start.getTime());
    return `INTERVAL(${[instant, ...earlier, this.starts].join(", ")})`;
  }

  /** Tickets as secret as they are now, unless the question says how they were. */
  private visible(): string {
    const { compartmentIds, secrets } = this.question;
    const now = oneOf("f.compartmentId", compartmentIds);
    if (!secrets) return now;
    return `((${now} AND NOT ${oneOf("f.ticket", secrets.unseen)}) OR ${oneOf("f.ticket", secrets.seen)})`;
  }

  /** Each thing counted beside what its ticket was about, without what the viewer may not see and what is left out. */
  rowsOf({ from, where, discardedToo, person = "m.personId" }: Counted): string {
    const { applicationIds, position, personId } = this.question;
    const stillSo = `(f.endKnownAt IS NULL OR f.endKnownAt >= ${this.until}${position === null ? "" : ` OR f.endPosition > ${position}`})`;
    const counts = discardedToo ? `(NOT f.discarded OR ${discardedToo})` : "NOT f.discarded";
    const about = [`f.ticket = m.ticket`, this.known("f"), stillSo, this.visible(), counts];
    if (applicationIds) about.push(oneOf("f.applicationId", applicationIds));
    const counted = personId === null ? where : [...where, `${person} = ${personId}`];
    return `${from} STRAIGHT_JOIN metric_ticket f ON ${about.join(" AND ")} WHERE ${counted.join(" AND ")}`;
  }

  groups(counted: Counted): string {
    return (
      this.question.groupBy.map((by, index) => `${this.column(by, counted)} AS g${index}`).join(", ") || "NULL AS g0"
    );
  }

  groupBy(...more: string[]): string {
    const columns = [...this.question.groupBy.map((_, index) => `g${index}`), ...more];
    return columns.length === 0 ? "" : `GROUP BY ${columns.join(", ")}`;
  }

  /** Only the rows of one group. */
  inGroup(counted: Counted, values: readonly (GroupValue | undefined)[]): string[] {
    return this.question.groupBy.map(
      (by, index) => `${this.column(by, counted)} <=> ${this.bind(values[index] ?? null)}`,
    );
  }

  private column(by: Dimension, { bucket, partIs, person = "m.personId" }: Counted): string {
    if (by === "PERIOD") return bucket;
    if (by === "PERSON") return person;
    if (by === "TEAM_SITE") return this.teamSite();
    if (by === partIs) return "m.part";
    return COLUMNS[by] ?? "NULL";
  }

  /** Where the team was at that time: the first case that holds decides. */
  private teamSite(): string {
    const cases = this.question.teamPlaces.map(({ teamId, until, siteId }) => {
      const then = until ? ` AND m.at < ${until.getTime()}` : "";
      return `WHEN m.teamId = ${teamId}${then} THEN ${siteId ?? "NULL"}`;
    });
    return cases.length === 0 ? "NULL" : `CASE ${cases.join(" ")} END`;
  }
}

function oneOf(column: string, ids: readonly number[]): string {
  return ids.length === 0 ? "FALSE" : `${column} IN (${ids.join(", ")})`;
}
