"use client";

import { Tooltip } from "@mantine/core";
import { IconAntennaBars5, IconCloudOff, IconPlugConnectedX, IconRefresh, IconZzz } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { LineState } from "./connection";
import classes from "./live.module.css";
import { useLineReport } from "./use-line";

const icons = {
  starting: IconRefresh,
  live: IconAntennaBars5,
  "catching-up": IconRefresh,
  silent: IconZzz,
  offline: IconCloudOff,
  refused: IconPlugConnectedX,
} as const satisfies Record<LineState, unknown>;

/** The true state of the line, always in sight: a word and a shape, announced when it changes. */
export function ConnectionState() {
  const t = useTranslations("shell");
  const { state } = useLineReport();
  const Icon = icons[state];
  return (
    <Tooltip label={t(`line.${state}.why`)} multiline w={260}>
      <div className={classes["state"]} data-state={state} role="status" aria-label={t("line.title")}>
        <Icon size={15} stroke={2} aria-hidden />
        <span>{t(`line.${state}.word`)}</span>
      </div>
    </Tooltip>
  );
}
