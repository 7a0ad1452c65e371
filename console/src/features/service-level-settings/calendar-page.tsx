"use client";

import { type CalendarFactsFragment, CalendarToEditDocument } from "@guichet/schema";
import { Loader } from "@mantine/core";
import { IconCalendarTime } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import administration from "@/features/administration/administration.module.css";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { CalendarForm } from "./calendar-form";

const list = "/administration/calendars";

export function NewCalendarPage() {
  const t = useTranslations("service-level-settings");
  usePageTitle(t("calendar.new"));
  return (
    <Page title={t("calendar.new")} back={{ address: list, name: t("calendars") }}>
      <CalendarForm calendar={null} />
    </Page>
  );
}

export function CalendarPage({ id }: { id: string }) {
  const t = useTranslations("service-level-settings");
  const router = useRouter();
  const [{ data, error }, read] = useQuery({
    query: CalendarToEditDocument,
    variables: { id },
    requestPolicy: "network-only",
  });
  const found = data?.calendar;
  const [calendar, setCalendar] = useState<CalendarFactsFragment | null>(null);
  useEffect(() => {
    if (found) setCalendar((before) => before ?? found);
  }, [found]);
  usePageTitle(found?.name ?? t("calendars"));
  return (
    <Page title={found?.name ?? t("calendar.title")} back={{ address: list, name: t("calendars") }}>
      {error && !calendar ? (
        <div className={administration["notice"]}>
          <FailureNotice error={error} onRetry={() => read()} />
        </div>
      ) : found === null ? (
        <EmptyState icon={IconCalendarTime} title={t("calendar.notFound")} />
      ) : calendar ? (
        <CalendarForm
          key={calendar.version}
          calendar={calendar}
          onSaved={setCalendar}
          onRecomputing={() => router.push("/administration/recomputations")}
        />
      ) : (
        <div className={administration["form"]}>
          <Loader size="sm" role="status" aria-label={t("reading")} />
        </div>
      )}
    </Page>
  );
}
