"use client";

import type { QueueFactsFragment } from "@guichet/schema";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { Duration } from "@/ui/relative-time";
import classes from "./wall.module.css";
import { fitting, levelsOf } from "./wall-figures";

/** As many as can be read from afar. */
const rowsAtMost = 14;

/** Each queue under its level: how much is in it, what nobody has taken, what is late, and since when one waits. */
export function WallQueues({ queues }: { queues: readonly QueueFactsFragment[] }) {
  const t = useTranslations("wall");
  const common = useTranslations("common");
  const { levels, left } = fitting(levelsOf(queues), rowsAtMost);
  const lines = 1 + levels.length + levels.reduce((sum, { queues: own }) => sum + own.length, 0) + (left > 0 ? 1 : 0);
  return (
    <section className={classes["queues"]} aria-label={t("byQueue")}>
      <table style={{ "--lines": lines } as CSSProperties}>
        <thead>
          <tr>
            <th scope="col">{t("column.queue")}</th>
            <th scope="col">{t("column.open")}</th>
            <th scope="col">{t("column.unassigned")}</th>
            <th scope="col">{t("column.imminent")}</th>
            <th scope="col">{t("column.missed")}</th>
            <th scope="col">{t("column.oldest")}</th>
          </tr>
        </thead>
        {levels.map(({ rank, name, queues: own, open }) => (
          <tbody key={rank}>
            <tr data-level>
              <th scope="rowgroup">{name || common("level", { rank })}</th>
              <td>{open}</td>
              <td colSpan={4} />
            </tr>
            {own.map(({ id, team, counts }) => (
              <tr key={id}>
                <th scope="row">{team.name}</th>
                <td>{counts.total}</td>
                <td data-none={counts.new + counts.open === 0 || undefined}>{counts.new + counts.open}</td>
                <td data-of="imminent" data-none={counts.imminent === 0 || undefined}>
                  {counts.imminent}
                </td>
                <td data-of="missed" data-none={counts.missed === 0 || undefined}>
                  {counts.missed}
                </td>
                <td>{counts.oldestWaitingAt === null ? "–" : <Duration since={counts.oldestWaitingAt} />}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {left > 0 && <p>{t("more", { count: left })}</p>}
    </section>
  );
}
