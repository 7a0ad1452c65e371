"use client";

import { type FrozenFactsFragment, FrozenReportsDocument } from "@guichet/schema";
import { Button } from "@mantine/core";
import { IconSnowflake } from "@tabler/icons-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { usePages } from "@/live/use-pages";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { ShortTime } from "@/ui/relative-time";
import table from "@/ui/table.module.css";
import { TableSkeleton } from "@/ui/table-skeleton";
import { useRowKeys } from "@/ui/use-row-keys";
import { useQuestion } from "../question";
import { writeView } from "../report-view";
import { instantWords, useFrozenPeriod } from "./frozen-words";

/** The reports that have been frozen, the newest first. */
export function FrozenListPage() {
  const t = useTranslations("report");
  const common = useTranslations("common");
  const { view } = useQuestion();
  const list = useRef<HTMLTableElement>(null);
  const pages = usePages(FrozenReportsDocument, { first: 50 }, ({ frozenReports }) => frozenReports);
  useRowKeys({
    within: list,
    group: t("section.frozen.title"),
    next: t("frozen.next"),
    previous: t("frozen.previous"),
  });
  if (pages.status === "failed" && pages.error) return <FailureNotice error={pages.error} onRetry={pages.reload} />;
  if (pages.status === "ready" && pages.nodes.length === 0) {
    return (
      <EmptyState
        icon={IconSnowflake}
        title={t("frozen.none")}
        action={
          <Button component={Link} href={writeView("overview", { ...view, drill: null })} variant="default">
            {t("frozen.toReport")}
          </Button>
        }
      >
        {t("frozen.noneWhat")}
      </EmptyState>
    );
  }
  return (
    // What scrolls must be reachable by keyboard.
    <div className={table["scroll"]} role="group" aria-label={t("section.frozen.title")} tabIndex={0}>
      <table ref={list} className={table["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("frozen.column.name")}</th>
            <th scope="col">{t("period.title")}</th>
            <th scope="col">{t("asOf.title")}</th>
            <th scope="col">{t("frozen.column.by")}</th>
            <th scope="col">{t("frozen.column.at")}</th>
          </tr>
        </thead>
        {pages.status === "loading" ? (
          <TableSkeleton columns={5} />
        ) : (
          <tbody>
            {pages.nodes.map((report) => (
              <FrozenLine key={report.id} report={report} />
            ))}
          </tbody>
        )}
      </table>
      {pages.hasMore && (
        <div className={table["foot"]}>
          <Button size="compact-sm" variant="default" loading={pages.loadingMore} onClick={pages.loadMore}>
            {common("action.more")}
          </Button>
        </div>
      )}
    </div>
  );
}

function FrozenLine({ report }: { report: FrozenFactsFragment }) {
  const locale = useLocale();
  const periodOf = useFrozenPeriod();
  const { id, name, asOf, timeZone, frozenBy, frozenAt } = report;
  return (
    <tr>
      <th scope="row">
        <Link href={`/reports/frozen/${id}`} className={table["link"]} data-row prefetch={false}>
          {name}
        </Link>
      </th>
      <td>{periodOf(report)}</td>
      <td className={table["keep"]}>{instantWords(asOf, locale, timeZone)}</td>
      <td>{frozenBy?.displayName}</td>
      <td className={table["keep"]}>
        <ShortTime at={frozenAt} />
      </td>
    </tr>
  );
}
