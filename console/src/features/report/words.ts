import type { MetricId } from "@guichet/schema";
import { useTranslations } from "next-intl";
import type { AttainmentWords, SpreadWords } from "./columns";
import { useFigureWords } from "./figure-words";
import { useQuestion } from "./question";

const codes = ["SOLVED", "WORKAROUND", "NO_FAULT", "NO_ANSWER", "OUT_OF_SCOPE", "REFUSED"] as const;

/** The words that the tables of a report share, in the reader's language; names of figures are the server's. */
export function useReportWords() {
  const t = useTranslations("report");
  const common = useTranslations("common");
  const { view, points, clock } = useQuestion();
  const figures = useFigureWords(clock);
  const spread: SpreadWords = {
    number: t("column.number"),
    mean: t("column.mean"),
    median: t("column.median"),
    p90: t("column.p90"),
    p99: t("column.p99"),
    stillOpen: (metric) => t(`column.stillOpen.${awaited(metric)}`),
    within: view.within === null ? null : t("column.within", { duration: figures.duration(view.within * 60_000) }),
  };
  return {
    t,
    figures,
    spread,
    share: { whole: t("column.handled"), share: t("column.share") },
    attainment: {
      judged: t("column.judged"),
      met: t("column.met"),
      missed: t("column.missed"),
    } satisfies AttainmentWords,
    table: { whole: t("column.whole"), missing: t("column.missing") },
    rowHead: view.by === "PERIOD" ? t(`points.${points}`) : t(`row.${view.by}`),
    level: (rank: string | number) => common("level", { rank: Number(rank) }),
    means: (means: "PHONE" | "EMAIL" | "REMOTE" | "ON_SITE") => common(`means.${means}`),
    code: (code: string) => {
      const known = codes.find((each) => each === code);
      return known ? common(`resolutionCode.${known}`) : code;
    },
  };
}

/** What those without a duration wait for, or have missed. */
export function awaited(metric: MetricId): "taken" | "takenThere" | "answered" {
  if (metric === "time_firstReply") return "answered";
  // Of what arrived at a level, some has left it and will never be taken there.
  return metric === "time_takeCharge_level" ? "takenThere" : "taken";
}

export type ReportWords = ReturnType<typeof useReportWords>;
