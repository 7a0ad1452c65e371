"use client";

import { notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import type { Line } from "./connection";
import { useCaughtUp } from "./use-line";

/** Breaks shorter than this are not worth a word. */
const worthSaying = 1500;

export function CaughtUpNotice() {
  const t = useTranslations("shell");
  const caughtUp = useCaughtUp();
  const say = useEffectEvent((told: NonNullable<Line["caughtUp"]>) => {
    if (told.changes !== null && told.awayFor < worthSaying) return;
    const seconds = Math.max(1, Math.round(told.awayFor / 1000));
    notifications.show({
      id: "caught-up",
      title: t("caughtUp.title"),
      message: told.changes === null ? t("caughtUp.reread") : t("caughtUp.changes", { changes: told.changes, seconds }),
      color: "petrol",
      role: "status",
      closeButtonProps: { "aria-label": t("caughtUp.dismiss") },
    });
  });
  useEffect(() => {
    if (caughtUp !== null) say(caughtUp);
  }, [caughtUp]);
  return null;
}
