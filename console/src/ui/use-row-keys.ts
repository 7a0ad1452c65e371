import { type RefObject, useCallback } from "react";
import { useShortcuts } from "./shortcuts/shortcuts";

interface RowKeysOptions {
  /** Where the rows are; each row's own link or button carries `data-row`. */
  within: RefObject<HTMLElement | null>;
  group: string;
  next: string;
  previous: string;
}

/** j and k walk down and up a list of links, as they do in the queues; Enter opens, as on any link. */
export function useRowKeys({ within, group, next, previous }: RowKeysOptions): void {
  const step = useCallback(
    (by: 1 | -1) => {
      const rows = [...(within.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
      const at = rows.findIndex((row) => row === document.activeElement);
      const from = at < 0 && by < 0 ? rows.length : at;
      rows[Math.max(0, Math.min(rows.length - 1, from + by))]?.focus();
    },
    [within],
  );
  useShortcuts([
    { keys: "j", label: next, group, run: () => step(1) },
    { keys: "k", label: previous, group, run: () => step(-1) },
  ]);
}
