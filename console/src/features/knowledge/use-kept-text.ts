import { useEffect, useRef } from "react";

const prefix = "guichet.article.";

export interface Kept<Values> {
  /** What the text was typed on. */
  base: { values: Values; version: number } | null;
  values: Values;
}

/** What was typed before the tab was closed or the page left; null when nothing was. */
export function keptText<Values>(name: string): Kept<Values> | null {
  try {
    const text = window.localStorage.getItem(prefix + name);
    return text === null ? null : (JSON.parse(text) as Kept<Values>);
  } catch {
    return null;
  }
}

export function forgetText(name: string): void {
  window.localStorage.removeItem(prefix + name);
}

/** Keeps what is being typed in this browser until it is saved or given up. */
export function useKeptText<Values>(name: string, kept: Kept<Values>, dirty: boolean): void {
  const latest = JSON.stringify(kept);
  const wasDirty = useRef(false);
  useEffect(() => {
    if (dirty) {
      wasDirty.current = true;
      window.localStorage.setItem(prefix + name, latest);
    } else if (wasDirty.current) {
      forgetText(name);
    }
  }, [name, latest, dirty]);
}
