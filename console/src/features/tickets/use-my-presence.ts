import { type PresenceActivity, SetPresenceDocument } from "@guichet/schema";
import { useEffect, useRef } from "react";
import { useClient } from "urql";

const every = 5000;
/** Without a key or a movement for this long, one is not really there. */
const idleAfter = 120_000;

/** Tells the others, as long as it is true, that one is on this ticket. */
export function useMyPresence(number: number, activity: PresenceActivity): void {
  const client = useClient();
  const doing = useRef(activity);
  const tell = useRef<() => void>(() => {});
  doing.current = activity;

  useEffect(() => {
    let lastSign = Date.now();
    let gone = false;
    const set = (now: PresenceActivity | null) => {
      void client.mutation(SetPresenceDocument, { ticket: number, activity: now }).toPromise();
    };
    tell.current = () => {
      const away = document.hidden || Date.now() - lastSign > idleAfter;
      if (away && gone) return;
      gone = away;
      set(away ? null : doing.current);
    };
    const sign = () => {
      lastSign = Date.now();
      if (gone) tell.current();
    };
    tell.current();
    const timer = setInterval(() => tell.current(), every);
    const signs = ["keydown", "pointermove", "focus"] as const;
    for (const name of signs) window.addEventListener(name, sign, { passive: true });
    document.addEventListener("visibilitychange", tell.current);
    return () => {
      clearInterval(timer);
      for (const name of signs) window.removeEventListener(name, sign);
      document.removeEventListener("visibilitychange", tell.current);
      tell.current = () => {};
      set(null);
    };
  }, [client, number]);

  useEffect(() => tell.current(), [activity]);
}
