import { expect, it } from "vitest";
import type { Sql } from "../platform/database/sql.js";
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

/** A desk of so many applications, each with something to count. */
function deskOf(applications: number): Sql {
  const rows = Array.from({ length: applications }, (_, g0) => ({ g0, g1: null, g2: null, value: 1 }));
  return { query: async <T>() => rows as T };
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
