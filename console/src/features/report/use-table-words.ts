import { useTranslations } from "next-intl";
import type { Metric } from "./figures";
import type { Grouping } from "./report-view";
import type { TableWords } from "./tables";

const codes = ["SOLVED", "WORKAROUND", "NO_FAULT", "NO_ANSWER", "OUT_OF_SCOPE", "REFUSED"] as const;
const ends = ["UP", "DOWN", "SIDEWAYS", "RESOLVED", "DISCARDED"] as const;

/** The words of a report's tables in the reader's language; names of figures are the server's. */
export function useTableWords(
  metrics: readonly Metric[],
  by: Grouping,
  points: "DAY" | "WEEK" | "MONTH" | "QUARTER",
): TableWords {
  const t = useTranslations("report");
  const common = useTranslations("common");
  return {
    rowHead: by === "PERIOD" ? t(`points.${points}`) : t(`row.${by}`),
    whole: t("column.whole"),
    missing: t("column.missing"),
    waiting: t("column.waiting"),
    total: t("column.total"),
    number: t("column.number"),
    mean: t("column.mean"),
    median: t("column.median"),
    p90: t("column.p90"),
    p99: t("column.p99"),
    stillOpen: t("column.stillOpen"),
    skipped: t("column.skipped"),
    resolvingLevel: t("column.resolvingLevel"),
    resolutionCode: t("column.resolutionCode"),
    level: (rank) => common("level", { rank }),
    code: (code) => {
      const known = codes.find((each) => each === code);
      return known ? common(`resolutionCode.${known}`) : code;
    },
    end: (end) => {
      const known = ends.find((each) => each === end);
      return known ? t(`end.${known}`) : end;
    },
    metric: (id) => metrics.find((metric) => metric.id === id)?.name ?? "",
  };
}
