import type { MouseEvent } from "react";

/**
 * Changes the address without asking the server for a page it has: another queue or filter is on screen at once. Next
 * follows the browser's own history.
 */
export function changeAddress(address: string, way: "push" | "replace"): void {
  if (way === "push") window.history.pushState(null, "", address);
  else window.history.replaceState(null, "", address);
}

/** A plain click; with a modifier the browser opens a tab or a window, as for any link. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}
