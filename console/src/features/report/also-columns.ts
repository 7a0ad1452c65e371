import type { MetricId } from "@guichet/schema";
import { type FigureColumns, partColumn, ratioColumns, shareColumn } from "./columns";
import { metricOf, type Report } from "./figures";
import type { ReportWords } from "./words";

export const also: readonly MetricId[] = [
  "intake_discarded",
  "handled_resolved",
  "contact_chasing",
  "knowledge_duplicates",
];

/** What is worth a look once the main figures are read: what fell out, came again, was asked after, said twice. */
export function alsoColumns(report: Report, { t }: ReportWords): FigureColumns[] {
  const name = (id: MetricId) => metricOf(report, id)?.name ?? "";
  return [
    {
      metric: "intake_discarded",
      head: name("intake_discarded"),
      columns: [
        partColumn("intake_discarded", "CANCELLED", t("column.cancelled"), "count"),
        partColumn("intake_discarded", "MERGED", t("column.merged"), "count"),
      ],
    },
    {
      metric: "handled_resolved",
      head: name("handled_resolved"),
      columns: [partColumn("handled_resolved", "AGAIN", t("column.again"), "count")],
    },
    {
      metric: "contact_chasing",
      head: name("contact_chasing"),
      columns: ratioColumns("contact_chasing", { acts: t("column.number"), each: t("column.perHandled") }),
    },
    {
      metric: "knowledge_duplicates",
      head: name("knowledge_duplicates"),
      columns: [shareColumn("knowledge_duplicates", "")],
    },
  ];
}
