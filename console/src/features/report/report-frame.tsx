"use client";

import "@/ui/print.css";
import { IconReportOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type ReactNode, Suspense } from "react";
import { useMay, useMe } from "@/features/session/session";
import { EmptyState } from "@/ui/empty-state";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { AsOfBanner } from "./as-of-banner";
import { DrillPanel } from "./drill-down/drill-panel";
import { QuestionProvider, useQuestion } from "./question";
import { ReportFilters } from "./report-filters";
import { ReportTools } from "./report-tools";
import { SectionTabs } from "./section-tabs";

/** What managers read: one frame of period, instant and clock around its pages. */
export function ReportFrame({ children }: { children: ReactNode }) {
  const may = useMay("REPORTS_READ");
  const { timeZone } = useMe();
  if (!may) return <ClosedReport />;
  return (
    <Suspense>
      <QuestionProvider zone={timeZone}>
        <OpenReport>{children}</OpenReport>
      </QuestionProvider>
    </Suspense>
  );
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

function OpenReport({ children }: { children: ReactNode }) {
  const t = useTranslations("report");
  const { section, periodName } = useQuestion();
  const title = t(`section.${section}.title`);
  usePageTitle(section === "frozen" ? title : `${title} · ${periodName}`);
  return (
    <Page title={title} tools={<ReportTools />}>
      <SectionTabs />
      {section !== "frozen" && (
        <>
          <ReportFilters />
          <AsOfBanner />
        </>
      )}
      {children}
      <DrillPanel />
    </Page>
  );
}
