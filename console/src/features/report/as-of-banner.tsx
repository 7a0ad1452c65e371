"use client";

import { Button } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import classes from "./frame.module.css";
import { useQuestion } from "./question";

/** Says plainly that these are not the figures one would read by default. */
export function AsOfBanner() {
  const t = useTranslations("report");
  const locale = useLocale();
  const { view, zone, show } = useQuestion();
  if (view.asOf === null) return null;
  // Written as on the desk's clocks: the zone has been taken out already.
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short", timeZone: "UTC" }).format(
    new Date(`${view.asOf}Z`),
  );
  return (
    <div className={classes["banner"]} role="note">
      <IconHistory size={18} stroke={1.8} aria-hidden />
      <p>
        <strong>{t("asOfBanner.title", { date, zone })}</strong> {t("asOfBanner.what")}
      </p>
      <Button size="compact-sm" variant="default" className="g-no-print" onClick={() => show({ ...view, asOf: null })}>
        {t("asOf.reset")}
      </Button>
    </div>
  );
}
