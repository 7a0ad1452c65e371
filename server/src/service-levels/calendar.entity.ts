import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";
import { code, instant, optionalInstant, optionalReference, reference } from "../platform/database/columns.js";

/** Hours in which the clock of service levels runs. What they are stands in its versions. */
@Entity("calendar")
export class Calendar {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column({ type: "varchar", length: 200 })
  name!: string;

  @Column({ type: "int", unsigned: true, default: 1 })
  version!: number;
}

/**
 * What every version of a setting says about itself: rows are added, never changed, so that the past stays what it
 * was. A version holds until the next one begins.
 */
export abstract class EffectiveVersion {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column(instant)
  effectiveFrom!: Date;

  @Column(instant)
  savedAt!: Date;

  /** Null when the desk itself or a program saved it. */
  @Column(optionalReference)
  savedById!: number | null;

  /** Set on a version that was taken back before it began, or replaced by a recomputation: it holds nowhere. */
  @Column(optionalInstant)
  withdrawnAt!: Date | null;
}

@Entity("calendar_version")
@Index("calendar_version_of_calendar", ["calendarId", "effectiveFrom"])
export class StoredCalendarVersion extends EffectiveVersion {
  @Column(reference)
  calendarId!: number;

  /** IANA name. */
  @Column({ type: "varchar", length: 64 })
  timeZone!: string;

  /** Whose public holidays are closed days; null for none. */
  @Column(code(2, { nullable: true }))
  holidayCountry!: string | null;

  @Column(code(16, { nullable: true }))
  holidayRegion!: string | null;

  /** JSON of `HoursPeriod[]`: read and written as a whole, never searched. */
  @Column({ type: "text" })
  weekly!: string;

  /** JSON of `CalendarException[]`. */
  @Column({ type: "mediumtext" })
  exceptions!: string;
}

/** The calendar of a queue (on-call), from an instant on; without a queue, the desk's default. */
@Entity("calendar_assignment")
@Index("calendar_assignment_of_queue", ["queueId", "effectiveFrom"])
export class CalendarAssignment extends EffectiveVersion {
  @Column(optionalReference)
  queueId!: number | null;

  /** Null: the queue has none of its own. */
  @Column(optionalReference)
  calendarId!: number | null;
}
