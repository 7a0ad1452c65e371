import { useEffect, useState } from "react";

/** How many tickets have come that nobody has had on screen: those behind the bar, and those that came to a hidden tab. */
export function useUnseen(arrived: number, shown: number): number {
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
