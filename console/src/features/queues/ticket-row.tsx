"use client";

import { KnownTicketRowDocument } from "@guichet/schema";
import { IconBellRinging } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type MouseEvent, memo } from "react";
import { useQuery } from "urql";
import { usePresent } from "@/features/presence/presence";
import { PresenceMarks } from "@/features/presence/presence-marks";
import { DueMark } from "@/features/service-levels/due-mark";
import { PersonName } from "@/ui/person-name";
import { PriorityMark } from "@/ui/priority-mark";
import { Duration } from "@/ui/relative-time";
import { StateBadge } from "@/ui/state-badge";
import classes from "./list.module.css";

interface TicketRowProps {
  number: number;
  rowIndex: number;
  isCurrent: boolean;
  /** It has left the view and goes when the list settles. */
  isGone: boolean;
  showQueue: boolean;
  onFocus(number: number): void;
  onOpen(number: number): void;
}

/** Reads its ticket from the cache, which the feed keeps: only the rows that changed are drawn again. */
export const TicketRow = memo(function TicketRow(props: TicketRowProps) {
  const { number, rowIndex, isCurrent, isGone, showQueue, onFocus, onOpen } = props;
  const t = useTranslations("queues");
  const common = useTranslations("common");
  const present = usePresent(number);
  const [{ data }] = useQuery({ query: KnownTicketRowDocument, variables: { number }, requestPolicy: "cache-only" });
  const ticket = data?.ticket;
  if (!ticket) return <SkeletonRow />;

  const openByClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || window.getSelection()?.toString()) return;
    event.preventDefault();
    onOpen(number);
  };
  const openByKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.target !== event.currentTarget) return;
    event.preventDefault();
    onOpen(number);
  };

  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      tabIndex={isCurrent ? 0 : -1}
      className={classes["row"]}
      data-number={number}
      data-gone={isGone || undefined}
      onFocus={() => onFocus(number)}
      onClick={openByClick}
      onKeyDown={openByKey}
    >
      <span role="gridcell" className={classes["number"]}>
        {number}
      </span>
      <span role="gridcell">
        <PriorityMark priority={ticket.priority} />
      </span>
      <span role="gridcell" className={classes["subject"]}>
        <Link href={`/tickets/${number}`} tabIndex={-1} prefetch={false}>
          {ticket.subject}
        </Link>
        {ticket.chasingCount > 0 && (
          <span className={classes["chased"]} title={t("chased", { count: ticket.chasingCount })}>
            <IconBellRinging size={13} aria-hidden />
            <span className="g-hidden">{t("chased", { count: ticket.chasingCount })}</span>
            <span aria-hidden>{ticket.chasingCount}</span>
          </span>
        )}
        <span className={classes["about"]}>
          {[
            ticket.application?.name,
            showQueue ? `${common("level", { rank: ticket.queue.level.rank })} ${ticket.queue.team.name}` : null,
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
        <PresenceMarks present={present} />
      </span>
      <span role="gridcell" className={classes["wide"]}>
        <span className={classes["clip"]} title={ticket.requesterSite?.name ?? undefined}>
          {ticket.requester.displayName}
        </span>
      </span>
      <span role="gridcell">
        {isGone ? (
          <span className={classes["goneWord"]}>{t("gone")}</span>
        ) : (
          <StateBadge state={ticket.state} waitingFor={ticket.waitingFor} />
        )}
      </span>
      <span role="gridcell" className={classes["medium"]}>
        {ticket.assignee ? (
          <PersonName name={ticket.assignee.displayName} />
        ) : (
          <span className={classes["nobody"]}>{t("nobody")}</span>
        )}
      </span>
      <span role="gridcell">
        <DueMark targets={ticket.targets} state={ticket.state} />
      </span>
      <span role="gridcell" className={classes["since"]}>
        <Duration since={ticket.queueEnteredAt} />
      </span>
    </div>
  );
});

export function SkeletonRow() {
  return (
    <div className={`${classes["row"]} ${classes["skeleton"]}`} aria-hidden>
      <i style={{ width: "3rem" }} />
      <i style={{ width: "1.5rem" }} />
      <i style={{ width: "60%" }} />
      <i style={{ width: "70%" }} className={classes["wide"]} />
      <i style={{ width: "5rem" }} />
      <i style={{ width: "70%" }} className={classes["medium"]} />
      <i style={{ width: "5rem" }} />
      <i style={{ width: "3rem" }} className={classes["since"]} />
    </div>
  );
}
