"use client";

import type { WallTicketFragment } from "@guichet/schema";
import { useTranslations } from "next-intl";
import type { CSSProperties, ReactNode } from "react";
import { DueMark } from "@/features/service-levels/due-mark";
import { PriorityMark } from "@/ui/priority-mark";
import { Duration } from "@/ui/relative-time";
import classes from "./wall.module.css";

interface WallListsProps {
  nextBreaches: readonly WallTicketFragment[];
  oldestWaiting: readonly WallTicketFragment[];
}

/** What will be late first, with its countdown; and who has waited longest to be taken. */
export function WallLists({ nextBreaches, oldestWaiting }: WallListsProps) {
  const t = useTranslations("wall");
  const lines = nextBreaches.length + oldestWaiting.length;
  return (
    <div className={classes["lists"]}>
      <div style={{ "--lines": lines } as CSSProperties}>
        <WallList title={t("nextBreaches")} none={t("noBreach")} tickets={nextBreaches}>
          {({ targets }) => <DueMark targets={targets} first="due" />}
        </WallList>
        <WallList title={t("oldestWaiting")} none={t("nobodyWaits")} tickets={oldestWaiting}>
          {({ queueEnteredAt }) => <Duration since={queueEnteredAt} />}
        </WallList>
      </div>
    </div>
  );
}

interface WallListProps {
  title: string;
  none: string;
  tickets: readonly WallTicketFragment[];
  children(ticket: WallTicketFragment): ReactNode;
}

function WallList({ title, none, tickets, children }: WallListProps) {
  const common = useTranslations("common");
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {tickets.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ol>
          {tickets.map((ticket) => (
            <li key={ticket.number}>
              <PriorityMark priority={ticket.priority} />
              <span className={classes["subject"]}>
                <b>{ticket.number}</b> {ticket.subject}
                <span>
                  {common("level", { rank: ticket.queue.level.rank })} {ticket.queue.team.name}
                </span>
              </span>
              <span className={classes["when"]}>{children(ticket)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
