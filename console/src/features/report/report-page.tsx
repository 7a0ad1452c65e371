"use client";

import "@/ui/print.css";
import { ApplicationsDocument } from "@guichet/schema";
import { Button, Select } from "@mantine/core";
import { IconPrinter, IconReportOff } from "@tabler/icons-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useQuery } from "urql";
import { FacetFilter } from "@/ui/facet-filter";
import { useMay, useMe } from "@/features/session/session";
import { useNow } from "@/ui/clock";
import { EmptyState } from "@/ui/empty-state";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { ReadFailure } from "@/ui/read-failure";
import { AsOfChooser } from "./as-of-chooser";
import { beside, keyOf, type Period, pointsOf, readPeriod } from "./period";
import { PeriodChooser } from "./period-chooser";
import { usePeriodName } from "./period-name";
import classes from "./report.module.css";
import { ReportBody } from "./report-body";
import { defaultPeriod, groupingOf, groupings, type ReportView, readView, writeView } from "./report-view";
import { useReport } from "./use-report";
import { dateIn, dateTimeIn, instantIn, startOfDay } from "./zone";

/** The report managers read: what came in, what was done, how long it took, at which level; by application first. */
export function ReportPage() {
  const may = useMay("REPORTS_READ");
  const { timeZone } = useMe();
  return may ? <ZonedReport zone={timeZone} /> : <ClosedReport />;
}

function ClosedReport() {
  const t = useTranslations("report");
  usePageTitle(t("title"));
  return (
    <Page title={t("title")}>
      <EmptyState icon={IconReportOff} title={t("closed.title")}>
        {t("closed.what")}
      </EmptyState>
    </Page>
  );
}

function ZonedReport({ zone }: { zone: string }) {
  const t = useTranslations("report");
  const router = useRouter();
  const params = useSearchParams();
  const now = useNow();
  const today = dateIn(zone, now);
  const view = useMemo(() => readView(params), [params]);
  const period = useMemo(
    () => readPeriod(view.period, today) ?? (readPeriod(defaultPeriod, today) as Period),
    [view.period, today],
  );
  const before = beside(period, -1);
  const points = pointsOf(period);
  const [{ data: known }] = useQuery({ query: ApplicationsDocument });
  const nameOf = usePeriodName();

  const instant = (date: string) => new Date(startOfDay(zone, date)).toISOString();
  const reports = useReport({
    from: instant(period.from),
    to: instant(period.to),
    before: { from: instant(before.from), to: instant(before.to) },
    asOf: view.asOf === null ? null : new Date(instantIn(zone, view.asOf)).toISOString(),
    applications: view.applications,
    grouping: groupingOf(view.by, points),
    points,
  });
  const show = (changed: ReportView) => router.replace(writeView(changed), { scroll: false });
  const shownAsOf = reports.whole?.asOf ?? null;
  usePageTitle(`${t("title")} · ${nameOf(period)}`);

  return (
    <Page
      title={t("title")}
      filters={
        <div className={`${classes["controls"]} g-no-print`}>
          <PeriodChooser
            chosen={view.period}
            period={period}
            today={today}
            onChoose={(chosen) => show({ ...view, period: chosen })}
          />
          <AsOfChooser
            key={view.asOf ?? shownAsOf}
            asOf={view.asOf}
            shown={dateTimeIn(zone, shownAsOf === null ? now : Date.parse(shownAsOf))}
            zone={zone}
            onChoose={(asOf) => show({ ...view, asOf })}
          />
          <Select
            size="xs"
            w="11.5rem"
            aria-label={t("by.title")}
            data={groupings.map((value) => ({ value, label: t(`by.${value}`) }))}
            allowDeselect={false}
            value={view.by}
            onChange={(value) => show({ ...view, by: groupings.find((each) => each === value) ?? "APPLICATION" })}
          />
          <FacetFilter
            name={t("applications")}
            choices={(known?.applications ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            chosen={view.applications}
            onChange={(applications) => show({ ...view, applications })}
          />
        </div>
      }
      tools={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPrinter size={15} aria-hidden />}
          onClick={() => window.print()}
        >
          {t("print")}
        </Button>
      }
    >
      {reports.error && (
        <div className={classes["notice"]}>
          <ReadFailure error={reports.error} onRetry={reports.retry} />
        </div>
      )}
      <ReportBody
        reports={reports}
        by={view.by}
        points={points}
        periodName={nameOf(period)}
        beforeName={nameOf(before)}
        applicationNames={(known?.applications ?? [])
          .filter(({ id }) => view.applications.includes(id))
          .map(({ name }) => name)}
        fileKey={view.asOf === null ? keyOf(period) : `${keyOf(period)}-${view.asOf.replace(":", "")}`}
        isSettled={view.asOf !== null || period.to <= today}
        zone={zone}
      />
    </Page>
  );
}
