import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import { Permission } from "../platform/auth/permission.js";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import { fromGlobalId, keyOf, toGlobalId } from "../platform/graphql/node-id.js";
import { queueLoader } from "../queues/queue.loader.js";
import { type QueueRow, QueueType } from "../queues/queue.type.js";
import { CalendarInput, calendarFactsOf, NewCalendarInput } from "./calendar.input.js";
import { calendarLoader, calendarVersionsLoader, readCalendars } from "./calendar.loader.js";
import { CalendarResult, CalendarSuccess } from "./calendar.results.js";
import type { Calendars } from "./calendar.service.js";
import { type CalendarRow, CalendarType, type CalendarVersionRow, CalendarVersionType } from "./calendar.type.js";
import { coming, current } from "./effective-version.rows.js";
import { calendarsInUse, serviceLevelRules } from "./service-level.settings.js";

const { SERVICE_LEVELS_MANAGE, TICKETS_READ_DESK } = Permission;

@Resolver(() => CalendarType)
export class CalendarResolver {
  constructor(
    private readonly database: DataSource,
    private readonly work: UnitOfWork,
    private readonly service: Calendars,
  ) {}

  @Query(() => [CalendarType], { description: "By name." })
  @Allow(SERVICE_LEVELS_MANAGE, TICKETS_READ_DESK)
  calendars(): Promise<CalendarRow[]> {
    return readCalendars(this.database);
  }

  @Query(() => CalendarType, { nullable: true })
  @Allow(SERVICE_LEVELS_MANAGE, TICKETS_READ_DESK)
  calendar(@Arg("id", () => ID) id: string, @Ctx() context: RequestContext): Promise<CalendarRow | null> | null {
    const key = keyOf("Calendar", id);
    return key === null ? null : calendarLoader(context, this.database).load(key);
  }

  @Mutation(() => CalendarResult)
  @Allow(SERVICE_LEVELS_MANAGE)
  createCalendar(
    @Arg("input", () => NewCalendarInput) input: NewCalendarInput,
    @Ctx() context: RequestContext,
  ): Promise<CalendarSuccess> {
    return this.saved(context, (tx) => this.service.create(tx, calendarFactsOf(input)));
  }

  @Mutation(() => CalendarResult, { description: "Adds a version; the past stays as it was." })
  @Allow(SERVICE_LEVELS_MANAGE)
  updateCalendar(
    @Arg("calendar", () => ID) calendar: string,
    @Arg("version", () => Int) version: number,
    @Arg("input", () => CalendarInput) input: CalendarInput,
    @Ctx() context: RequestContext,
  ): Promise<CalendarSuccess> {
    const id = fromGlobalId("Calendar", calendar, "calendar");
    const dating = { effectiveFrom: input.effectiveFrom ?? null, past: false };
    return this.saved(context, async (tx) => {
      await this.service.update(tx, id, version, calendarFactsOf(input), dating);
      return id;
    });
  }

  @Mutation(() => CalendarResult, { description: "Takes back a version that has not begun." })
  @Allow(SERVICE_LEVELS_MANAGE)
  withdrawCalendarVersion(
    @Arg("calendarVersion", () => ID) calendarVersion: string,
    @Arg("version", () => Int, { description: "The calendar's." }) version: number,
    @Ctx() context: RequestContext,
  ): Promise<CalendarSuccess> {
    const id = fromGlobalId("CalendarVersion", calendarVersion, "calendarVersion");
    return this.saved(context, (tx) => this.service.withdrawVersion(tx, id, version));
  }

  private async saved(context: RequestContext, save: (tx: Transaction) => Promise<number>): Promise<CalendarSuccess> {
    const { value: id, position } = await this.work.run(context.actor, save);
    context.reached(position);
    return new CalendarSuccess((await calendarLoader(context, this.database).load(id))!);
  }

  @FieldResolver(() => ID)
  id(@Root() calendar: CalendarRow): string {
    return toGlobalId("Calendar", calendar.id);
  }

  @FieldResolver(() => Boolean, { description: "The desk's default now." })
  async isDefault(@Root() calendar: CalendarRow): Promise<boolean> {
    const rules = await serviceLevelRules(this.database);
    return calendarsInUse(rules, new Date()).defaultCalendarId === calendar.id;
  }

  @FieldResolver(() => CalendarVersionType, { nullable: true })
  async current(@Root() calendar: CalendarRow, @Ctx() context: RequestContext): Promise<CalendarVersionRow | null> {
    return current(await this.history(calendar, context));
  }

  @FieldResolver(() => [CalendarVersionType], { description: "The next one first." })
  async coming(@Root() calendar: CalendarRow, @Ctx() context: RequestContext): Promise<CalendarVersionRow[]> {
    return coming(await this.history(calendar, context));
  }

  @FieldResolver(() => [CalendarVersionType], { description: "Every version, the newest first, the withdrawn too." })
  history(@Root() calendar: CalendarRow, @Ctx() context: RequestContext): Promise<CalendarVersionRow[]> {
    return calendarVersionsLoader(context, this.database).load(calendar.id);
  }

  @FieldResolver(() => [QueueType], { description: "The queues whose own calendar it is now." })
  async queues(@Root() calendar: CalendarRow, @Ctx() context: RequestContext): Promise<QueueRow[]> {
    const { ofQueues } = calendarsInUse(await serviceLevelRules(this.database), new Date());
    const ids = [...ofQueues].flatMap(([queueId, calendarId]) => (calendarId === calendar.id ? [queueId] : []));
    const queues = await Promise.all(ids.map((id) => queueLoader(context, this.database).load(id)));
    return queues.filter((queue) => queue !== null);
  }
}

@Resolver(() => CalendarVersionType)
export class CalendarVersionResolver {
  constructor(private readonly database: DataSource) {}

  @FieldResolver(() => ID)
  id(@Root() version: CalendarVersionRow): string {
    return toGlobalId("CalendarVersion", version.id);
  }

  @FieldResolver(() => PersonType, { nullable: true })
  @Allow(Permission.PEOPLE_READ)
  savedBy(@Root() version: CalendarVersionRow, @Ctx() context: RequestContext): Promise<PersonRow | null> | null {
    return version.savedById === null ? null : personLoader(context, this.database).load(version.savedById);
  }
}
