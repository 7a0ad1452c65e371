"use client";

import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ExceptionValues } from "./calendar-values";
import classes from "./hours.module.css";
import { HoursFields } from "./hours-fields";

interface ExceptionsEditorProps {
  exceptions: readonly ExceptionValues[];
  errorOf(path: string): ReactNode;
  onChange(exceptions: ExceptionValues[]): void;
}

/** Single dates with hours of their own, or none; they go before the week's hours and before public holidays. */
export function ExceptionsEditor({ exceptions, errorOf, onChange }: ExceptionsEditorProps) {
  const t = useTranslations("service-level-settings");
  return (
    <div>
      {exceptions.map((exception, index) => {
        const name = exception.name || exception.date || t("exception.number", { place: index + 1 });
        const change = (changed: Partial<ExceptionValues>) =>
          onChange(exceptions.with(index, { ...exception, ...changed }));
        const { periods } = exception;
        return (
          // A date may be typed twice on the way, and names repeat: only the place tells them apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <div key={index} className={classes["exception"]} role="group" aria-label={name}>
            <TextInput
              type="date"
              size="xs"
              aria-label={t("exception.date")}
              value={exception.date}
              error={errorOf(`exceptions.${index}.date`) ?? errorOf(`exceptions.${index}`)}
              onChange={(event) => change({ date: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              aria-label={t("exception.name")}
              placeholder={t("exception.name")}
              maxLength={100}
              value={exception.name}
              error={errorOf(`exceptions.${index}.name`)}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <div className={classes["periods"]}>
              {periods.length === 0 && <span className={classes["closed"]}>{t("exception.closed")}</span>}
              {periods.map((hours, place) => (
                <HoursFields
                  // biome-ignore lint/suspicious/noArrayIndexKey: hours have no identity but their place.
                  key={place}
                  name={t("hours.name", { day: name, place: place + 1 })}
                  hours={hours}
                  errors={["", ".from", ".to"].map((end) => errorOf(`exceptions.${index}.periods.${place}${end}`))}
                  onChange={(changed) => change({ periods: periods.with(place, changed) })}
                  onRemove={() => change({ periods: periods.toSpliced(place, 1) })}
                />
              ))}
              <ActionIcon
                size="sm"
                aria-label={t("hours.add", { day: name })}
                title={t("hours.add", { day: name })}
                onClick={() => change({ periods: [...periods, { from: "09:00", to: "12:00" }] })}
              >
                <IconPlus size={15} />
              </ActionIcon>
            </div>
            <ActionIcon
              size="sm"
              aria-label={t("exception.remove", { name })}
              onClick={() => onChange(exceptions.toSpliced(index, 1))}
            >
              <IconX size={15} />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        mt="xs"
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => onChange([...exceptions, { date: "", name: "", periods: [] }])}
      >
        {t("exception.add")}
      </Button>
    </div>
  );
}
