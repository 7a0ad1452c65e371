"use client";

import { Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useNow } from "@/ui/clock";
import { FacetFilter } from "@/ui/facet-filter";
import { AsOfChooser } from "./as-of-chooser";
import { ClockSwitch } from "./clock-switch";
import { PeriodChooser } from "./period-chooser";
import { useQuestion } from "./question";
import classes from "./report.module.css";
import { choosesRows, groupings, type Section } from "./report-view";
import { ThresholdChooser } from "./threshold-chooser";
import { dateTimeIn, startOfDay } from "./zone";

/** The pages whose times have two clocks. */
const timed: readonly Section[] = ["overview", "applications", "take-charge", "resolution", "levels", "load", "me"];
/** Those whose times can be asked how many lie within one. */
const bounded: readonly Section[] = ["applications", "take-charge", "resolution", "levels", "backlog"];

/** What the report is about: period, instant, clock, threshold, rows, applications. */
export function ReportFilters() {
  const t = useTranslations("report");
  const now = useNow();
  const { section, view, zone, today, period, applications, show } = useQuestion();
  const end = startOfDay(zone, period.to);
  return (
    <div className={`${classes["controls"]} g-no-print`}>
      <PeriodChooser
        chosen={view.period}
        period={period}
        today={today}
        onChoose={(chosen) => show({ ...view, period: chosen })}
      />
      <AsOfChooser
        key={view.asOf ?? view.period}
        asOf={view.asOf}
        shown={dateTimeIn(zone, Math.min(end, now))}
        zone={zone}
        onChoose={(asOf) => show({ ...view, asOf })}
      />
      {timed.includes(section) && <ClockSwitch clock={view.clock} onChoose={(clock) => show({ ...view, clock })} />}
      {bounded.includes(section) && (
        <ThresholdChooser
          key={view.within}
          within={view.within}
          clock={view.clock}
          onChoose={(within) => show({ ...view, within })}
        />
      )}
      {choosesRows(section) && (
        <Select
          size="xs"
          w="11.5rem"
          aria-label={t("by.title")}
          data={groupings.map((value) => ({ value, label: t(`by.${value}`) }))}
          allowDeselect={false}
          value={view.by}
          onChange={(value) => show({ ...view, by: groupings.find((each) => each === value) ?? "APPLICATION" })}
        />
      )}
      <FacetFilter
        name={t("applications")}
        choices={applications.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={view.applications}
        onChange={(chosen) => show({ ...view, applications: chosen })}
      />
    </div>
  );
}
