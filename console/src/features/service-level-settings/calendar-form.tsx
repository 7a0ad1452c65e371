"use client";

import {
  type CalendarFactsFragment,
  type CalendarOutcomeFragment,
  CalendarToEditDocument,
  CreateCalendarDocument,
  UpdateCalendarDocument,
  WithdrawCalendarVersionDocument,
} from "@guichet/schema";
import { Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useClient } from "urql";
import administration from "@/features/administration/administration.module.css";
import { useSavedNotice } from "@/features/administration/use-saved-notice";
import { useMe } from "@/features/session/session";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { CalendarSummary } from "./calendar-summary";
import { blankCalendar, type CalendarValues, calendarInputOf, calendarValuesOf, hoursOf } from "./calendar-values";
import { ExceptionsEditor } from "./exceptions-editor";
import { HolidaysFields } from "./holidays-fields";
import classes from "./settings.module.css";
import { SettingsFrame } from "./settings-frame";
import { useSettingsForm } from "./use-settings-form";
import { useWithdraw } from "./use-withdraw";
import { VersionHistory } from "./version-history";
import { minutesOfWeek } from "./week";
import { WeekEditor } from "./week-editor";
import { weekWords } from "./week-words";

const list = "/administration/calendars";
const shownAtField = /^(name|timeZone|holidays|weekly|exceptions|effectiveFrom)\b/;

interface CalendarFormProps {
  calendar: CalendarFactsFragment | null;
  onSaved?(calendar: CalendarFactsFragment): void;
  /** The past is being computed again. */
  onRecomputing?(): void;
}

/** A calendar's hours, holidays and exceptions, and from when on; its versions beside them. */
export function CalendarForm({ calendar, onSaved, onRecomputing }: CalendarFormProps) {
  const t = useTranslations("service-level-settings");
  const locale = useLocale();
  const router = useRouter();
  const client = useClient();
  const said = useSavedNotice();
  const { timeZone } = useMe();
  const zones = useMemo(() => Intl.supportedValuesOf("timeZone"), []);
  const [edited] = useState(() =>
    calendar === null ? null : { values: calendarValuesOf(calendar, timeZone), version: calendar.version },
  );
  const form = useForm<CalendarValues>({ initialValues: edited?.values ?? blankCalendar(timeZone) });
  const { values, errors } = form;

  const settings = useSettingsForm<CalendarValues, CalendarOutcomeFragment, "CalendarSuccess">({
    form,
    edited,
    success: "CalendarSuccess",
    save: (typed, version) => {
      const { effectiveFrom, ...input } = calendarInputOf(typed);
      return calendar === null || version === null
        ? client.mutation(CreateCalendarDocument, { input }).toPromise()
        : client
            .mutation(UpdateCalendarDocument, { calendar: calendar.id, version, input: { ...input, effectiveFrom } })
            .toPromise();
    },
    past: (typed, version) => ({
      calendar: { calendar: calendar?.id ?? "", version, input: calendarInputOf(typed) },
    }),
    readAgain: async () => {
      if (calendar === null) return null;
      const query = client.query(CalendarToEditDocument, { id: calendar.id }, { requestPolicy: "network-only" });
      const now = (await query.toPromise()).data?.calendar;
      return now ? { values: calendarValuesOf(now, timeZone), version: now.version } : null;
    },
    onSaved: ({ calendar: saved }) => {
      said(saved.name);
      if (onSaved) onSaved(saved);
      else router.push(`${list}/${saved.id}`);
    },
  });
  const withdrawing = useWithdraw<CalendarOutcomeFragment, "CalendarSuccess">({
    success: "CalendarSuccess",
    send: (calendarVersion) =>
      client
        .mutation(WithdrawCalendarVersionDocument, { calendarVersion, version: calendar?.version ?? 0 })
        .toPromise(),
    onDone: ({ calendar: now }) => onSaved?.(now),
  });

  const errorOf = (path: string) => errors[path];
  const set = <Field extends keyof CalendarValues>(field: Field, value: CalendarValues[Field]) => {
    for (const path of Object.keys(errors)) if (path.startsWith(field)) form.clearFieldError(path);
    form.setValues({ [field]: value });
  };
  const wordsOf = (field: keyof CalendarValues, said: CalendarValues): string => {
    if (field === "weekly") return weekWords(said.weekly, locale).join(" ; ") || t("hours.never");
    if (field === "exceptions") return t("exception.count", { count: said.exceptions.length });
    if (field === "holidays") return said.holidays?.region ?? said.holidays?.country ?? t("holidays.none");
    if (field === "effective") return "";
    return said[field];
  };

  return (
    <SettingsFrame
      form={form}
      settings={settings}
      isNew={calendar === null}
      list={list}
      nameOf={(field) => t(`field.${field}`)}
      wordsOf={wordsOf}
      shownAtField={shownAtField}
      aside={
        calendar !== null && (
          <aside className={classes["aside"]} aria-label={t("version.title")}>
            <section>
              <h2>{t("version.title")}</h2>
              <RefusalNotice refusal={withdrawing.refusal} />
              <VersionHistory
                versions={calendar.history}
                busy={withdrawing.busy}
                onWithdraw={({ id }) => void withdrawing.withdraw(id)}
                onResume={(version) => form.setValues({ ...hoursOf(version) })}
              >
                {(version) => <CalendarSummary version={version} />}
              </VersionHistory>
            </section>
          </aside>
        )
      }
      onDated={calendar === null ? undefined : (effective) => set("effective", effective)}
      onRecomputing={onRecomputing}
    >
      <fieldset>
        <div className={administration["pair"]}>
          <TextInput
            label={t("field.name")}
            required
            maxLength={200}
            autoComplete="off"
            {...form.getInputProps("name")}
          />
          <Select
            label={t("field.timeZone")}
            data={zones}
            searchable
            limit={60}
            allowDeselect={false}
            nothingFoundMessage={t("nothingFound")}
            value={values.timeZone}
            error={errorOf("timeZone")}
            onChange={(zone) => zone !== null && set("timeZone", zone)}
          />
        </div>
      </fieldset>
      <fieldset>
        <legend>{t("field.weekly")}</legend>
        <p className={administration["help"]}>
          {t("hours.help")} {t("hours.total", { hours: Math.round(minutesOfWeek(values.weekly) / 6) / 10 })}
        </p>
        <WeekEditor weekly={values.weekly} errorOf={errorOf} onChange={(weekly) => set("weekly", weekly)} />
      </fieldset>
      <fieldset>
        <legend>{t("field.holidays")}</legend>
        <p className={administration["help"]}>{t("holidays.help")}</p>
        <HolidaysFields
          holidays={values.holidays}
          errorOf={errorOf}
          onChange={(holidays) => set("holidays", holidays)}
        />
      </fieldset>
      <fieldset>
        <legend>{t("field.exceptions")}</legend>
        <p className={administration["help"]}>{t("exception.help")}</p>
        <ExceptionsEditor
          exceptions={values.exceptions}
          errorOf={errorOf}
          onChange={(exceptions) => set("exceptions", exceptions)}
        />
      </fieldset>
    </SettingsFrame>
  );
}
