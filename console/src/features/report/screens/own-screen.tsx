"use client";

import type { MetricGrouping } from "@guichet/schema";
import { useTranslations } from "next-intl";
import { useMe } from "@/features/session/session";
import { effortColumns } from "../effort-columns";
import { EmptyReport } from "../empty-report";
import { FigureTable } from "../figure-table";
import { countOf, distributionOf, type MetricValue, type Report, valueOf } from "../figures";
import { Headline, type HeadlineFigure } from "../headline";
import { reportOn } from "../own-report";
import { personal, personColumns } from "../person-columns";
import { useQuestion } from "../question";
import { Sheet } from "../sheet";
import { type TableShape, tableOf } from "../tables";
import { type Figures, useFigures } from "../use-figures";
import { useReportWords } from "../words";

const headline: HeadlineFigure[] = personal.map((id) => ({ id }));

/** What I did in the period: handled, took charge of, have open; how long it took, and what I worked. */
export function OwnScreen() {
  const t = useTranslations("report");
  const { person } = useMe();
  const { points, clock } = useQuestion();
  const words = useReportWords();
  const whole = useFigures({ metrics: personal, groupBy: ["PERSON"] });
  const before = useFigures({ metrics: personal, groupBy: ["PERSON"], of: "before" });
  const applications = useFigures({ metrics: personal, groupBy: ["APPLICATION", "PERSON"] });
  const trend = useFigures({ metrics: personal, groupBy: [points, "PERSON"] });
  // Where figures of persons are switched on for the desk, others' come with one's own.
  const mine = ({ report }: Figures): Report | undefined => report && reportOn(person.id, report);
  const own = mine(whole);
  const byApplication = mine(applications);
  const byPoint = mine(trend);
  const of = [{ by: "PERSON", key: person.id }] as const;
  const tableBy = (by: MetricGrouping, grouped: Report | undefined, shape: Omit<TableShape, "words">) =>
    grouped ? tableOf({ by, grouped, whole: own, of }, { ...shape, words: words.table }) : null;
  return (
    <Sheet parts={[whole, before, applications, trend]}>
      {own && personal.every((id) => isNothing(valueOf(own, id))) ? (
        <EmptyReport what={t("me.nothing")} />
      ) : (
        <>
          <Headline figures={headline} whole={own} before={mine(before)} of={of} words={words} />
          <FigureTable
            title={t("table.figures", { by: t("by.APPLICATION") })}
            note={t(`timesNote.${clock}`)}
            table={tableBy("APPLICATION", byApplication, {
              name: "my-figures",
              rowHead: t("row.APPLICATION"),
              groups: personColumns(byApplication, words),
            })}
          />
          <FigureTable
            title={t("trend.title")}
            note={t("notTheSum")}
            table={tableBy(points, byPoint, {
              name: "my-figures-trend",
              rowHead: t(`points.${points}`),
              groups: personColumns(byPoint, words),
            })}
          />
          <FigureTable
            title={t("effort.byApplication")}
            table={tableBy("APPLICATION", byApplication, {
              name: "my-effort",
              rowHead: t("row.APPLICATION"),
              groups: effortColumns(byApplication, words),
            })}
          />
        </>
      )}
    </Sheet>
  );
}

function isNothing(value: MetricValue | undefined): boolean {
  return countOf(value) + (distributionOf(value)?.stillOpen ?? 0) === 0;
}
