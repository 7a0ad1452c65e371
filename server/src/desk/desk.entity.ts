import { Column, Entity, PrimaryColumn } from "typeorm";
import { optionalInstant } from "../platform/database/columns.js";

/** The desk's own settings: one row. */
@Entity("desk")
export class Desk {
  @PrimaryColumn({ type: "tinyint", unsigned: true })
  id!: number;

  @Column({ type: "varchar", length: 200 })
  name!: string;

  /** IANA name; days, weeks and months of reports are this zone's. */
  @Column({ type: "varchar", length: 64 })
  timeZone!: string;

  @Column({ type: "varchar", length: 2 })
  language!: string;

  /** Days after a resolution during which the requester's reply reopens the ticket. */
  @Column({ type: "tinyint", unsigned: true, default: 7 })
  reopenWindowDays!: number;

  /** Business days of the default calendar after which silence closes a resolved ticket. */
  @Column({ type: "tinyint", unsigned: true, default: 5 })
  silenceClosesDays!: number;

  /** Days after which a draft that nobody used or reviewed is archived. */
  @Column({ type: "smallint", unsigned: true, default: 90 })
  draftExpiresDays!: number;

  /** Whether reports may show figures about named persons to others than themselves. */
  @Column({ type: "boolean", default: false })
  personFigures!: boolean;

  /** Set while the desk is being filled at its first start: found set later, that start was interrupted. */
  @Column(optionalInstant)
  seedingSince!: Date | null;

  @Column({ type: "int", unsigned: true, default: 1 })
  version!: number;
}
