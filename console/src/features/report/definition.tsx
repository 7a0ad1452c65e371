"use client";

import { Popover } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { Metric } from "./figures";
import classes from "./report.module.css";

/** A figure's name; pressing it says what is counted. */
export function MetricName({ metric, name }: { metric: Metric | undefined; name: string }) {
  const t = useTranslations("report");
  if (!metric) return <>{name}</>;
  return (
    <Popover width={320} position="bottom-start" withRoles={false} returnFocus>
      <Popover.Target>
        <button type="button" className={classes["name"]} aria-haspopup="dialog">
          {name}
          <IconInfoCircle size={13} stroke={1.8} aria-hidden />
          <span className="g-hidden">{t("definition")}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={metric.name} className={classes["definition"]}>
        <strong>{metric.name}</strong>
        <p>{metric.definition}</p>
        <code>{metric.id.replace("_", ".").replace("_level", "[k]")}</code>
      </Popover.Dropdown>
    </Popover>
  );
}
