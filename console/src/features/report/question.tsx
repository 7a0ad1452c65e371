"use client";

import type { MetricGrouping, MetricId, MetricsInput } from "@guichet/schema";
import { ApplicationsDocument } from "@guichet/schema";
import { usePathname, useSearchParams } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useMemo } from "react";
import { useQuery } from "urql";
import { changeAddress } from "@/features/queues/change-address";
import { useNow } from "@/ui/clock";
import { addDays, type CivilDate } from "./civil-date";
import type { Drill } from "./drill-down/drill";
import { around, beside, comparable, keyOf, type Period, pointsOf, readPeriod } from "./period";
import { usePeriodName } from "./period-name";
import { type Clock, type ReportView, readView, type Section, sectionAt, writeView } from "./report-view";
import { dateIn, instantIn, startOfDay } from "./zone";

export type Points = "DAY" | "WEEK" | "MONTH" | "QUARTER";

/** What the report on screen is asked about: the address, read in the desk's time zone. */
export interface ReportQuestion {
  section: Section;
  view: ReportView;
  zone: string;
  today: CivilDate;
  period: Period;
  periodName: string;
  /** What it is compared with: as much of the period before as there is of this one. */
  before: Period;
  /** Of the whole period before. */
  beforeName: string;
  /** The last day that is compared with, where that is not all of it. */
  beforeUntil: CivilDate | null;
  /** How finely the period is cut to be looked at. */
  points: Points;
  /** The clock of the times on this page. */
  clock: Clock;
  /** Nothing that happens now changes the figures. */
  isSettled: boolean;
  /** The period and the instant, as files are named by them. */
  fileKey: string;
  applications: readonly { id: string; name: string }[];
  show(view: ReportView): void;
  /** Opens the tickets behind a figure, or closes them. One step back undoes it. */
  drill(drill: Drill | null): void;
}

const QuestionContext = createContext<ReportQuestion | null>(null);

export function useQuestion(): ReportQuestion {
  const question = useContext(QuestionContext);
  if (question === null) throw new Error("useQuestion outside QuestionProvider");
  return question;
}

export function QuestionProvider({ zone, children }: { zone: string; children: ReactNode }) {
  const params = useSearchParams();
  const section = sectionAt(usePathname());
  const now = useNow();
  const today = dateIn(zone, now);
  const view = useMemo(() => readView(params), [params]);
  const nameOf = usePeriodName();
  const [{ data: known }] = useQuery({ query: ApplicationsDocument });
  const show = useCallback((changed: ReportView) => changeAddress(writeView(section, changed), "push"), [section]);
  const drill = useCallback(
    (chosen: Drill | null) =>
      changeAddress(writeView(section, { ...view, drill: chosen }), chosen === null ? "replace" : "push"),
    [section, view],
  );
  const question = useMemo((): ReportQuestion => {
    const period = readPeriod(view.period, today) ?? around(today, "month");
    const whole = beside(period, -1);
    const seen = view.asOf === null || view.asOf >= today ? today : view.asOf.slice(0, 10);
    const before = comparable(period, seen);
    return {
      section,
      view,
      zone,
      today,
      period,
      periodName: nameOf(period),
      before,
      beforeName: nameOf(whole),
      beforeUntil: before.to < whole.to ? addDays(before.to, -1) : null,
      points: pointsOf(period),
      // Ages are always told by the calendar.
      clock: section === "backlog" ? "CALENDAR" : view.clock,
      isSettled: view.asOf === null ? period.to <= today : instantIn(zone, view.asOf) <= Date.now(),
      fileKey: view.asOf === null ? keyOf(period) : `${keyOf(period)}-${view.asOf.replace(":", "")}`,
      applications: known?.applications ?? [],
      show,
      drill,
    };
  }, [section, view, zone, today, nameOf, known, show, drill]);
  return <QuestionContext value={question}>{children}</QuestionContext>;
}

/** The same question, but for what is said otherwise: a report that was asked on another day, on another clock. */
export function QuestionWith({
  children,
  ...other
}: Partial<Pick<ReportQuestion, "clock" | "zone" | "fileKey" | "periodName">> & { children: ReactNode }) {
  const question = useQuestion();
  return <QuestionContext value={{ ...question, ...other }}>{children}</QuestionContext>;
}

/** What is asked of the server for some figures of this report. */
export function inputOf(
  { view, zone, period, before, clock }: ReportQuestion,
  { metrics, groupBy, of = "period" }: Ask,
): MetricsInput {
  const { from, to } = of === "before" ? before : period;
  const instant = (date: CivilDate) => new Date(startOfDay(zone, date)).toISOString();
  return {
    metrics: [...metrics],
    groupBy: [...groupBy],
    from: instant(from),
    to: instant(to),
    // The period before is seen as one saw it then: an earlier asOf would cut it, a later one changes nothing said of it.
    ...(of === "period" && view.asOf !== null ? { asOf: new Date(instantIn(zone, view.asOf)).toISOString() } : {}),
    ...(view.applications.length === 0 ? {} : { applications: [...view.applications] }),
    ...(view.within === null ? {} : { thresholdMinutes: view.within }),
    ...(clock === "CALENDAR" ? {} : { clock }),
  };
}

export interface Ask {
  metrics: readonly MetricId[];
  groupBy: readonly MetricGrouping[];
  of?: "period" | "before";
}
