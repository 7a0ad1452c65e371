"use client";

import { FrozenReportDocument, type FrozenReportQuery, type Reproduction } from "@guichet/schema";
import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconFileSpreadsheet, IconSnowflakeOff } from "@tabler/icons-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useQuery } from "urql";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { usePageTitle } from "@/ui/page-title";
import { FigureTable } from "../figure-table";
import { useFigureWords } from "../figure-words";
import { QuestionWith, useQuestion } from "../question";
import report from "../report.module.css";
import { PrintedDefinitions, SheetProvider } from "../sheet";
import { useReportWords } from "../words";
import { DifferencesTable } from "./differences-table";
import classes from "./frozen.module.css";
import { countedColumns, timeColumns } from "./frozen-columns";
import { type FrozenTable, frozenTable, groupedTables } from "./frozen-tables";
import { instantWords, useFrozenPeriod } from "./frozen-words";

type Frozen = NonNullable<FrozenReportQuery["frozenReport"]>;

/** A frozen report, computed again from the history this very moment, and whether it is what it was. */
export function FrozenPage({ id }: { id: string }) {
  const t = useTranslations("report");
  const [{ data, error, fetching }, read] = useQuery({
    query: FrozenReportDocument,
    variables: { id },
    requestPolicy: "network-only",
  });
  if (error) return <FailureNotice error={error} onRetry={() => read()} />;
  if (fetching || !data) {
    return (
      <div className={classes["page"]} aria-busy>
        <p role="status">{t("frozen.computing")}</p>
        <div className={report["comingTable"]} aria-hidden />
      </div>
    );
  }
  if (data.frozenReport === null) {
    return (
      <EmptyState
        icon={IconSnowflakeOff}
        title={t("frozen.missing")}
        action={
          <Button component={Link} href="/reports/frozen" variant="default">
            {t("frozen.all")}
          </Button>
        }
      >
        {t("frozen.missingWhat")}
      </EmptyState>
    );
  }
  return <FoundReport frozen={data.frozenReport} />;
}

function FoundReport({ frozen }: { frozen: Frozen }) {
  const t = useTranslations("report");
  const locale = useLocale();
  const periodOf = useFrozenPeriod();
  const { applications } = useQuestion();
  const { name, asOf, timeZone, frozenAt, frozenBy, question, hash, position } = frozen.report;
  const period = periodOf(frozen.report);
  const metrics = [...new Map(frozen.tables.flatMap((each) => each.metrics).map((each) => [each.id, each])).values()];
  const chosen = applications.filter((each) => question.applications?.includes(each.id));
  const words = useFigureWords("CALENDAR");
  usePageTitle(name);
  return (
    <SheetProvider asOf={asOf} metrics={metrics}>
      <article className={classes["page"]}>
        <header>
          <h2>{name}</h2>
          <dl className={classes["facts"]}>
            <dt>{t("period.title")}</dt>
            <dd>{period}</dd>
            <dt>{t("asOf.title")}</dt>
            <dd>
              {instantWords(asOf, locale, timeZone)} ({timeZone})
            </dd>
            <dt>{t("frozen.column.by")}</dt>
            <dd>
              {t("frozen.byAt", {
                name: frozenBy?.displayName ?? "–",
                date: instantWords(frozenAt, locale, timeZone),
              })}
            </dd>
            {question.applications !== null && (
              <>
                <dt>{t("applications")}</dt>
                <dd>{chosen.map((each) => each.name).join(", ")}</dd>
              </>
            )}
            {question.thresholdMinutes !== null && (
              <>
                <dt>{t("within.title")}</dt>
                <dd>{words.duration(question.thresholdMinutes * 60_000)}</dd>
              </>
            )}
            <dt>{t("frozen.seal")}</dt>
            <dd>
              <code>{hash.slice(0, 16)}</code> · {t("frozen.position", { position })}
            </dd>
          </dl>
          <Outcome outcome={frozen.outcome} />
        </header>
        <p className="g-no-print">
          <Button
            component="a"
            href={`/exports/frozen-report.ods?id=${encodeURIComponent(frozen.report.id)}`}
            download
            size="compact-sm"
            variant="default"
            leftSection={<IconFileSpreadsheet size={15} aria-hidden />}
          >
            {t("ods")}
          </Button>
        </p>
        {frozen.differences.length > 0 && <DifferencesTable frozen={frozen} />}
        {groupedTables(frozen).map((each) => (
          <QuestionWith
            key={`${each.groupBy.join()} ${each.clock}`}
            clock={each.clock}
            zone={timeZone}
            periodName={period}
            fileKey={asOf.slice(0, 10)}
          >
            <FrozenFigures frozen={frozen} table={each} />
          </QuestionWith>
        ))}
        <PrintedDefinitions metrics={metrics} />
      </article>
    </SheetProvider>
  );
}

