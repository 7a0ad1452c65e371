"use client";

import type { TicketFilter } from "@guichet/schema";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { usePageTitle } from "@/ui/page-title";
import { ProblemNotice } from "@/ui/problem-notice";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import { FilterBar } from "./filter-bar";
import classes from "./list.module.css";
import { ListEmptiness } from "./list-emptiness";
import { ListHead } from "./list-head";
import { type RowsHandle, TicketRows } from "./ticket-rows";
import { useHeld } from "./use-held";
import { useLiveList } from "./use-live-list";
import { useTakeFromList } from "./use-take-from-list";
import { useUnseen } from "./use-unseen";
import { type DeskView, isFiltered, unfiltered, writeView } from "./view";
import { rememberList } from "./visited-list";
import { WaitingBar } from "./waiting-bar";

interface TicketListProps {
  view: DeskView;
  filter: TicketFilter;
  title: string;
  onChange(view: DeskView): void;
  onQueues(): void;
}

/** The tickets of a view, and what the keyboard does with them. */
export function TicketList({ view, filter, title, onChange, onQueues }: TicketListProps) {
  const t = useTranslations("queues");
  const router = useRouter();
  const { held, handlers } = useHeld();
  const rows = useLiveList(filter, view.order, held);
  const { list } = rows;
  const [current, setCurrent] = useState<number | null>(null);
  const painted = useRef<RowsHandle>(null);
  const take = useTakeFromList();
  usePageTitle(title, useUnseen(list.arrived.size, list.shown.length));

  const address = writeView(view);
  useEffect(() => {
    rememberList({ address, title, numbers: list.shown.map(({ number }) => number) });
  }, [address, title, list.shown]);

  const index = list.shown.findIndex(({ number }) => number === current);
  const go = (to: number) => {
    const entry = list.shown[Math.max(0, Math.min(list.shown.length - 1, to))];
    if (entry === undefined) return;
    setCurrent(entry.number);
    painted.current?.focus(entry.number);
  };
  const open = useCallback((number: number) => router.push(`/tickets/${number}`), [router]);
  const begin = (act: string) => current !== null && router.push(`/tickets/${current}?act=${act}`);
  const group = t("key.group");
  useShortcuts([
    { keys: "j", label: t("key.next"), group, run: () => go(index + 1) },
    { keys: "k", label: t("key.previous"), group, run: () => go(index < 0 ? 0 : index - 1) },
    { keys: "arrowdown", run: () => go(index + 1) },
    { keys: "arrowup", run: () => go(index < 0 ? 0 : index - 1) },
    { keys: "enter", label: t("key.open"), group },
    { keys: "t", label: t("key.take"), group, run: () => current !== null && void take(current) },
    { keys: "e", label: t("key.escalate"), group, run: () => begin("escalate") },
    { keys: "r", label: t("key.reply"), group, run: () => begin("reply") },
    { keys: "n", label: t("key.note"), group, run: () => begin("note") },
    { keys: "s", label: t("key.resolve"), group, run: () => begin("resolve") },
    { keys: ".", label: t("key.settle"), group, run: rows.settle },
  ]);

  const empty = list.shown.length === 0;
  return (
    <>
      <FilterBar view={view} title={title} onChange={onChange} onQueues={onQueues}>
        <WaitingBar list={list} size={rows.size} onSettle={rows.settle} />
      </FilterBar>
      {rows.error && !empty && (
        <div className={classes["problem"]}>
          <ProblemNotice
            title={t("failed.more")}
            actions={<Button onClick={rows.loadMore}>{t("failed.retry")}</Button>}
          />
        </div>
      )}
      <div
        className={classes["grid"]}
        role="grid"
        aria-label={title}
        aria-rowcount={rows.size?.exact ? rows.size.value + 1 : -1}
        aria-busy={rows.status === "loading"}
        {...handlers}
      >
        <TicketRows
          handle={painted}
          list={list}
          loading={rows.status === "loading"}
          current={current}
          showQueue={view.scope.of !== "queue"}
          head={<ListHead order={view.order} onOrder={(order) => onChange({ ...view, order })} />}
          onCurrent={setCurrent}
          onOpen={open}
          onNearEnd={rows.loadMore}
        />
      </div>
      {rows.status === "failed" && empty && (
        <div className={classes["over"]}>
          <ProblemNotice title={t("failed.title")} actions={<Button onClick={rows.reload}>{t("failed.retry")}</Button>}>
            {t("failed.why")}
          </ProblemNotice>
        </div>
      )}
      {rows.status === "ready" && empty && list.arrived.size === 0 && (
        <div className={classes["over"]}>
          <ListEmptiness filtered={isFiltered(view)} onClear={() => onChange(unfiltered(view))} />
        </div>
      )}
    </>
  );
}
