"use client";

import type { TargetFactsFragment } from "@guichet/schema";
import {
  IconAlertOctagon,
  IconBan,
  IconCheck,
  IconClock,
  IconHourglassLow,
  IconPlayerPause,
  type TablerIcon,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useEachSecond } from "@/ui/clock";
import { urgencyAt } from "./standing";
import classes from "./target-state.module.css";

type Mark = "calm" | "near" | "late" | "paused" | "met" | "cancelled";

const icons: Record<Mark, TablerIcon> = {
  calm: IconClock,
  near: IconHourglassLow,
  late: IconAlertOctagon,
  paused: IconPlayerPause,
  met: IconCheck,
  cancelled: IconBan,
};

function markAt({ state, dueAt }: TargetFactsFragment, now: number): Mark {
  switch (state.__typename) {
    case "TargetPending":
      return dueAt === null ? "calm" : urgencyAt({ dueAt, warnsAt: state.warnsAt, warned: false }, now);
    case "TargetImminent":
      return dueAt === null ? "near" : urgencyAt({ dueAt, warnsAt: null, warned: true }, now);
    case "TargetPaused":
      return "paused";
    case "TargetMissed":
      return "late";
    case "TargetMet":
      return "met";
    case "TargetCancelled":
      return "cancelled";
  }
}

/** Where a target stands: a shape and a word, and the colour helps. */
export function TargetState({ target }: { target: TargetFactsFragment }) {
  const t = useTranslations("service-levels");
  const mark = useEachSecond((now) => markAt(target, now));
  const Icon = icons[mark];
  return (
    <span className={classes["state"]} data-mark={mark}>
      <Icon size={15} stroke={2.1} aria-hidden />
      {t(`mark.${mark}`)}
    </span>
  );
}
