import { useEffect, useState, useSyncExternalStore } from "react";
import type { Line, LineReport } from "./connection";
import { useLine } from "./desk-provider";

/** The line's report, looked at again every second: silence is the absence of an event. */
export function useLineReport(): LineReport {
  const line = useLine();
  useSyncExternalStore(line.subscribe, line.read);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return line.report();
}

export function useCaughtUp(): Line["caughtUp"] {
  const line = useLine();
  return useSyncExternalStore(line.subscribe, line.read).caughtUp;
}
