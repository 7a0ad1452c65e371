import { Field, Int, ObjectType } from "type-graphql";
import { NodeType } from "../platform/graphql/node.js";
import type { Calendar } from "./calendar.entity.js";
import { type EffectiveVersionRow, EffectiveVersionType } from "./effective-version.type.js";
import type {
  CalendarException,
  CalendarVersion,
  HolidaySource,
  HoursOfDay,
  HoursPeriod,
} from "./service-level.model.js";

export type CalendarRow = Pick<Calendar, "id" | "name" | "version">;

@ObjectType("Calendar", { implements: NodeType, description: "The hours in which the clock of service levels runs." })
export class CalendarType implements Pick<CalendarRow, "name" | "version"> {
  @Field(() => String)
  name!: string;

  @Field(() => Int)
  version!: number;
}

@ObjectType("HoursOfDay", { description: "Wall times." })
export class HoursOfDayType implements HoursOfDay {
  @Field(() => String, { description: '"08:30".' })
  from!: string;

  @Field(() => String, { description: '"24:00" is the end of the day; at or before `from`, the day after is meant.' })
  to!: string;
}

@ObjectType("HoursPeriod", { description: "A stretch of opening hours of every week." })
export class HoursPeriodType extends HoursOfDayType implements HoursPeriod {
  @Field(() => Int, { description: "1 is Monday. A period over midnight belongs to the day on which it begins." })
  weekday!: HoursPeriod["weekday"];
}

@ObjectType("CalendarException", { description: "The hours of one date, in place of the week's and of a holiday." })
export class CalendarExceptionType implements CalendarException {
  @Field(() => String, { description: '"2026-12-24".' })
  date!: string;

  @Field(() => String)
  name!: string;

  @Field(() => [HoursOfDayType], { description: "None: closed on that date." })
  periods!: HoursOfDay[];
}

@ObjectType("CalendarHolidays", { description: "Whose public holidays are closed days." })
export class CalendarHolidaysType implements HolidaySource {
  @Field(() => String, { description: "ISO 3166." })
  country!: string;

  @Field(() => String, { nullable: true, description: "As `holidayRegions` names it; null: the country's." })
  region!: string | null;
}

export type CalendarVersionRow = EffectiveVersionRow &
  Pick<CalendarVersion, "calendarId" | "timeZone" | "holidays" | "weekly" | "exceptions">;

@ObjectType("CalendarVersion", { implements: [NodeType, EffectiveVersionType] })
export class CalendarVersionType extends EffectiveVersionType implements Omit<CalendarVersionRow, "id"> {
  calendarId!: number;
  savedById!: number | null;

  @Field(() => String, { description: "IANA name." })
  timeZone!: string;

  @Field(() => CalendarHolidaysType, { nullable: true, description: "Null: no public holidays." })
  holidays!: HolidaySource | null;

  @Field(() => [HoursPeriodType])
  weekly!: HoursPeriod[];

  @Field(() => [CalendarExceptionType], { description: "By date." })
  exceptions!: CalendarException[];
}

export type CalendarAssignmentRow = EffectiveVersionRow & { queueId: number | null; calendarId: number | null };

@ObjectType("CalendarAssignment", {
  implements: [NodeType, EffectiveVersionType],
  description: "Which calendar a queue, or the desk, has from an instant on.",
})
export class CalendarAssignmentType extends EffectiveVersionType {}

/** What was decided about one queue's calendar, or the desk's. */
export interface AssignedCalendarRow {
  queueId: number | null;
  version: number;
  versions: CalendarAssignmentRow[];
}

@ObjectType("AssignedCalendar", { description: "The calendar of a queue, or the desk's own." })
export class AssignedCalendarType implements Pick<AssignedCalendarRow, "version"> {
  @Field(() => Int)
  version!: number;
}
