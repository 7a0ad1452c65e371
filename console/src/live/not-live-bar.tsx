"use client";

import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import classes from "./live.module.css";
import { useLineReport } from "./use-line";

/** Says, across the page, that what is on screen may be out of date, and since when. */
export function NotLiveBar() {
  const t = useTranslations("shell");
  const locale = useLocale();
  const { state, notLiveSince } = useLineReport();
  if (state !== "offline" && state !== "silent" && state !== "refused") return null;
  const since =
    notLiveSince === null
      ? ""
      : new Intl.DateTimeFormat(locale, { timeStyle: "medium" }).format(new Date(notLiveSince));
  return (
    <div className={`${classes["bar"]} g-no-print`}>
      <IconAlertTriangle size={16} aria-hidden />
      <span>{t(`line.${state}.bar`, { since })}</span>
      {state === "refused" && (
        <Button size="compact-xs" variant="default" onClick={() => window.location.reload()}>
          {t("line.reload")}
        </Button>
      )}
    </div>
  );
}
