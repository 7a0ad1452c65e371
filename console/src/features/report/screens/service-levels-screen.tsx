"use client";

import type { MetricGrouping } from "@guichet/schema";
import { IconTargetOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/ui/empty-state";
import charts from "../charts/charts.module.css";
import type { Series } from "../charts/series";
import { TrendChart } from "../charts/trend-chart";
import { attainmentColumns } from "../columns";
import { CountedTickets } from "../drill-down/counted-tickets";
import { asShown } from "../drill-down/drill";
import { FigureTable } from "../figure-table";
import { groupsOf, metricOf, type Report, shareOf, valueOf } from "../figures";
import { Headline } from "../headline";
import { useQuestion } from "../question";
import { groupingOf } from "../report-view";
import { Sheet } from "../sheet";
import { tableOf } from "../tables";
import { useFigures } from "../use-figures";
import { type ReportWords, useReportWords } from "../words";

const metric = "sla_attainment";
const metrics = [metric] as const;

/** Which promises were kept: by target, by priority, by whatever one chooses; and the tickets where they were not. */
export function ServiceLevelsScreen() {
  const t = useTranslations("report");
  const { view, points } = useQuestion();
  const words = useReportWords();
  const by = groupingOf(view.by, points);
  const whole = useFigures({ metrics, groupBy: [] });
  const before = useFigures({ metrics, groupBy: [], of: "before" });
  const targets = useFigures({ metrics, groupBy: ["TARGET"] });
  const trend = useFigures({ metrics, groupBy: [points] });
  const trendByTarget = useFigures({ metrics, groupBy: [points, "TARGET"] });
  const grouped = useFigures({ metrics, groupBy: [by] });
  const priorities = useFigures({ metrics, groupBy: ["PRIORITY"] });
  const policies = useFigures({ metrics, groupBy: ["POLICY"] });
  const judged = shareOf(valueOf(whole.report, metric));
  const name = metricOf(whole.report, metric)?.name ?? "";
  const tableBy = (rows: MetricGrouping, report: Report | undefined, file: string, rowHead: string) =>
    report
      ? tableOf(
          { by: rows, grouped: report, whole: whole.report },
          {
            name: file,
            rowHead,
            groups: [{ metric, head: name, columns: attainmentColumns(metric, words.attainment) }],
            words: words.table,
          },
        )
      : null;
  return (
    <Sheet parts={[whole, before, targets, trend, trendByTarget, grouped, priorities, policies]}>
      {judged?.whole === 0 ? (
        <EmptyState icon={IconTargetOff} title={t("serviceLevels.none")}>
          {t("serviceLevels.noneWhat")}
        </EmptyState>
      ) : (
        <>
          <Headline figures={[{ id: metric }]} whole={whole.report} before={before.report} words={words} />
          <FigureTable
            title={t("serviceLevels.byTarget")}
            table={tableBy("TARGET", targets.report, "service-levels-targets", t("row.TARGET"))}
          />
          <FigureTable
            title={t("trend.title")}
            table={tableBy(points, trend.report, "service-levels-trend", t(`points.${points}`))}
            isFolded
          >
            <AttainmentChart
              whole={trend.report}
              byTarget={trendByTarget.report}
              targets={targets.report}
              words={words}
            />
          </FigureTable>
          <FigureTable
            title={t("table.by", { name, by: t(`by.${view.by}`) })}
            table={tableBy(by, grouped.report, "service-levels", words.rowHead)}
          />
          {view.by !== "PRIORITY" && (
            <FigureTable
              title={t("serviceLevels.byPriority")}
              table={tableBy("PRIORITY", priorities.report, "service-levels-priorities", t("row.PRIORITY"))}
            />
          )}
          <FigureTable
            title={t("serviceLevels.byPolicy")}
            table={tableBy("POLICY", policies.report, "service-levels-policies", t("row.POLICY"))}
          />
          {whole.report && <MissedTargets report={whole.report} />}
        </>
      )}
    </Sheet>
  );
}

const looks = [
  { color: "var(--g-accent)", dash: undefined },
  { color: "var(--g-calm)", dash: "5 4" },
];

interface AttainmentChartProps {
  /** It has every point of the period; by target there are only those at which one was judged. */
  whole: Report | undefined;
  byTarget: Report | undefined;
  targets: Report | undefined;
  words: ReportWords;
}

/** The share kept of each target through the period; nothing where none was judged. */
function AttainmentChart({ whole, byTarget, targets, words }: AttainmentChartProps) {
  const { points } = useQuestion();
  if (!whole || !byTarget || !targets) return <div className={charts["coming"]} aria-hidden />;
  const series = groupsOf(targets).map(({ key, name }, index): Series => {
    const { color, dash } = looks[index % looks.length] ?? { color: "var(--g-accent)", dash: undefined };
    return {
      id: key ?? "",
      label: name ?? "",
      color,
      ...(dash === undefined ? {} : { dash }),
      value: (_, at) => shareOf(valueOf(byTarget, metric, [at, key]))?.ratio ?? null,
      drill: (at) => ({
        metric,
        groups: [
          { by: points, key: at },
          { by: "TARGET", key },
        ],
        part: "REST",
      }),
    };
  });
  return (
    <div className={charts["single"]}>
      <TrendChart
        kind="lines"
        title={words.t("serviceLevels.trend")}
        report={whole}
        series={series}
        of="percent"
        words={words.figures}
      />
    </div>
  );
}

/** The tickets whose target was missed in the period. */
function MissedTargets({ report }: { report: Report }) {
  const t = useTranslations("report");
  return (
    <CountedTickets
      title={t("serviceLevels.missed")}
      drill={asShown({ metric, groups: [], part: "REST" }, report)}
      empty={t("serviceLevels.noneMissed")}
    />
  );
}
