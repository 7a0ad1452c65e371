"use client";

import { Button, NumberInput, Popover } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconRulerMeasure } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useFigureWords } from "./figure-words";
import classes from "./report.module.css";
import { type Clock, longestThreshold } from "./report-view";

interface ThresholdChooserProps {
  /** In minutes. */
  within: number | null;
  clock: Clock;
  onChoose(within: number | null): void;
}

const presets = [15, 30, 60, 240, 480, 1440];

/** "How many within half an hour?": the share of each distribution that lies under it. */
export function ThresholdChooser({ within, clock, onChoose }: ThresholdChooserProps) {
  const t = useTranslations("report");
  const words = useFigureWords(clock);
  const [opened, { close, toggle }] = useDisclosure(false);
  const [typed, setTyped] = useState<number | string>(within ?? 30);
  const minutes = typeof typed === "number" ? typed : Number.NaN;
  const isUsable = Number.isInteger(minutes) && minutes >= 1 && minutes <= longestThreshold;
  const choose = (chosen: number | null) => {
    close();
    onChoose(chosen);
  };
  return (
    <Popover
      opened={opened}
      onChange={toggle}
      width={280}
      position="bottom-start"
      withRoles={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={within === null ? "default" : "light"}
          leftSection={<IconRulerMeasure size={15} aria-hidden />}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={toggle}
        >
          {within === null ? t("within.none") : t("within.chosen", { duration: words.duration(within * 60_000) })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t("within.title")}>
        <p className={classes["chooseLabel"]}>{t("within.what")}</p>
        <div className={classes["units"]}>
          {presets.map((preset) => (
            <Button
              key={preset}
              size="compact-xs"
              variant={preset === within ? "light" : "default"}
              aria-pressed={preset === within}
              onClick={() => choose(preset)}
            >
              {words.duration(preset * 60_000)}
            </Button>
          ))}
        </div>
        <form
          className={classes["days"]}
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            if (isUsable) choose(minutes);
          }}
        >
          <NumberInput
            size="xs"
            label={t("within.minutes")}
            min={1}
            max={longestThreshold}
            allowDecimal={false}
            hideControls
            value={typed}
            onChange={setTyped}
          />
          <Button type="submit" size="xs" disabled={!isUsable}>
            {t("asOf.apply")}
          </Button>
          <Button size="xs" variant="default" disabled={within === null} onClick={() => choose(null)}>
            {t("within.reset")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
