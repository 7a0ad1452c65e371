"use client";

import { IconAlertOctagon, IconArrowDownRight, IconCircleCheck, IconHourglassLow } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import classes from "./wall.module.css";
import type { WallFigures } from "./wall-figures";

const icons = {
  missed: IconAlertOctagon,
  imminent: IconHourglassLow,
  received: IconArrowDownRight,
  resolved: IconCircleCheck,
};

/** What is read from the other end of the room. */
const now = ["open", "unassigned", "imminent", "missed"] as const;
const today = ["received", "resolved"] as const;

export function WallNumbers({ figures }: { figures: WallFigures }) {
  const t = useTranslations("wall");
  const number = (of: keyof WallFigures) => {
    const Icon = of in icons ? icons[of as keyof typeof icons] : null;
    return (
      <div key={of} className={classes["number"]} data-of={of} data-none={figures[of] === 0 || undefined}>
        <dt>
          {Icon && <Icon aria-hidden />}
          {t(`number.${of}`)}
        </dt>
        <dd>{figures[of]}</dd>
      </div>
    );
  };
  const digits = Math.max(...[...now, ...today].map((of) => String(figures[of]).length));
  return (
    <div className={classes["numbers"]} style={{ "--digits": digits } as CSSProperties}>
      <dl aria-label={t("now")}>{now.map(number)}</dl>
      <dl aria-label={t("today")} data-today>
        {today.map(number)}
      </dl>
    </div>
  );
}
