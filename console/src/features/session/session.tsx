"use client";

import type { MeFragment, Permission } from "@guichet/schema";
import { createContext, useContext } from "react";

export interface Session {
  me: MeFragment;
  /** Where the desk's feed starts: what `me` and its counts are at least true at. */
  position: string | null;
  /** Asks again who is signed in, and what they may do. */
  reload(): Promise<void>;
  /** The same, and the desk's feed starts anew from there; false when there was no answer. */
  restart(): Promise<boolean>;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("useSession outside SignedIn");
  return session;
}

export function useMe(): MeFragment {
  return useSession().me;
}

/** Whether the viewer holds one of these permissions. */
export function useMay(...wanted: readonly Permission[]): boolean {
  const { permissions } = useMe();
  return wanted.some((permission) => permissions.includes(permission));
}
