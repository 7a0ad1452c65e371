"use client";

import { DeskSettingsDocument, type MetricGrouping, type MetricId } from "@guichet/schema";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { countColumn, type FigureColumns, middleColumns, minutesColumn, partColumn } from "../columns";
import { effortColumns } from "../effort-columns";
import { EmptyReport } from "../empty-report";
import { FigureTable } from "../figure-table";
import { groupsOf, metricOf, type Report } from "../figures";
import { personal, personColumns } from "../person-columns";
import { Sheet } from "../sheet";
import { tableOf } from "../tables";
import { useFigures } from "../use-figures";
import { type ReportWords, useReportWords } from "../words";

const metrics: MetricId[] = [
  "handled_resolved",
  "backlog_open",
  "escalation_rate",
  "time_takeCharge_level",
  "time_resolve",
  "effort_minutes",
];

/** Who carries what: each team, each of its queues, each site that teams work at; and whom one may see by name. */
export function LoadScreen() {
  const t = useTranslations("report");
  const words = useReportWords();
  const whole = useFigures({ metrics, groupBy: [] });
  const teams = useFigures({ metrics, groupBy: ["TEAM"] });
  const queues = useFigures({ metrics, groupBy: ["QUEUE"] });
  const sites = useFigures({ metrics, groupBy: ["TEAM_SITE"] });
  const persons = useFigures({ metrics: personal, groupBy: ["PERSON"] });
  const [{ data: desk, fetching: isAsking }] = useQuery({
    query: DeskSettingsDocument,
    requestPolicy: "cache-and-network",
  });
  const isOff = desk?.deskSettings.personFigures === false;
  const isNobodyShown = persons.report !== undefined && groupsOf(persons.report).length === 0;
  const who = desk && (isOff ? t("load.personsOff") : t("load.personNote"));
  const isEmpty = teams.report !== undefined && groupsOf(teams.report).length === 0;
  const columns = columnsOf(teams.report ?? whole.report, words);
  const tableBy = (
    by: MetricGrouping,
    report: Report | undefined,
    name: string,
    rowHead: string,
    groups: readonly FigureColumns[] = columns,
  ) =>
    report
      ? tableOf({ by, grouped: report, whole: whole.report }, { name, rowHead, groups, words: words.table })
      : null;
  return (
    <Sheet parts={[whole, teams, queues, sites, persons]}>
      {isEmpty ? (
        <EmptyReport />
      ) : (
        <>
          <FigureTable
            title={t("load.byTeam")}
            note={t("load.note")}
            table={tableBy("TEAM", teams.report, "load-teams", t("row.TEAM"))}
          />
          <FigureTable
            title={t("load.byQueue")}
            table={tableBy("QUEUE", queues.report, "load-queues", t("row.QUEUE"))}
          />
          <FigureTable
            title={t("load.bySite")}
            table={tableBy("TEAM_SITE", sites.report, "load-sites", t("row.TEAM_SITE"))}
          />
          <FigureTable
            title={t("effort.byTeam")}
            table={tableBy("TEAM", teams.report, "load-effort", t("row.TEAM"), effortColumns(teams.report, words))}
          />
          <FigureTable
            title={t("load.byPerson")}
            note={isNobodyShown ? undefined : who}
            nothing={isOff ? who : undefined}
            table={
              persons.report && (desk || !isAsking)
                ? tableOf(
                    { by: "PERSON", grouped: persons.report },
                    {
                      name: "load-persons",
                      rowHead: t("row.PERSON"),
                      groups: personColumns(persons.report, words),
                      words: words.table,
                    },
                  )
                : null
            }
          />
        </>
      )}
    </Sheet>
  );
}

function columnsOf(report: Report | undefined, { t, spread }: ReportWords): FigureColumns[] {
  const name = (id: MetricId) => metricOf(report, id)?.name ?? "";
  return [
    { metric: "handled_resolved", head: name("handled_resolved"), columns: [countColumn("handled_resolved", "")] },
    {
      metric: "backlog_open",
      head: name("backlog_open"),
      columns: [
        countColumn("backlog_open", t("column.total")),
        partColumn("backlog_open", "WAITING", t("column.waiting"), "count"),
      ],
    },
    {
      metric: "escalation_rate",
      head: name("escalation_rate"),
      columns: [
        countColumn("escalation_rate", t("column.total")),
        partColumn("escalation_rate", "UP", t("end.UP"), "share"),
        partColumn("escalation_rate", "DOWN", t("end.DOWN"), "share"),
      ],
    },
    {
      metric: "time_takeCharge_level",
      head: name("time_takeCharge_level"),
      columns: middleColumns("time_takeCharge_level", spread),
    },
    { metric: "time_resolve", head: name("time_resolve"), columns: middleColumns("time_resolve", spread) },
    { metric: "effort_minutes", head: name("effort_minutes"), columns: [minutesColumn("effort_minutes", "")] },
  ];
}
