"use client";

import { DeskFeedDocument } from "@guichet/schema";
import { useEffect } from "react";
import { tellPresence } from "@/features/presence/presence";
import { useMay, useSession } from "@/features/session/session";
import { useLine } from "@/live/desk-provider";
import { useFeed } from "@/live/use-feed";
import { useLineReport } from "@/live/use-line";
import { useReferences } from "./use-references";

/** How long the line may be down before asking whether we are still signed in. */
const doubtAfter = 8000;

/** Follows what concerns the whole desk for as long as the console is open: counts, who is where, renames. */
export function DeskLine() {
  const line = useLine();
  const { position, reload, restart } = useSession();
  const readReference = useReferences(reload);
  // Who reads no ticket of the desk has nothing live on screen.
  const follows = useMay("TICKETS_READ_DESK");

  useFeed({
    document: DeskFeedDocument,
    variables: position === null || !follows ? null : { after: position },
    onItem: (item) => {
      if (item.__typename === "PresenceChanged") tellPresence(item.tickets);
      if (item.__typename === "ReferenceChanged") readReference(item);
    },
    onResync: (reason) => void line.reread(reason, restart),
  });

  const { state, notLiveSince } = useLineReport();
  const doubtful =
    state === "refused" || (state === "offline" && notLiveSince !== null && Date.now() - notLiveSince > doubtAfter);
  useEffect(() => {
    if (doubtful) void reload();
  }, [doubtful, reload]);
  return null;
}
