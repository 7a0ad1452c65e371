import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";

const steps: Record<string, readonly [rows: number, cells: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** One stop of the tab key for a whole table of figures; the arrow keys go from one to the next that opens something. */
export function useCellKeys(): { ref: RefObject<HTMLTableElement | null>; onKeyDown(event: KeyboardEvent): void } {
  const ref = useRef<HTMLTableElement>(null);
  useEffect(() => {
    const buttons = buttonsIn(ref.current);
    const current = buttons.find((button) => button.dataset["current"] !== undefined) ?? buttons[0];
    for (const button of buttons) button.tabIndex = button === current ? 0 : -1;
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const from = event.target instanceof HTMLElement ? event.target.closest("td") : null;
    if (step === undefined || from === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = neighbour(from, step);
    if (next === null) return;
    event.preventDefault();
    for (const button of buttonsIn(ref.current)) {
      button.tabIndex = -1;
      delete button.dataset["current"];
    }
    next.tabIndex = 0;
    next.dataset["current"] = "";
    next.focus();
  };
  return { ref, onKeyDown };
}

function buttonsIn(table: HTMLTableElement | null): HTMLButtonElement[] {
  return [...(table?.querySelectorAll<HTMLButtonElement>("td button") ?? [])];
}

/** The next button in that direction, over cells that have none. */
function neighbour(from: HTMLTableCellElement, [rows, cells]: readonly [number, number]): HTMLButtonElement | null {
  const table = from.closest("table");
  const row = from.closest("tr");
  if (table === null || row === null) return null;
  let y = [...table.rows].indexOf(row) + rows;
  let x = from.cellIndex + cells;
  for (; table.rows[y]?.cells[x] !== undefined; y += rows, x += cells) {
    const button = table.rows[y]?.cells[x]?.querySelector<HTMLButtonElement>("button");
    if (button && table.rows[y]?.cells[x]?.tagName === "TD") return button;
  }
  return null;
}
