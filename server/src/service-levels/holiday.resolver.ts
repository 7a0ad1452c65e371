import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { Permission } from "../platform/auth/permission.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import { Holiday, HolidayPlace } from "./holiday.type.js";
import { holidayCountries, holidayRegions, publicHolidays } from "./holidays.rules.js";

const FIRST_YEAR = 1970;
const LAST_YEAR = 2200;

@Resolver()
export class HolidayResolver {
  @Query(() => [HolidayPlace], { description: "The countries whose public holidays are known, by name." })
  @Allow(Permission.SERVICE_LEVELS_MANAGE)
  holidayCountries(@Ctx() context: RequestContext): HolidayPlace[] {
    return holidayCountries(context.language);
  }

  @Query(() => [HolidayPlace], { description: "A country's regions with holidays of their own, by name." })
  @Allow(Permission.SERVICE_LEVELS_MANAGE)
  holidayRegions(@Arg("country", () => String) country: string, @Ctx() context: RequestContext): HolidayPlace[] {
    return holidayRegions(country, context.language) ?? [];
  }

  @Query(() => [Holiday], { description: "The whole days off of a year, by date; none where a place is not known." })
  @Allow(Permission.SERVICE_LEVELS_MANAGE)
  holidays(
    @Arg("country", () => String) country: string,
    @Arg("region", () => String, { nullable: true }) region: string | null | undefined,
    @Arg("year", () => Int) year: number,
    @Ctx() context: RequestContext,
  ): Holiday[] {
    const places = holidayRegions(country, context.language);
    if (!places || (region && !places.some(({ code }) => code === region))) return [];
    if (year < FIRST_YEAR || year > LAST_YEAR) return [];
    const days = publicHolidays({ country, region: region ?? null }, year, context.language);
    return [...days].map(([date, name]) => ({ date, name })).sort((a, b) => a.date.localeCompare(b.date));
  }
}
