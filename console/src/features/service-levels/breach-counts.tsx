"use client";

import { IconAlertOctagon, IconHourglassLow } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import classes from "./breach-counts.module.css";

const marks = [
  ["missed", IconAlertOctagon],
  ["imminent", IconHourglassLow],
] as const;

/** How many tickets of a queue are late or nearly so; nothing where none is. */
export function BreachCounts({ imminent, missed }: { imminent: number; missed: number }) {
  const t = useTranslations("service-levels");
  const counts = { imminent, missed };
  return marks.map(([of, Icon]) => {
    const count = counts[of];
    if (count === 0) return null;
    const words = t(`counts.${of}`, { count });
    return (
      <span key={of} className={classes["count"]} data-of={of} title={words}>
        <Icon size={13} stroke={2.2} aria-hidden />
        <span aria-hidden>{count}</span>
        <span className="g-hidden">{words}</span>
      </span>
    );
  });
}
