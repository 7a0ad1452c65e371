import { Arg, Ctx, FieldResolver, GraphQLISODateTime, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import { personLoader } from "../people/person.loader.js";
import { type PersonRow, PersonType } from "../people/person.type.js";
import { Permission } from "../platform/auth/permission.js";
import type { Transaction, UnitOfWork } from "../platform/database/unit-of-work.js";
import type { RequestContext } from "../platform/graphql/context.js";
import { Allow } from "../platform/graphql/guard.js";
import { fromGlobalId, fromOptionalGlobalId, toGlobalId } from "../platform/graphql/node-id.js";
import { queueLoader, readQueuesInService } from "../queues/queue.loader.js";
import { type QueueRow, QueueType } from "../queues/queue.type.js";
import { calendarLoader, readAssigned } from "./calendar.loader.js";
import { CalendarAssignmentResult, CalendarAssignmentSuccess } from "./calendar.results.js";
import {
  type AssignedCalendarRow,
  AssignedCalendarType,
  type CalendarAssignmentRow,
  CalendarAssignmentType,
  type CalendarRow,
  CalendarType,
} from "./calendar.type.js";
import type { CalendarAssignments } from "./calendar-assignment.service.js";
import { coming, current } from "./effective-version.rows.js";

const { SERVICE_LEVELS_MANAGE, TICKETS_READ_DESK } = Permission;

@Resolver(() => AssignedCalendarType)
export class AssignedCalendarResolver {
  constructor(
    private readonly database: DataSource,
    private readonly work: UnitOfWork,
    private readonly service: CalendarAssignments,
  ) {}

  @Query(() => AssignedCalendarType, { description: "The desk's own calendar, where no other counts." })
  @Allow(SERVICE_LEVELS_MANAGE, TICKETS_READ_DESK)
  async defaultCalendar(): Promise<AssignedCalendarRow> {
    return (await readAssigned(this.database, [null]))[0]!;
  }

  @Query(() => [AssignedCalendarType], { description: "One for each queue in service." })
  @Allow(SERVICE_LEVELS_MANAGE, TICKETS_READ_DESK)
  async queueCalendars(): Promise<AssignedCalendarRow[]> {
    const queues = await readQueuesInService(this.database);
    return readAssigned(
      this.database,
      queues.map(({ id }) => id),
    );
  }

  @Mutation(() => CalendarAssignmentResult, {
    description: "The queue's own calendar (on-call), from now on or later.",
  })
  @Allow(SERVICE_LEVELS_MANAGE)
  setQueueCalendar(
    @Arg("queue", () => ID) queue: string,
    @Arg("version", () => Int) version: number,
    @Arg("calendar", () => ID, { nullable: true, description: "None: none of its own." })
    calendar: string | null | undefined,
    @Arg("effectiveFrom", () => GraphQLISODateTime, { nullable: true }) effectiveFrom: Date | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<CalendarAssignmentSuccess> {
    const queueId = fromGlobalId("Queue", queue, "queue");
    const calendarId = fromOptionalGlobalId("Calendar", calendar, "calendar");
    return this.assigned(context, version, { queueId, calendarId, effectiveFrom: effectiveFrom ?? null });
  }

  @Mutation(() => CalendarAssignmentResult, { description: "The desk's own calendar, from now on or later." })
  @Allow(SERVICE_LEVELS_MANAGE)
  setDefaultCalendar(
    @Arg("version", () => Int) version: number,
    @Arg("calendar", () => ID) calendar: string,
    @Arg("effectiveFrom", () => GraphQLISODateTime, { nullable: true }) effectiveFrom: Date | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<CalendarAssignmentSuccess> {
    const calendarId = fromGlobalId("Calendar", calendar, "calendar");
    return this.assigned(context, version, { queueId: null, calendarId, effectiveFrom: effectiveFrom ?? null });
  }

  @Mutation(() => CalendarAssignmentResult, { description: "Takes back what has not begun." })
  @Allow(SERVICE_LEVELS_MANAGE)
  withdrawCalendarAssignment(
    @Arg("assignment", () => ID) assignment: string,
    @Arg("version", () => Int, { description: "The assigned calendar's." }) version: number,
    @Ctx() context: RequestContext,
  ): Promise<CalendarAssignmentSuccess> {
    const id = fromGlobalId("CalendarAssignment", assignment, "assignment");
    return this.saved(context, (tx) => this.service.withdrawVersion(tx, id, version));
  }

  private assigned(
    context: RequestContext,
    version: number,
    { effectiveFrom, ...wanted }: { queueId: number | null; calendarId: number | null; effectiveFrom: Date | null },
  ): Promise<CalendarAssignmentSuccess> {
    return this.saved(context, async (tx) => {
      await this.service.assign(tx, version, wanted, { effectiveFrom, past: false });
      return wanted.queueId;
    });
  }

  private async saved(
    context: RequestContext,
    save: (tx: Transaction) => Promise<number | null>,
  ): Promise<CalendarAssignmentSuccess> {
    const { value: queueId, position } = await this.work.run(context.actor, save);
    context.reached(position);
    return new CalendarAssignmentSuccess((await readAssigned(this.database, [queueId]))[0]!);
  }

  @FieldResolver(() => QueueType, { nullable: true, description: "Null: the desk." })
  queue(@Root() assigned: AssignedCalendarRow, @Ctx() context: RequestContext): Promise<QueueRow | null> | null {
    return assigned.queueId === null ? null : queueLoader(context, this.database).load(assigned.queueId);
  }

  @FieldResolver(() => CalendarType, { nullable: true, description: "Now; null: none of its own." })
  calendar(
    @Root() { versions }: AssignedCalendarRow,
    @Ctx() context: RequestContext,
  ): Promise<CalendarRow | null> | null {
    const calendarId = current(versions)?.calendarId ?? null;
    return calendarId === null ? null : calendarLoader(context, this.database).load(calendarId);
  }

  @FieldResolver(() => [CalendarAssignmentType], { description: "The next one first." })
  coming(@Root() { versions }: AssignedCalendarRow): CalendarAssignmentRow[] {
    return coming(versions);
  }

  @FieldResolver(() => [CalendarAssignmentType], { description: "All, the newest first, the withdrawn too." })
  history(@Root() { versions }: AssignedCalendarRow): CalendarAssignmentRow[] {
    return versions;
  }
}

@Resolver(() => CalendarAssignmentType)
export class CalendarAssignmentResolver {
  constructor(private readonly database: DataSource) {}

  @FieldResolver(() => ID)
  id(@Root() assignment: CalendarAssignmentRow): string {
    return toGlobalId("CalendarAssignment", assignment.id);
  }

  @FieldResolver(() => CalendarType, { nullable: true, description: "Null: none of its own." })
  calendar(
    @Root() { calendarId }: CalendarAssignmentRow,
    @Ctx() context: RequestContext,
  ): Promise<CalendarRow | null> | null {
    return calendarId === null ? null : calendarLoader(context, this.database).load(calendarId);
  }

  @FieldResolver(() => PersonType, { nullable: true })
  @Allow(Permission.PEOPLE_READ)
  savedBy(
    @Root() { savedById }: CalendarAssignmentRow,
    @Ctx() context: RequestContext,
  ): Promise<PersonRow | null> | null {
    return savedById === null ? null : personLoader(context, this.database).load(savedById);
  }
}
