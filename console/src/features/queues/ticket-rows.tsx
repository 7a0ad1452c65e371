"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type ReactNode,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import classes from "./list.module.css";
import type { LiveList } from "./live-list";
import { SkeletonRow, TicketRow } from "./ticket-row";

const rowHeight = 38;
const headHeight = 28;
/** The next page is asked for when this many rows are left below. */
const readAhead = 60;
const skeletons = 12;

export interface RowsHandle {
  /** Scrolls a row into sight and gives it the focus. */
  focus(number: number): void;
}

interface TicketRowsProps {
  handle: Ref<RowsHandle>;
  list: LiveList;
  loading: boolean;
  current: number | null;
  showQueue: boolean;
  head: ReactNode;
  onCurrent(number: number): void;
  onOpen(number: number): void;
  onNearEnd(): void;
}

/** Ten thousand rows, of which those in sight exist. Scrolling draws this again and nothing else. */
export function TicketRows(props: TicketRowsProps) {
  const { handle, list, loading, current, showQueue, head, onCurrent, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const wanted = useRef<number | null>(null);
  const virtual = useVirtualizer({
    count: list.shown.length + (list.next === null ? 0 : 3),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => list.shown[index]?.number ?? `more-${index}`,
    overscan: 10,
    scrollPaddingStart: headHeight,
  });
  const items = virtual.getVirtualItems();
  const lastPainted = items[items.length - 1]?.index ?? 0;

  const nearEnd = useEffectEvent(() => props.onNearEnd());
  const wantsMore = !loading && list.next !== null && lastPainted > list.shown.length - readAhead;
  useEffect(() => {
    if (wantsMore) nearEnd();
  }, [wantsMore, list.shown.length]);

  const focusWanted = () => {
    if (wanted.current === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-number="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  };
  useLayoutEffect(focusWanted);
  useImperativeHandle(handle, () => ({
    focus: (number) => {
      wanted.current = number;
      virtual.scrollToIndex(
        list.shown.findIndex((entry) => entry.number === number),
        { align: "auto" },
      );
      focusWanted();
    },
  }));

  return (
    <div ref={scroller} className={classes["scroller"]} role="presentation">
      {head}
      {loading && list.shown.length === 0 && Array.from({ length: skeletons }, (_, row) => <SkeletonRow key={row} />)}
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
                  showQueue={showQueue}
                  onFocus={onCurrent}
                  onOpen={onOpen}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
