"use client";

import type { TicketAct } from "@guichet/schema";
import { Button, Menu } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowBigUpLine,
  IconArrowsRightLeft,
  IconBan,
  IconBellRinging,
  IconCalendarTime,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconDotsVertical,
  IconHandGrab,
  IconHandOff,
  IconMessage,
  IconNote,
  IconPlayerPause,
  IconPlayerPlay,
  IconRotateClockwise,
  IconTag,
  IconTool,
  IconUserPlus,
  type TablerIcon,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { PageTicket } from "./acts/dialog";
import classes from "./tickets.module.css";

const icons: Record<TicketAct, TablerIcon> = {
  QUALIFY: IconTag,
  TAKE: IconHandGrab,
  ASSIGN: IconUserPlus,
  RELEASE: IconHandOff,
  ESCALATE: IconArrowBigUpLine,
  HAND_BACK: IconArrowBackUp,
  TRANSFER: IconArrowsRightLeft,
  REPLY: IconMessage,
  NOTE: IconNote,
  INTERVENE: IconTool,
  WAIT: IconPlayerPause,
  RESUME: IconPlayerPlay,
  RESOLVE: IconCircleCheck,
  CLOSE: IconCircleCheckFilled,
  REOPEN: IconRotateClockwise,
  CANCEL: IconBan,
  CHASE: IconBellRinging,
  PROMISE_NEWS: IconCalendarTime,
};

export const actKeys: Partial<Record<TicketAct, string>> = {
  TAKE: "t",
  QUALIFY: "q",
  ESCALATE: "e",
  RESOLVE: "s",
  REPLY: "r",
  NOTE: "n",
  ASSIGN: "a",
  WAIT: "w",
  INTERVENE: "i",
  RESUME: "p",
  HAND_BACK: "b",
  TRANSFER: "x",
  CLOSE: "f",
};

/** In the order of a ticket's life; the first of these that is offered is the one expected next. */
const expected: readonly TicketAct[] = ["QUALIFY", "TAKE", "RESUME", "RESOLVE", "CLOSE", "REOPEN"];
const inSight: readonly TicketAct[] = ["QUALIFY", "TAKE", "RESUME", "ESCALATE", "WAIT", "RESOLVE", "CLOSE", "REOPEN"];
/** Written in the thread, where the composer is. */
const written: readonly TicketAct[] = ["REPLY", "NOTE"];

/** The acts that the server offers this viewer now: the usual ones as buttons, the others one key away. */
export function ActBar({ ticket, onAct }: { ticket: PageTicket; onAct(act: TicketAct): void }) {
  const t = useTranslations("ticket");
  const offered = ticket.acts.map(({ act }) => act).filter((act) => !written.includes(act));
  // A ticket that is qualified may be qualified again: seldom, so not in the first row.
  const isQualified = ticket.priority !== null;
  const usual = (act: TicketAct) => offered.includes(act) && !(act === "QUALIFY" && isQualified);
  const next = expected.find(usual);
  const inFirstRow = inSight.filter(usual);
  const shown = inFirstRow.length > 0 ? inFirstRow : offered.slice(0, 3);
  const others = offered.filter((act) => !shown.includes(act));
  if (offered.length === 0) return <p className={classes["noActs"]}>{t("acts.none")}</p>;
  return (
    <div className={classes["acts"]} role="toolbar" aria-label={t("acts.title")}>
      {shown.map((act) => {
        const Icon = icons[act];
        return (
          <Button
            key={act}
            size="compact-md"
            variant={act === next ? "filled" : "default"}
            leftSection={<Icon size={15} aria-hidden />}
            aria-keyshortcuts={actKeys[act]}
            onClick={() => onAct(act)}
          >
            {t(`act.${act}`)}
          </Button>
        );
      })}
      {others.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="compact-md" variant="default" rightSection={<IconDotsVertical size={15} aria-hidden />}>
              {t("acts.more")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((act) => {
              const Icon = icons[act];
              return (
                <Menu.Item
                  key={act}
                  leftSection={<Icon size={15} aria-hidden />}
                  rightSection={<span className={classes["menuKey"]}>{actKeys[act]?.toUpperCase()}</span>}
                  onClick={() => onAct(act)}
                >
                  {t(`act.${act}`)}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
