"use client";

import { HolidayCountriesDocument, HolidayRegionsDocument, HolidaysDocument } from "@guichet/schema";
import { Select } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useQuery } from "urql";
import administration from "@/features/administration/administration.module.css";
import { deskNow } from "@/ui/clock";
import type { CalendarValues } from "./calendar-values";
import classes from "./hours.module.css";

type Holidays = CalendarValues["holidays"];

interface HolidaysFieldsProps {
  holidays: Holidays;
  errorOf(path: string): ReactNode;
  onChange(holidays: Holidays): void;
}

/** Whose public holidays are closed days; which these are stands below, for this year and the next. */
export function HolidaysFields({ holidays, errorOf, onChange }: HolidaysFieldsProps) {
  const t = useTranslations("service-level-settings");
  const common = useTranslations("common");
  const country = holidays?.country ?? "";
  const [{ data: countries }] = useQuery({ query: HolidayCountriesDocument });
  const [{ data: regions }] = useQuery({
    query: HolidayRegionsDocument,
    variables: { country },
    pause: holidays === null,
  });
  const offered = holidays === null ? [] : (regions?.holidayRegions ?? []);
  return (
    <>
      <div className={administration["pair"]}>
        <Select
          label={t("holidays.country")}
          placeholder={t("holidays.none")}
          data={(countries?.holidayCountries ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          searchable
          clearable
          clearButtonProps={{ "aria-label": common("action.clear") }}
          nothingFoundMessage={t("nothingFound")}
          value={holidays?.country ?? null}
          error={errorOf("holidays.country") ?? errorOf("holidays")}
          onChange={(chosen) => onChange(chosen === null ? null : { country: chosen, region: null })}
        />
        {offered.length > 0 && holidays !== null && (
          <Select
            label={t("holidays.region")}
            placeholder={t("holidays.wholeCountry")}
            data={offered.map(({ code, name }) => ({ value: code, label: name }))}
            searchable
            clearable
            clearButtonProps={{ "aria-label": common("action.clear") }}
            nothingFoundMessage={t("nothingFound")}
            value={holidays.region}
            error={errorOf("holidays.region")}
            onChange={(region) => onChange({ ...holidays, region })}
          />
        )}
      </div>
      {holidays !== null && <HolidayList {...holidays} />}
    </>
  );
}

function HolidayList({ country, region }: NonNullable<Holidays>) {
  const t = useTranslations("service-level-settings");
  const year = new Date(deskNow()).getFullYear();
  const [{ data }] = useQuery({
    query: HolidaysDocument,
    variables: { country, region, year, nextYear: year + 1 },
  });
  if (!data) return null;
  return (
    <div className={classes["holidays"]}>
      <HolidaysOfYear title={t("holidays.ofYear", { year: String(year) })} days={data.thisYear} />
      <HolidaysOfYear title={t("holidays.ofYear", { year: String(year + 1) })} days={data.nextYear} />
    </div>
  );
}

function HolidaysOfYear({ title, days }: { title: string; days: readonly { date: string; name: string }[] }) {
  const locale = useLocale();
  const format = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {days.map(({ date, name }) => (
          <li key={date}>
            <span>{format.format(new Date(date))}</span>
            <span>{name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
