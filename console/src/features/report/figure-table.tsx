"use client";

import { Button } from "@mantine/core";
import { IconDownload, IconTable } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import table from "@/ui/table.module.css";
import { type CsvWords, download, toCsv } from "./csv";
import { MetricName } from "./definition";
import { durationWords } from "./duration";
import { useFigureWords } from "./figure-words";
import type { Metric } from "./figures";
import classes from "./report.module.css";
import type { Cell, Table, TableRow } from "./table-model";

interface FigureTableProps {
  title: string;
  table: Table;
  /** What the figures mean. */
  metrics: readonly Metric[];
  /** The period, as the exported file's name has it. */
  fileKey: string;
  /** A note under the title. */
  note?: string;
  /** A chart tells most of it: the table is opened where somebody wants its figures. Printed, it is open. */
  isFolded?: boolean;
  /** Between the title and the table. */
  children?: ReactNode;
}

/** A table to be read, printed and exported: each group of columns opens its definition. */
export function FigureTable({
  title,
  table: model,
  metrics,
  fileKey,
  note,
  isFolded = false,
  children,
}: FigureTableProps) {
  const t = useTranslations("report");
  const locale = useLocale();
  const words = useFigureWords();
  const id = useId();
  const [isOpen, setOpen] = useState(!isFolded);
  const hasHeads = model.groups.some(({ columns }) => columns.length > 1);
  const metricOf = (name: string | null) => metrics.find((metric) => metric.id === name);
  const most = Math.max(1, ...model.rows.map(({ cells }) => (cells[0]?.kind === "count" ? cells[0].value : 0)));

  const isProvisional = model.rows.some(({ cells }) => cells.some((cell) => cell.kind === "share" && cell.immature));

  function exportCsv() {
    const french = locale === "fr";
    const csvWords: CsvWords = {
      delimiter: french ? ";" : ",",
      decimal: french ? "," : ".",
      milliseconds: t("csv.milliseconds"),
      whole: t("csv.whole"),
      share: t("csv.share"),
      duration: (ms) => durationWords(ms, locale),
    };
    download(`${t(`csv.file.${fileOf(model.name)}`)}-${fileKey}.csv`, toCsv(model, csvWords));
  }

  const row = (line: TableRow, isWhole: boolean) => (
    <tr key={line.key ?? (isWhole ? "whole" : "missing")}>
      <th scope="row" className={line.key === null && !isWhole ? table["muted"] : undefined}>
        {line.head}
      </th>
      {line.cells.map((cell, index) => (
        <FigureCell
          key={index}
          cell={cell}
          words={words.cell(cell)}
          bar={index === 0 && !isWhole && cell.kind === "count" ? cell.value / most : null}
          isFirst={startsGroup(model, index)}
          title={cell.kind === "share" ? t("of", { part: cell.part, whole: cell.whole }) : undefined}
        />
      ))}
    </tr>
  );

  return (
    <section className={classes["section"]} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {isFolded && (
          <Button
            size="compact-xs"
            variant="default"
            className="g-no-print"
            aria-expanded={isOpen}
            leftSection={<IconTable size={14} aria-hidden />}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? t("table.hide") : t("table.show")}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="default"
          className="g-no-print"
          leftSection={<IconDownload size={14} aria-hidden />}
          aria-label={t("csv.of", { table: title })}
          onClick={exportCsv}
        >
          {t("csv.button")}
        </Button>
      </header>
      {note && <p className={classes["note"]}>{note}</p>}
      {children}
      {/* What scrolls must be reachable by keyboard. */}
      <div
        className={`${table["scroll"]} ${isOpen ? "" : classes["folded"]}`}
        role="group"
        aria-labelledby={id}
        tabIndex={0}
      >
        <table className={`${table["table"]} ${classes["figures"]}`}>
          <thead>
            <tr>
              <th scope="col" rowSpan={hasHeads ? 2 : 1}>
                {model.rowHead}
              </th>
              {model.groups.map(({ metric, head, columns }) => (
                <th
                  key={`${metric} ${head}`}
                  scope={columns.length > 1 ? "colgroup" : "col"}
                  colSpan={columns.length}
                  rowSpan={hasHeads && columns.length === 1 && columns[0]?.head === "" ? 2 : 1}
                  className={columns.length > 1 ? classes["groupHead"] : table["number"]}
                >
                  <MetricName metric={metricOf(metric)} name={head} />
                </th>
              ))}
            </tr>
            {hasHeads && (
              <tr>
                {model.groups
                  .filter(({ columns }) => columns.length > 1 || columns[0]?.head !== "")
                  .flatMap(({ columns }) =>
                    columns.map(({ id: column, head }, index) => (
                      <th
                        key={column}
                        scope="col"
                        className={`${table["number"]} ${index === 0 ? classes["firstOfGroup"] : ""}`}
                      >
                        {head}
                      </th>
                    )),
                  )}
              </tr>
            )}
          </thead>
          <tbody>{model.rows.map((line) => row(line, false))}</tbody>
          {model.whole && <tfoot>{row(model.whole, true)}</tfoot>}
        </table>
      </div>
      {isProvisional && (
        <p className={`${classes["note"]} ${isOpen ? "" : classes["folded"]}`}>* {t("provisionalWhy")}</p>
      )}
    </section>
  );
}

interface FigureCellProps {
  cell: Cell;
  words: string;
  /** How long a bar behind the figure, from 0 to 1. */
  bar: number | null;
  isFirst: boolean;
  title: string | undefined;
}

function FigureCell({ cell, words, bar, isFirst, title }: FigureCellProps) {
  const isNothing = (cell.kind === "count" && cell.value === 0) || (cell.kind === "share" && cell.part === 0);
  return (
    <td
      className={`${table["number"]} ${isFirst ? classes["firstOfGroup"] : ""} ${isNothing ? table["muted"] : ""}`}
      title={title}
    >
      {bar === null ? (
        <>
          {words}
          {cell.kind === "share" && cell.immature && cell.whole > 0 && <Provisional />}
        </>
      ) : (
        <span className={classes["withBar"]}>
          <span className={classes["bar"]} style={{ width: `${bar * 100}%` }} aria-hidden />
          <span>{words}</span>
        </span>
      )}
    </td>
  );
}

/** The mark of a figure that may still rise; what it means stands under the table. */
function Provisional() {
  const t = useTranslations("report");
  return (
    <>
      <sup aria-hidden>*</sup>
      <span className="g-hidden"> {t("provisional")}</span>
    </>
  );
}

function startsGroup({ groups }: Table, index: number): boolean {
  let at = 0;
  for (const { columns } of groups) {
    if (at === index) return groups.some((group) => group.columns.length > 1);
    at += columns.length;
  }
  return false;
}

const files = ["activity", "times", "resolutions", "levels", "trend"] as const;

function fileOf(name: string): (typeof files)[number] {
  return files.find((each) => each === name) ?? "activity";
}
