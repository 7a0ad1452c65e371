import { expect, it } from "vitest";
import type { Sql } from "../platform/database/sql.js";
import { ResolutionCode } from "../tickets/ticket.entity.js";
import { MetricId } from "./metric.definitions.js";
import { MetricGrouping } from "./metric.input.js";
import type { Question } from "./metric.question.js";
import { MetricAnswers } from "./metric-answers.js";
import { MOST_ROWS, MOST_ROWS_TOGETHER } from "./metric-question.rules.js";

const at = (day: number) => new Date(Date.UTC(2026, 2, day));
const question: Question = {
  from: at(1),
  to: at(2),
  until: at(2),
  position: null,
  buckets: [{ key: "", name: "", startsAt: at(1), endsAt: at(2) }],
  earlierStarts: [],
  groupBy: [],
  applicationIds: null,
  compartmentIds: [1],
  personId: null,
  level: null,
  thresholdMs: null,
  clock: "CALENDAR",
  teamPlaces: [],
};

/** A desk of so many applications, each with something to count; it gives as much as it is asked for. */
function deskOf(applications: number, parts: readonly string[] = ["-"], given?: (rows: number) => void): Sql {
  return {
    async query<T>(sql: string) {
      const limit = Number(/LIMIT (\d+)$/.exec(sql)?.[1] ?? Number.POSITIVE_INFINITY);
      const length = Math.min(limit, applications * parts.length);
      if (sql.includes("metric_fact")) given?.(length);
      const row = (n: number) => ({
        g0: Math.floor(n / parts.length),
        part: parts[n % parts.length],
        value: 1,
        apart: 0,
      });
      return Array.from({ length }, (_, n) => ({ g1: null, g2: null, ...row(n) })) as T;
    },
  };
}

const asked = (applications: number) => new MetricAnswers(deskOf(applications), "en", question, null);
const receivedIn = (answers: MetricAnswers) => answers.metric(MetricId.intake_received, [MetricGrouping.APPLICATION]);

it("a figure has rows up to a limit, and all figures of a report together", async () => {
  await expect(receivedIn(asked(MOST_ROWS + 1))).rejects.toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
  const answers = asked(MOST_ROWS);
  for (let figure = 0; figure < MOST_ROWS_TOGETHER / MOST_ROWS; figure++) {
    expect((await receivedIn(answers)).rows).toHaveLength(MOST_ROWS);
  }
  await expect(receivedIn(answers)).rejects.toThrow(`more than ${MOST_ROWS_TOGETHER} rows together`);
});

it("is refused without more being read than it takes to know that", async () => {
  let read = 0;
  const many = new MetricAnswers(
    deskOf(300_000, ["-"], (rows) => {
      read += rows;
    }),
    "en",
    question,
    null,
  );
  await expect(receivedIn(many)).rejects.toThrow(`more than ${MOST_ROWS} rows`);
  expect(read).toBe(MOST_ROWS + 1);
});

it("has as many rows when each of them has parts", async () => {
  const codes = Object.values(ResolutionCode);
  const handledIn = (applications: number) =>
    new MetricAnswers(deskOf(applications, codes), "en", question, null).metric(MetricId.handled_resolved, [
      MetricGrouping.APPLICATION,
    ]);
  const { rows } = await handledIn(MOST_ROWS);
  expect(rows).toHaveLength(MOST_ROWS);
  expect(rows.at(-1)!.value).toMatchObject({ whole: codes.length });
  await expect(handledIn(MOST_ROWS + 1)).rejects.toThrow(`more than ${MOST_ROWS} rows`);
  await expect(handledIn(300_000)).rejects.toThrow(`more than ${MOST_ROWS} rows`);
});
