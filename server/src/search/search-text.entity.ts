import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { reference } from "../platform/database/columns.js";

/** What the full-text search of tickets reads: subject, description, public thread and solution, in one row. */
@Entity("ticket_text")
@Index("ticket_text_body", ["body"], { fulltext: true })
export class TicketText {
  @PrimaryColumn(reference)
  ticketNumber!: number;

  @Column({ type: "mediumtext" })
  body!: string;
}
