"use client";

import { ActionIcon } from "@mantine/core";
import { IconArrowLeft, IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { usePresent } from "@/features/presence/presence";
import { WhoIsHere } from "@/features/presence/who-is-here";
import { visitedList } from "@/features/queues/visited-list";
import { Copyable } from "@/ui/copyable";
import { PriorityMark } from "@/ui/priority-mark";
import { StateBadge } from "@/ui/state-badge";
import type { PageTicket } from "./acts/dialog";
import classes from "./tickets.module.css";

interface TicketHeadProps {
  ticket: PageTicket;
  previous: number | null;
  next: number | null;
}

export function TicketHead({ ticket, previous, next }: TicketHeadProps) {
  const t = useTranslations("ticket");
  const present = usePresent(ticket.number);
  const list = visitedList();
  return (
    <>
      <div className={classes["crumbs"]}>
        <Link href={list.address}>
          <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: "-2px" }} /> {list.title || t("back")}
        </Link>
        {list.numbers.length > 0 && (
          <span className={classes["neighbours"]}>
            <ActionIcon
              size="sm"
              component={Link}
              href={`/tickets/${previous ?? ticket.number}`}
              aria-label={t("key.previous")}
              aria-disabled={previous === null}
              data-disabled={previous === null || undefined}
            >
              <IconChevronUp size={16} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              component={Link}
              href={`/tickets/${next ?? ticket.number}`}
              aria-label={t("key.next")}
              aria-disabled={next === null}
              data-disabled={next === null || undefined}
            >
              <IconChevronDown size={16} />
            </ActionIcon>
          </span>
        )}
        <span className={classes["here"]}>
          <WhoIsHere present={present} />
        </span>
      </div>
      <h1>
        <Copyable text={String(ticket.number)}>
          <span className={classes["number"]}>{ticket.number}</span>
        </Copyable>
        {ticket.subject}
      </h1>
      <div className={classes["status"]}>
        <StateBadge state={ticket.state} waitingFor={ticket.waitingFor} />
        <PriorityMark priority={ticket.priority} />
        <span>{ticket.queue.name}</span>
        {ticket.assignee && <span>{t("head.assigned", { name: ticket.assignee.displayName })}</span>}
      </div>
    </>
  );
}
