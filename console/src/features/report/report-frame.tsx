"use client";

import "@/ui/print.css";
import { Button } from "@mantine/core";
import { IconReportOff } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
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
import { addressOf, sectionAt } from "./report-view";
import { SectionTabs } from "./section-tabs";

/** What managers read, and each of those at work their own: one frame of period, instant and clock around its pages. */
export function ReportFrame({ children }: { children: ReactNode }) {
  const isOwn = sectionAt(usePathname()) === "me";
  const readsReports = useMay("REPORTS_READ");
  const hasOwn = useMay("TICKETS_ACT");
  const { timeZone } = useMe();
  if (!readsReports && !(isOwn && hasOwn)) return <ClosedReport hasOwn={hasOwn} />;
  return (
    <Suspense>
      <QuestionProvider zone={timeZone}>
        <OpenReport>{children}</OpenReport>
      </QuestionProvider>
    </Suspense>
  );
}

function ClosedReport({ hasOwn }: { hasOwn: boolean }) {
  const t = useTranslations("report");
  usePageTitle(t("title"));
  return (
    <Page title={t("title")}>
      <EmptyState
        icon={IconReportOff}
        title={t("closed.title")}
        action={
          hasOwn && (
            <Button component={Link} href={addressOf("me")} variant="default">
              {t("section.me.title")}
            </Button>
          )
        }
      >
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
      {section !== "me" && <SectionTabs />}
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
