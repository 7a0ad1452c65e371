"use client";

import type { MetricId } from "@guichet/schema";
import { Popover } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { useQuestion } from "./question";
import classes from "./report.module.css";
import { useSheet } from "./sheet";

/** A figure's name; pressing it says what is counted, how, as of when and on which clock. */
export function MetricName({ id, name }: { id: MetricId | null; name: string }) {
  const t = useTranslations("report");
  const locale = useLocale();
  const { zone } = useQuestion();
  const { asOf, metricOf } = useSheet();
  const metric = id === null ? undefined : metricOf(id);
  if (!metric) return <>{name}</>;
  // The sign stays beside it, also where the name breaks.
  const lastWord = name.lastIndexOf(" ") + 1;
  return (
    <Popover width={360} position="bottom-start" withRoles={false} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes["name"]} aria-haspopup="dialog">
          {name.slice(0, lastWord)}
          <span className={classes["together"]}>
            {name.slice(lastWord)}
            <IconInfoCircle size={13} stroke={1.8} aria-hidden />
          </span>
          <span className="g-hidden"> {t("definition")}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={metric.name} className={classes["definition"]}>
        {/* Read out, and left by Escape: nothing in it can be pressed. */}
        <div data-autofocus tabIndex={-1}>
          <strong>{metric.name}</strong>
          <p>{metric.definition}</p>
          <dl>
            <dt>{t("facts.formula")}</dt>
            <dd>
              <code>{metric.formula}</code>
            </dd>
            <dt>{t("facts.unit")}</dt>
            <dd>{t(`facts.${unitOf(metric.unit)}`)}</dd>
            {metric.clock && (
              <>
                <dt>{t("clock.title")}</dt>
                <dd>{t(`clock.long.${metric.clock}`)}</dd>
              </>
            )}
            {asOf && (
              <>
                <dt>{t("asOf.title")}</dt>
                <dd>
                  {new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: zone }).format(
                    new Date(asOf),
                  )}
                </dd>
              </>
            )}
            <dt>{t("facts.id")}</dt>
            <dd>
              <code>{metric.id.replace("_", ".").replace("_level", "[k]")}</code>
            </dd>
          </dl>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

const units = ["tickets", "milliseconds", "stays", "resolutions", "targets", "drafts", "minutes", "acts"] as const;

function unitOf(unit: string): (typeof units)[number] {
  return units.find((each) => each === unit) ?? "tickets";
}
