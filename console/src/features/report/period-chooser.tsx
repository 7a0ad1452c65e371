"use client";

import { ActionIcon, Button, Popover, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCalendar, IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import { addDays, type CivilDate, isCivilDate } from "./civil-date";
import { around, beside, isPreset, keyOf, type Period, type PeriodUnit, presets } from "./period";
import { usePeriodName } from "./period-name";
import classes from "./report.module.css";

interface PeriodChooserProps {
  /** As the address has it. */
  chosen: string;
  period: Period;
  today: CivilDate;
  onChoose(period: string): void;
}

const units: readonly PeriodUnit[] = ["week", "month", "quarter", "year"];

/** The period: one step back or on, a preset, a unit of the calendar, or any days. */
export function PeriodChooser({ chosen, period, today, onChoose }: PeriodChooserProps) {
  const t = useTranslations("report");
  const nameOf = usePeriodName();
  const [opened, { close, toggle }] = useDisclosure(false);
  const step = (by: -1 | 1) => onChoose(keyOf(beside(period, by)));
  const isLatest = period.to > today;
  useShortcuts([
    { keys: "j", label: t("period.next"), group: t("title"), run: () => !isLatest && step(1) },
    { keys: "k", label: t("period.previous"), group: t("title"), run: () => step(-1) },
  ]);
  const choose = (text: string) => {
    close();
    onChoose(text);
  };
  return (
    <div className={classes["period"]} role="group" aria-label={t("period.title")}>
      <ActionIcon size="md" aria-label={t("period.previous")} aria-keyshortcuts="k" onClick={() => step(-1)}>
        <IconChevronLeft size={17} />
      </ActionIcon>
      <Popover opened={opened} onChange={toggle} position="bottom-start" withRoles={false} trapFocus returnFocus>
        <Popover.Target>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconCalendar size={15} aria-hidden />}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={toggle}
          >
            <span className={classes["periodName"]}>{nameOf(period)}</span>
          </Button>
        </Popover.Target>
        <Popover.Dropdown role="dialog" aria-label={t("period.title")}>
          <div className={classes["presets"]}>
            {presets.map((preset) => (
              <Button
                key={preset}
                size="compact-sm"
                variant={isPreset(chosen) && chosen === preset ? "light" : "subtle"}
                color={chosen === preset ? "petrol" : "gray"}
                aria-pressed={chosen === preset}
                justify="flex-start"
                onClick={() => choose(preset)}
              >
                {t(`preset.${preset}`)}
              </Button>
            ))}
          </div>
          <p className={classes["chooseLabel"]}>{t("period.unitOf")}</p>
          <div className={classes["units"]}>
            {units.map((unit) => (
              <Button
                key={unit}
                size="compact-xs"
                variant={period.unit === unit ? "light" : "default"}
                aria-pressed={period.unit === unit}
                onClick={() => choose(keyOf(around(period.from > today ? today : period.from, unit)))}
              >
                {t(`unit.${unit}`)}
              </Button>
            ))}
          </div>
          <DaysForm key={keyOf(period)} period={period} onChoose={choose} />
        </Popover.Dropdown>
      </Popover>
      <ActionIcon
        size="md"
        aria-label={t("period.next")}
        aria-keyshortcuts="j"
        disabled={isLatest}
        onClick={() => step(1)}
      >
        <IconChevronRight size={17} />
      </ActionIcon>
    </div>
  );
}

function DaysForm({ period, onChoose }: { period: Period; onChoose(text: string): void }) {
  const t = useTranslations("report");
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(addDays(period.to, -1));
  const isBackwards = isCivilDate(from) && isCivilDate(to) && to < from;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isCivilDate(from) && isCivilDate(to) && from <= to) onChoose(`${from}..${to}`);
  };
  return (
    <form className={classes["days"]} onSubmit={submit}>
      <TextInput
        size="xs"
        type="date"
        label={t("period.from")}
        value={from}
        required
        withAsterisk={false}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="date"
        label={t("period.to")}
        value={to}
        required
        withAsterisk={false}
        error={isBackwards ? t("period.backwards") : undefined}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" disabled={isBackwards}>
        {t("period.show")}
      </Button>
    </form>
  );
}
