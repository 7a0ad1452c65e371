import { type FigureColumns, minutesColumn, minutesPartColumn } from "./columns";
import { metricOf, type Report } from "./figures";
import type { ReportWords } from "./words";

const means = ["PHONE", "EMAIL", "REMOTE", "ON_SITE"] as const;

/** The time worked, and how much of it by each means. */
export function effortColumns(report: Report | undefined, { t, means: nameOf }: ReportWords): FigureColumns[] {
  return [
    {
      metric: "effort_minutes",
      head: metricOf(report, "effort_minutes")?.name ?? "",
      columns: [
        minutesColumn("effort_minutes", t("column.total")),
        ...means.map((each) => minutesPartColumn("effort_minutes", each, nameOf(each))),
      ],
    },
  ];
}
