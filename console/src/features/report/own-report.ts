import type { Report } from "./figures";

/** What a report by person says of one of them, as if it had been asked about that person alone. */
export function reportOn(person: string, report: Report): Report {
  return {
    ...report,
    metrics: report.metrics.map((metric) => ({
      ...metric,
      rows: metric.rows
        .filter(({ groups }) => groups.some(({ by, key }) => by === "PERSON" && key === person))
        .map((row) => ({ ...row, groups: row.groups.filter(({ by }) => by !== "PERSON") })),
    })),
  };
}
