"use client";

import type { MetricId } from "@guichet/schema";
import { useTranslations } from "next-intl";
import charts from "../charts/charts.module.css";
import { FlowChart } from "../charts/flow-chart";
import { countColumn, type FigureColumns, partColumn, spreadColumns } from "../columns";
import { asShown } from "../drill-down/drill";
import { EmptyReport } from "../empty-report";
import { FigureTable } from "../figure-table";
import { countOf, groupsOf, metricOf, type Report, valueOf } from "../figures";
import { Headline, type HeadlineFigure } from "../headline";
import { flowsOf, partOfWay } from "../levels-flow";
import { useQuestion } from "../question";
import { Sheet } from "../sheet";
import { tableOf } from "../tables";
import { useFigures } from "../use-figures";
import { type ReportWords, useReportWords } from "../words";

const metrics: MetricId[] = [
  "escalation_rate",
  "time_takeCharge_level",
  "time_inLevel",
  "handled_resolved",
  "backlog_open",
];
const headline: HeadlineFigure[] = [{ id: "share_levelZero" }, { id: "share_firstLevel" }, { id: "handled_resolved" }];
const shares = headline.map(({ id }) => id);
const ends = ["RESOLVED", "UP", "SIDEWAYS", "DOWN", "DISCARDED"] as const;

/** Which level solves what, where the rest goes from there, and how long it stays. */
export function LevelsScreen() {
  const t = useTranslations("report");
  const words = useReportWords();
  const levels = useFigures({ metrics, groupBy: ["LEVEL"] });
  const whole = useFigures({ metrics, groupBy: [] });
  const now = useFigures({ metrics: shares, groupBy: [] });
  const before = useFigures({ metrics: shares, groupBy: [], of: "before" });
  const isEmpty = whole.report !== undefined && countOf(valueOf(whole.report, "escalation_rate")) === 0;
  const tableWith = (name: string, groups: readonly FigureColumns[], together?: Report) =>
    levels.report
      ? tableOf(
          { by: "LEVEL", grouped: levels.report, whole: together },
          { name, rowHead: t("row.LEVEL"), groups, words: words.table },
        )
      : null;
  return (
    <Sheet parts={[levels, whole, now, before]}>
      {isEmpty ? (
        <EmptyReport />
      ) : (
        <>
          <Headline figures={headline} whole={now.report} before={before.report} words={words} />
          <FigureTable
            title={t("levels.ends")}
            note={t("levels.endsNote")}
            table={tableWith("levels", endColumns(levels.report, words), whole.report)}
          >
            <LevelsFlow report={levels.report} words={words} />
          </FigureTable>
          <FigureTable
            title={t("levels.inLevel")}
            note={t("levels.inLevelNote")}
            // Everything together would count a ticket once for each level that it was at.
            table={tableWith("levels-time", spreadOf("time_inLevel", levels.report, words))}
          />
          <FigureTable
            title={t("levels.arrivals")}
            note={t("takeCharge.byLevelNote")}
            table={tableWith(
              "levels-take-charge",
              spreadOf("time_takeCharge_level", levels.report, words),
              whole.report,
            )}
          />
        </>
      )}
    </Sheet>
  );
}

function LevelsFlow({ report, words }: { report: Report | undefined; words: ReportWords }) {
  const { drill } = useQuestion();
  if (!report) return <div className={charts["coming"]} aria-hidden />;
  const names = new Map(groupsOf(report).map(({ key, name }) => [key, name]));
  return (
    <div className={charts["single"]}>
      <FlowChart
        title={words.t("flow.title")}
        flows={flowsOf(report)}
        nameOfLevel={(level) => names.get(level) ?? level}
        words={words.figures}
        opener={({ level, way }) => {
          const part = partOfWay[way];
          return part === null
            ? null
            : () => drill(asShown({ metric: "escalation_rate", groups: [{ by: "LEVEL", key: level }], part }, report));
        }}
      />
    </div>
  );
}

function endColumns(report: Report | undefined, { t }: ReportWords): FigureColumns[] {
  const name = (id: MetricId) => metricOf(report, id)?.name ?? "";
  return [
    {
      metric: "escalation_rate",
      head: name("escalation_rate"),
      columns: [
        countColumn("escalation_rate", t("column.total")),
        ...ends.map((end) => partColumn("escalation_rate", end, t(`end.${end}`), "share")),
        partColumn("escalation_rate", "SKIPPED", t("column.skipped"), "count"),
      ],
    },
    { metric: "handled_resolved", head: name("handled_resolved"), columns: [countColumn("handled_resolved", "")] },
    { metric: "backlog_open", head: name("backlog_open"), columns: [countColumn("backlog_open", "")] },
  ];
}

function spreadOf(id: MetricId, report: Report | undefined, { spread }: ReportWords): FigureColumns[] {
  const columns = spreadColumns(id, spread, { open: id === "time_takeCharge_level" });
  return [{ metric: id, head: metricOf(report, id)?.name ?? "", columns }];
}
