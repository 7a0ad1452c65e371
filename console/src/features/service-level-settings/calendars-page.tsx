"use client";

import { CalendarsToManageDocument } from "@guichet/schema";
import { Button } from "@mantine/core";
import { IconCalendarTime, IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { useQuery } from "urql";
import administration from "@/features/administration/administration.module.css";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { ShortTime } from "@/ui/relative-time";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import table from "@/ui/table.module.css";
import { TableSkeleton } from "@/ui/table-skeleton";
import { useRowKeys } from "@/ui/use-row-keys";
import { AssignedCalendars } from "./assigned-calendars";
import { HolidayPlace } from "./holiday-place";
import classes from "./settings.module.css";
import { weekWords } from "./week-words";

/** The hours in which the clocks of service levels run, and which queue goes by which. */
export function CalendarsPage() {
  const t = useTranslations("service-level-settings");
  const locale = useLocale();
  const router = useRouter();
  const [{ data, error }, read] = useQuery({ query: CalendarsToManageDocument, requestPolicy: "cache-and-network" });
  const list = useRef<HTMLDivElement>(null);
  const group = t("calendars");
  usePageTitle(group);
  const create = "/administration/calendars/new";
  useShortcuts([{ keys: "n", label: t("calendar.new"), group, run: () => router.push(create) }]);
  useRowKeys({ within: list, group, next: t("key.next"), previous: t("key.previous") });
  return (
    <Page
      title={group}
      tools={
        <Button component={Link} href={create} size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />}>
          {t("calendar.new")}
        </Button>
      }
    >
      {error && (
        <div className={administration["notice"]}>
          <FailureNotice error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
        </div>
      )}
      {data?.calendars.length === 0 ? (
        <EmptyState icon={IconCalendarTime} title={t("calendar.none")}>
          {t("calendar.noneWhat")}
        </EmptyState>
      ) : (
        <div ref={list}>
          <table className={table["table"]}>
            <caption className="g-hidden">{group}</caption>
            <thead>
              <tr>
                <th scope="col">{t("field.name")}</th>
                <th scope="col">{t("field.weekly")}</th>
                <th scope="col" className={administration["wide"]}>
                  {t("field.holidays")}
                </th>
                <th scope="col" className={administration["wide"]}>
                  {t("field.timeZone")}
                </th>
              </tr>
            </thead>
            {data ? (
              <tbody>
                {data.calendars.map(({ id, name, isDefault, current, coming }) => (
                  <tr key={id}>
                    <th scope="row">
                      <Link href={`/administration/calendars/${id}`} className={table["link"]} data-row>
                        {name}
                      </Link>{" "}
                      {isDefault && <span className={classes["badge"]}>{t("calendar.default")}</span>}{" "}
                      {coming[0]?.effectiveFrom && (
                        <span className={classes["badge"]} data-coming>
                          {t("version.changes")} <ShortTime at={coming[0].effectiveFrom} />
                        </span>
                      )}
                    </th>
                    <td>
                      <span className={classes["lines"]}>
                        {weekWords(current?.weekly ?? [], locale).map((line) => (
                          <span key={line}>{line}</span>
                        ))}
                        {current?.weekly.length === 0 && t("hours.never")}
                      </span>
                    </td>
                    <td className={administration["wide"]}>
                      <HolidayPlace holidays={current?.holidays ?? null} />
                    </td>
                    <td className={`${administration["wide"]} ${table["muted"]}`}>{current?.timeZone}</td>
                  </tr>
                ))}
              </tbody>
            ) : (
              <TableSkeleton columns={4} rows={3} />
            )}
          </table>
        </div>
      )}
      {data && data.calendars.length > 0 && <AssignedCalendars calendars={data.calendars} />}
    </Page>
  );
}