const outcomes: Record<Reproduction, typeof IconCircleCheck> = {
  REPRODUCED: IconCircleCheck,
  CONFIDENTIAL_SINCE: IconAlertTriangle,
  DEFINITIONS_CHANGED: IconAlertTriangle,
  DIFFERENT: IconAlertTriangle,
};

/** Whether computing it again gave the same, to the unit; by a sign and in words. */
function Outcome({ outcome }: { outcome: Reproduction }) {
  const t = useTranslations("report");
  const Icon = outcomes[outcome];
  return (
    <div className={classes["outcome"]} data-outcome={outcome} role="status">
      <Icon size={20} stroke={1.8} aria-hidden />
      <p>
        <strong>{t(`frozen.outcome.${outcome}`)}</strong> {t(`frozen.outcomeWhy.${outcome}`)}
      </p>
    </div>
  );
}

const rows = [
  "APPLICATION",
  "NATURE",
  "KIND",
  "CHANNEL",
  "LEVEL",
  "TEAM",
  "PRIORITY",
  "REQUESTER_SITE",
  "TEAM_SITE",
  "QUEUE",
  "TARGET",
  "POLICY",
  "PERSON",
] as const;
const periods = ["DAY", "WEEK", "MONTH", "QUARTER"] as const;

/** What the rows are, also by those groupings that only the API asks for. */
function useGroupingNames() {
  const t = useTranslations("report");
  return (groupBy: readonly string[], between: string) =>
    groupBy
      .map((grouping) => {
        const row = rows.find((each) => each === grouping);
        const period = periods.find((each) => each === grouping);
        return row ? t(`row.${row}`) : period ? t(`points.${period}`) : grouping;
      })
      .join(between);
}

/** What was counted, where the calendar's clock tells of it; and the times, on this clock. */
function FrozenFigures({ frozen, table }: { frozen: Frozen; table: FrozenTable }) {
  const t = useTranslations("report");
  const words = useReportWords();
  const nameOf = useGroupingNames();
  const rowHead = nameOf(table.groupBy, " · ");
  const title = table.groupBy.length === 0 ? "" : t("frozen.by", { rows: nameOf(table.groupBy, " × ").toLowerCase() });
  const counted = countedColumns(table.metrics);
  const times = timeColumns(table.metrics, words.spread);
  return (
    <>
      {table.clock === "CALENDAR" && counted.length > 0 && (
        <FigureTable
          title={t("table.figures", { by: title })}
          table={frozenTable(frozen, table, { name: "frozen-figures", rowHead, groups: counted, words: words.table })}
        />
      )}
      {times.length > 0 && (
        <FigureTable
          title={t("frozen.times", { clock: t(`clock.${table.clock}`), by: title })}
          table={frozenTable(frozen, table, {
            name: `frozen-times-${table.clock.toLowerCase()}`,
            rowHead,
            groups: times,
            words: words.table,
          })}
        />
      )}
    </>
  );
}
