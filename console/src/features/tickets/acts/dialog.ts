import type { TicketPageQuery } from "@guichet/schema";

export type PageTicket = NonNullable<TicketPageQuery["ticket"]>;

/** What every act's dialog is given. The ticket is the one that the person saw when opening it. */
export interface ActDialogOf {
  ticket: PageTicket;
  /** It was done. */
  onDone(): void;
  onClose(): void;
}
