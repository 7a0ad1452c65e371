"use client";

import { DeskFeedDocument } from "@guichet/schema";
import { tellPresence } from "@/features/presence/presence";
import { useAlarmNotice } from "@/features/service-levels/alarm-notice";
import { useMay, useSession } from "@/features/session/session";
import { useFeed } from "@/live/use-feed";
import { tellDeskTime } from "@/ui/clock";
import { useLineDoubt } from "./use-line-doubt";
import { useReferences } from "./use-references";

/** Follows what concerns the whole desk for as long as the console is open: counts, who is where, renames. */
export function DeskLine() {
  const { position, reload, restart } = useSession();
  const tellAlarm = useAlarmNotice();
  const readReference = useReferences(reload);
  // Who reads no ticket of the desk has nothing live on screen.
  const follows = useMay("TICKETS_READ_DESK");

  useFeed({
    document: DeskFeedDocument,
    variables: position === null || !follows ? null : { after: position },
    onItem: (item) => {
      if (item.__typename === "Checkpoint") tellDeskTime(Date.parse(item.time));
      if (item.__typename === "PresenceChanged") tellPresence(item.tickets);
      if (item.__typename === "ReferenceChanged") readReference(item);
      if (item.__typename === "TargetAlarm") {
        const { ticket, target, state, dueAt } = item;
        tellAlarm({ number: ticket.number, subject: ticket.subject, target, state, dueAt });
      }
    },
    reread: restart,
  });

  useLineDoubt();
  return null;
}
