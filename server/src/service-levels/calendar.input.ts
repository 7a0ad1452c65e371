import { Field, GraphQLISODateTime, InputType, Int } from "type-graphql";
import type { CalendarFacts } from "./calendar-facts.rules.js";
import type { HoursPeriod } from "./service-level.model.js";

@InputType({ description: "Wall times." })
export class HoursOfDayInput {
  @Field(() => String, { description: '"08:30".' })
  from!: string;

  @Field(() => String, { description: '"24:00" is the end of the day; at or before `from`, the day after is meant.' })
  to!: string;
}

@InputType()
export class HoursPeriodInput extends HoursOfDayInput {
  @Field(() => Int, { description: "1 is Monday." })
  weekday!: number;
}

@InputType({ description: "The hours of one date, in place of the week's and of a holiday." })
export class CalendarExceptionInput {
  @Field(() => String, { description: '"2026-12-24".' })
  date!: string;

  @Field(() => String)
  name!: string;

  @Field(() => [HoursOfDayInput], { description: "None: closed on that date." })
  periods!: HoursOfDayInput[];
}

@InputType({ description: "Whose public holidays are closed days." })
export class CalendarHolidaysInput {
  @Field(() => String, { description: "One of `holidayCountries`." })
  country!: string;

  @Field(() => String, { nullable: true, description: "One of the country's `holidayRegions`." })
  region?: string | null;
}

@InputType({ description: "A calendar that there is not yet: its hours hold from the beginning." })
export class NewCalendarInput {
  @Field(() => String)
  name!: string;

  @Field(() => String, { description: "IANA name." })
  timeZone!: string;

  @Field(() => CalendarHolidaysInput, { nullable: true })
  holidays?: CalendarHolidaysInput | null;

  @Field(() => [HoursPeriodInput])
  weekly!: HoursPeriodInput[];

  @Field(() => [CalendarExceptionInput], { defaultValue: [] })
  exceptions!: CalendarExceptionInput[];
}

@InputType({ description: "The whole calendar: what is left out it does not have." })
export class CalendarInput extends NewCalendarInput {
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description:
      "From when on: now or later, now when left out; in the past by a recomputation only. The name at once.",
  })
  effectiveFrom?: Date | null;
}

export function calendarFactsOf({ name, timeZone, holidays, weekly, exceptions }: NewCalendarInput): CalendarFacts {
  return {
    name,
    timeZone,
    holidays: holidays ? { country: holidays.country, region: holidays.region ?? null } : null,
    // Another weekday is a complaint of the rules.
    weekly: weekly.map(({ weekday, from, to }) => ({ weekday: weekday as HoursPeriod["weekday"], from, to })),
    exceptions,
  };
}
