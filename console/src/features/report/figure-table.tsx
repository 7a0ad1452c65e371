"use client";

import { Button } from "@mantine/core";
import { IconDownload, IconTable } from "@tabler/icons-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import table from "@/ui/table.module.css";
import { type CsvWords, download, toCsv } from "./csv";
import { MetricName } from "./definition";
import { DrillButton } from "./drill-down/drill-button";
import { durationWords } from "./duration";
import { useFigureWords } from "./figure-words";
import { useQuestion } from "./question";
import classes from "./report.module.css";
import type { Cell, Table, TableRow } from "./table-model";
import { useCellKeys } from "./use-cell-keys";
import { useProvisionalWhy } from "./use-provisional-why";

interface FigureTableProps {
  title: string;
  /** Null while it is on its way. */
  table: Table | null;
  /** A note under the title, on how to read the table. */
  note?: string | undefined;
  /** A chart tells most of it: the table is opened where somebody wants its figures. Printed, it is open. */
  isFolded?: boolean;
  /** What is said where there is nothing in it, if there is more to say than that. */
  nothing?: string | undefined;
  /** Where a row has a page of its own. */
  addressOfRow?: ((key: string) => string) | undefined;
  /** Between the title and the table. */
  children?: ReactNode;
}

/** A table to be read, printed and exported: each group of columns opens its definition, each figure its tickets. */
export function FigureTable(props: FigureTableProps) {
  const { title, table: model, note, isFolded = false, nothing, addressOfRow, children } = props;
  const t = useTranslations("report");
  const id = useId();
  const [isOpen, setOpen] = useState(!isFolded);
  const exportCsv = useCsvExport();
  const provisionalWhy = useProvisionalWhy();
  const isProvisional =
    model?.rows.some(({ cells }) => cells.some(({ figure }) => figure.kind === "share" && figure.immature)) ?? false;
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
          disabled={model === null || (model.rows.length === 0 && model.whole === null)}
          onClick={() => model && exportCsv(model)}
        >
          {t("csv.button")}
        </Button>
      </header>
      {note && <p className={`${classes["note"]} ${isOpen ? "" : classes["folded"]}`}>{note}</p>}
      {children}
      {model === null ? (
        !isFolded && <div className={classes["comingTable"]} aria-hidden />
      ) : model.rows.length === 0 && model.whole === null ? (
        <p className={`${classes["nothing"]} ${isOpen ? "" : classes["folded"]}`}>{nothing ?? t("table.nothing")}</p>
      ) : (
        // What scrolls must be reachable by keyboard.
        <div
          className={`${table["scroll"]} ${isOpen ? "" : classes["folded"]}`}
          role="group"
          aria-labelledby={id}
          tabIndex={0}
        >
          <FigureGrid model={model} addressOfRow={addressOfRow} />
        </div>
      )}
      {isProvisional && <p className={`${classes["note"]} ${isOpen ? "" : classes["folded"]}`}>* {provisionalWhy}</p>}
    </section>
  );
}

function useCsvExport() {
  const t = useTranslations("report");
  const locale = useLocale();
  const { fileKey, clock } = useQuestion();
  return (model: Table) => {
    const french = locale === "fr";
    const words: CsvWords = {
      delimiter: french ? ";" : ",",
      decimal: french ? "," : ".",
      milliseconds: t("csv.milliseconds"),
      whole: t("csv.whole"),
      share: t("csv.share"),
      duration: (ms) => durationWords(ms, locale, clock === "BUSINESS" ? "hour" : "day"),
    };
    download(`guichet-${model.name}-${fileKey}.csv`, toCsv(model, words));
  };
}

function FigureGrid({ model, addressOfRow }: { model: Table; addressOfRow: FigureTableProps["addressOfRow"] }) {
  const hasHeads = model.groups.some(({ columns }) => columns.length > 1);
  const most = Math.max(1, ...model.rows.map(({ cells }) => lengthOf(cells[0])));
  const keys = useCellKeys();
  const row = (line: TableRow, isWhole: boolean) => (
    <tr key={line.key ?? (isWhole ? "whole" : "missing")}>
      <th scope="row" className={line.key === null && !isWhole ? table["muted"] : undefined}>
        {addressOfRow && line.key !== null ? (
          <Link href={addressOfRow(line.key)} className={table["link"]} prefetch={false}>
            {line.head}
          </Link>
        ) : (
          line.head
        )}
      </th>
      {line.cells.map((cell, index) => (
        <FigureCell
          key={index}
          cell={cell}
          bar={index === 0 && !isWhole && cell.figure.kind === "count" ? lengthOf(cell) / most : null}
          isFirst={startsGroup(model, index)}
          name={`${line.head}, ${nameOfColumn(model, index)}`}
        />
      ))}
    </tr>
  );
  return (
    <table className={`${table["table"]} ${classes["figures"]}`} {...keys}>
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
              <MetricName id={metric} name={head} />
            </th>
          ))}
        </tr>
        {hasHeads && (
          <tr>
            {model.groups
              .filter(({ columns }) => columns.length > 1 || columns[0]?.head !== "")
              .flatMap(({ columns }) =>
                columns.map(({ id, head }, index) => (
                  <th
                    key={id}
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
  );
}

interface FigureCellProps {
  cell: Cell;
  /** How long a bar beside the figure, from 0 to 1. */
  bar: number | null;
  isFirst: boolean;
  /** Of the row and the column, for who hears the figure alone. */
  name: string;
}

function FigureCell({ cell: { figure, drill }, bar, isFirst, name }: FigureCellProps) {
  const t = useTranslations("report");
  const { clock } = useQuestion();
  const words = useFigureWords(clock);
  const isNothing =
    (figure.kind === "count" && figure.value === 0) ||
    (figure.kind === "share" && figure.part === 0) ||
    (figure.kind === "duration" && figure.ms === null);
  const told = (
    <>
      <DrillButton drill={drill} name={name}>
        {words.figure(figure)}
      </DrillButton>
      {figure.kind === "share" && figure.immature && figure.whole > 0 && <Provisional />}
    </>
  );
  return (
    <td
      className={`${table["number"]} ${isFirst ? classes["firstOfGroup"] : ""} ${isNothing ? table["muted"] : ""}`}
      title={figure.kind === "share" ? t("of", { part: figure.part, whole: figure.whole }) : undefined}
    >
      {bar === null ? (
        told
      ) : (
        <span className={classes["withBar"]}>
          <span className={classes["bar"]} style={{ width: `${bar * 100}%` }} aria-hidden />
          <span>{told}</span>
        </span>
      )}
    </td>
  );
}

/** The mark of a figure that may still change; what it means stands under the table. */
function Provisional() {
  const t = useTranslations("report");
  return (
    <>
      <sup aria-hidden>*</sup>
      <span className="g-hidden"> {t("provisional")}</span>
    </>
  );
}

function lengthOf(cell: Cell | undefined): number {
  return cell?.figure.kind === "count" ? cell.figure.value : 0;
}

function startsGroup({ groups }: Table, index: number): boolean {
  let at = 0;
  for (const { columns } of groups) {
    if (at === index) return groups.some((group) => group.columns.length > 1);
    at += columns.length;
  }
  return false;
}

function nameOfColumn({ groups }: Table, index: number): string {
  const names = groups.flatMap(({ head, columns }) =>
    columns.map((column) => (column.head === "" || column.head === head ? head : `${head}, ${column.head}`)),
  );
  return names[index] ?? "";
}
