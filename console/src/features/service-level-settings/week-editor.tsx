"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { IconCopy, IconPlus } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import classes from "./hours.module.css";
import { HoursFields } from "./hours-fields";
import { type Period, piecesOfDay, weekdays, withAnother, withCopied } from "./week";
import { dayName } from "./week-words";

interface WeekEditorProps {
  weekly: readonly Period[];
  errorOf(path: string): ReactNode;
  onChange(weekly: Period[]): void;
}

const percent = (minutes: number) => `${(minutes / 1440) * 100}%`;

/** The opening hours of a week: several a day, over midnight, and one day copied to others. */
export function WeekEditor({ weekly, errorOf, onChange }: WeekEditorProps) {
  const t = useTranslations("service-level-settings");
  const locale = useLocale();
  return (
    <div>
      {weekdays.map((day) => {
        const name = dayName(locale, day, "long");
        const own = weekly.flatMap((period, index) => (period.weekday === day ? [{ period, index }] : []));
        return (
          <div key={day} className={classes["day"]} role="group" aria-label={name}>
            <span className={classes["dayName"]}>{name}</span>
            <div className={classes["periods"]}>
              {own.map(({ period, index }, place) => (
                <HoursFields
                  key={index}
                  name={t("hours.name", { day: name, place: place + 1 })}
                  hours={period}
                  errors={[errorOf(`weekly.${index}`), errorOf(`weekly.${index}.from`), errorOf(`weekly.${index}.to`)]}
                  onChange={(hours) => onChange(weekly.with(index, { ...period, ...hours }))}
                  onRemove={() => onChange(weekly.toSpliced(index, 1))}
                />
              ))}
              {own.length === 0 && <span className={classes["closed"]}>{t("hours.closed")}</span>}
            </div>
            <div className={classes["tools"]}>
              <ActionIcon
                size="sm"
                aria-label={t("hours.add", { day: name })}
                title={t("hours.add", { day: name })}
                onClick={() => onChange(withAnother(weekly, day))}
              >
                <IconPlus size={15} />
              </ActionIcon>
              {own.length > 0 && (
                <Menu position="bottom-end">
                  <Menu.Target>
                    <ActionIcon
                      size="sm"
                      aria-label={t("hours.copy", { day: name })}
                      title={t("hours.copy", { day: name })}
                    >
                      <IconCopy size={14} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item onClick={() => onChange(withCopied(weekly, day, "workdays"))}>
                      {t("hours.toWorkdays")}
                    </Menu.Item>
                    <Menu.Item onClick={() => onChange(withCopied(weekly, day, "everyDay"))}>
                      {t("hours.toEveryDay")}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              )}
            </div>
            <div className={classes["line"]} aria-hidden>
              {piecesOfDay(weekly, day).map(({ from, to }) => (
                <i key={from} style={{ left: percent(from), width: percent(to - from) }} />
              ))}
            </div>
          </div>
        );
      })}
      <div className={classes["foot"]} aria-hidden>
        <div className={classes["scale"]}>
          {[0, 6, 12, 18, 24].map((hour) => (
            <span key={hour} style={{ left: percent(hour * 60) }}>
              {hour}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}
