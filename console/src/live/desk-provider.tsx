"use client";

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from "react";
import { Provider } from "urql";
import { createDeskClient, type DeskClient } from "./desk-client";
import type { LineStore } from "./line-store";

const LineContext = createContext<LineStore | null>(null);

export function signInAddress(): string {
  const { pathname, search } = window.location;
  return pathname === "/sign-in" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(pathname + search)}`;
}

const never = () => () => {};

/** False while the server renders and during hydration: the client, its cache and its socket exist in browsers only. */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

export function DeskProvider({ children, waiting }: { children: ReactNode; waiting: ReactNode }) {
  return useInBrowser() ? <BrowserDesk>{children}</BrowserDesk> : waiting;
}

function BrowserDesk({ children }: { children: ReactNode }) {
  const [desk] = useState<DeskClient>(() => createDeskClient(() => window.location.assign(signInAddress())));
  return (
    <LineContext value={desk.line}>
      <Provider value={desk.client}>{children}</Provider>
    </LineContext>
  );
}

export function useLine(): LineStore {
  const line = useContext(LineContext);
  if (line === null) throw new Error("useLine outside DeskProvider");
  return line;
}
