"use client";

import { type TicketFilter, type TicketOrderField } from "@guichet/schema";
import { Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconFilterOff, IconInboxOff } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { EmptyState } from "@/ui/empty-state";
import { usePageTitle } from "@/ui/page-title";
import { ProblemNotice } from "@/ui/problem-notice";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import { FilterBar } from "./filter-bar";
import classes from "./list.module.css";
import { SkeletonRow, TicketRow } from "./ticket-row";
import { useHeld } from "./use-held";
import { useLiveList } from "./use-live-list";
import { useTakeFromList } from "./use-take-from-list";
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

const rowHeight = 38;
const headHeight = 28;
/** The next page is asked for when this many rows are left below. */
const readAhead = 60;

export function TicketList({ view, filter, title, onChange, onQueues }: TicketListProps) {
  const t = useTranslations("queues");
  const router = useRouter();
  const scroller = useRef<HTMLDivElement>(null);
  const { held, handlers } = useHeld();
  const rows = useLiveList(filter, view.order, held);
  const { list } = rows;
  const [current, setCurrent] = useState<number | null>(null);
  const focusSoon = useRef(false);
  const unseen = useUnseen(list.arrived.size, list.shown.length);
  const take = useTakeFromList();
  usePageTitle(title, unseen);

  const virtual = useVirtualizer({
    count: list.shown.length + (list.next === null ? 0 : 3),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => list.shown[index]?.number ?? `more-${index}`,
    overscan: 12,
    scrollPaddingStart: headHeight,
  });
  const items = virtual.getVirtualItems();
  const lastPainted = items[items.length - 1]?.index ?? 0;

  const readMore = useEffectEvent(() => rows.loadMore());
  const wantsMore = rows.status === "ready" && list.next !== null && lastPainted > list.shown.length - readAhead;
  useEffect(() => {
    if (wantsMore) readMore();
  }, [wantsMore, list.shown.length]);

  const remember = () =>
    rememberList({ address: writeView(view), title, numbers: list.shown.map(({ number }) => number) });
  const index = list.shown.findIndex(({ number }) => number === current);
  const go = (to: number) => {
    const entry = list.shown[Math.max(0, Math.min(list.shown.length - 1, to))];
    if (entry === undefined) return;
    focusSoon.current = true;
    setCurrent(entry.number);
    virtual.scrollToIndex(list.shown.indexOf(entry), { align: "auto" });
  };
  const open = (number: number | null, act?: string) => {
    if (number === null) return;
    remember();
    router.push(act === undefined ? `/tickets/${number}` : `/tickets/${number}?act=${act}`);
  };
  useLayoutEffect(() => {
    if (!focusSoon.current || current === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-number="${current}"]`);
    if (!row) return;
    focusSoon.current = false;
    row.focus({ preventScroll: true });
  });

  useShortcuts([
    { keys: "j", label: t("key.next"), group: t("key.group"), run: () => go(index + 1) },
    { keys: "k", label: t("key.previous"), group: t("key.group"), run: () => go(index < 0 ? 0 : index - 1) },
    { keys: "arrowdown", run: () => go(index + 1) },
    { keys: "arrowup", run: () => go(index < 0 ? 0 : index - 1) },
    { keys: "t", label: t("key.take"), group: t("key.group"), run: () => current !== null && void take(current) },
    { keys: "e", label: t("key.escalate"), group: t("key.group"), run: () => open(current, "escalate") },
    { keys: "r", label: t("key.reply"), group: t("key.group"), run: () => open(current, "reply") },
    { keys: "n", label: t("key.note"), group: t("key.group"), run: () => open(current, "note") },
    { keys: "s", label: t("key.resolve"), group: t("key.group"), run: () => open(current, "resolve") },
    { keys: ".", label: t("key.settle"), group: t("key.group"), run: rows.settle },
  ]);

  const sortBy = (field: TicketOrderField) => {
    const same = view.order.field === field;
    onChange({ ...view, order: { field, direction: same && view.order.direction === "ASC" ? "DESC" : "ASC" } });
  };
  const sortable = (field: TicketOrderField, label: string) => {
    const active = view.order.field === field;
    const Arrow = view.order.direction === "ASC" ? IconArrowUp : IconArrowDown;
    return (
      <span
        role="columnheader"
        aria-sort={active ? (view.order.direction === "ASC" ? "ascending" : "descending") : "none"}
      >
        <button type="button" onClick={() => sortBy(field)}>
          {label}
          {active && <Arrow size={12} aria-hidden />}
        </button>
      </span>
    );
  };

  return (
    <>
      <FilterBar view={view} title={title} onChange={onChange} onQueues={onQueues}>
        <WaitingBar list={list} size={rows.size} onSettle={rows.settle} />
      </FilterBar>
      {rows.error && list.shown.length > 0 && (
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
        <div ref={scroller} className={classes["scroller"]} role="presentation">
          <div role="rowgroup" className={classes["head"]}>
            <div role="row" aria-rowindex={1} className={classes["row"]}>
              {sortable("NUMBER", t("column.number"))}
              {sortable("PRIORITY", t("column.priority"))}
              <span role="columnheader">{t("column.subject")}</span>
              <span role="columnheader" className={classes["wide"]}>
                {t("column.requester")}
              </span>
              <span role="columnheader">{t("column.state")}</span>
              <span role="columnheader" className={classes["medium"]}>
                {t("column.assignee")}
              </span>
              {sortable("QUEUE_ENTERED", t("column.since"))}
            </div>
          </div>
          {rows.status === "loading" &&
            list.shown.length === 0 &&
            Array.from({ length: 12 }, (_, row) => <SkeletonRow key={row} />)}
          <div style={{ height: virtual.getTotalSize(), position: "relative" }} role="rowgroup">
            {items.map((item) => {
              const entry = list.shown[item.index];
              return (
                <div
                  key={item.key}
                  role="presentation"
                  className={classes["slot"]}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {entry === undefined ? (
                    <SkeletonRow />
                  ) : (
                    <TicketRow
                      number={entry.number}
                      rowIndex={item.index + 2}
                      isCurrent={entry.number === current || (current === null && item.index === 0)}
                      isGone={list.gone.has(entry.number)}
                      showQueue={view.scope.of !== "queue"}
                      onFocus={setCurrent}
                      onOpen={open}
                    />
                  )}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {rows.status === "failed" && list.shown.length === 0 && (
        <div className={classes["over"]}>
          <ProblemNotice title={t("failed.title")} actions={<Button onClick={rows.reload}>{t("failed.retry")}</Button>}>
            {t("failed.why")}
          </ProblemNotice>
        </div>
      )}
      {rows.status === "ready" && list.shown.length === 0 && list.arrived.size === 0 && (
        <div className={classes["over"]}>
          {isFiltered(view) ? (
            <EmptyState
              icon={IconFilterOff}
              title={t("empty.filtered")}
              action={
                <Button variant="default" onClick={() => onChange(unfiltered(view))}>
                  {t("filter.clear")}
                </Button>
              }
            >
              {t("empty.filteredWhat")}
            </EmptyState>
          ) : (
            <EmptyState icon={IconInboxOff} title={t("empty.title")}>
              {t("empty.what")}
            </EmptyState>
          )}
        </div>
      )}
    </>
  );
}

/** How many tickets have come that nobody has had on screen: those behind the bar, and those that came to a hidden tab. */
function useUnseen(arrived: number, shown: number): number {
  const [seen, setSeen] = useState(shown);
  const [hidden, setHidden] = useState(false);
  useEffect(() => {
    const look = () => setHidden(document.hidden);
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  useEffect(() => {
    if (!hidden) setSeen(shown);
  }, [hidden, shown]);
  return arrived + Math.max(0, hidden ? shown - seen : 0);
}
