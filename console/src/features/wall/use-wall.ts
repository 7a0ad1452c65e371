import {
  DeskFeedDocument,
  type QueueFactsFragment,
  WallListsDocument,
  WallQueuesDocument,
  type WallTicketFragment,
} from "@guichet/schema";
import { useCallback, useEffect, useEffectEvent, useReducer, useRef, useState } from "react";
import { useClient } from "urql";
import { useCached } from "@/live/use-cached";
import { positionOf, useFeed } from "@/live/use-feed";
import { tellDeskTime } from "@/ui/clock";

/** The short lists are read again when something that they show has changed, but no more often. */
const listsPause = 3000;
/** And from time to time whatever happens: an answer that was lost must not be missed for long. */
const listsAtLeast = 60_000;
const retryAfter = 10_000;

export interface WallData {
  queues: readonly QueueFactsFragment[];
  oldestWaiting: readonly WallTicketFragment[];
  nextBreaches: readonly WallTicketFragment[];
}

/**
 * What the wall shows, kept true for days: the counts come with the desk's feed, after every reconnection and at the
 * desk's midnight too; the lists are read again when the counts say that they have changed.
 */
export function useWall(queues: readonly string[]): WallData | null {
  const client = useClient();
  const variables = { queues: queues.length === 0 ? null : [...queues] };
  const asked = JSON.stringify(variables);
  const shown = useCached(WallQueuesDocument, variables);
  const lists = useCached(WallListsDocument, variables);
  const [after, setAfter] = useState<{ asked: string; position: string } | null>(null);
  const [round, readAgain] = useReducer((before: number) => before + 1, 0);

  const readLists = useCallback(async () => {
    const question = JSON.parse(asked) as typeof variables;
    await client.query(WallListsDocument, question, { requestPolicy: "network-only" }).toPromise();
  }, [client, asked]);
  const read = useCallback(async (): Promise<boolean> => {
    const question = JSON.parse(asked) as typeof variables;
    const result = await client.query(WallQueuesDocument, question, { requestPolicy: "network-only" }).toPromise();
    const position = positionOf(result);
    if (result.error || position === null) return false;
    setAfter({ asked, position });
    await readLists();
    return true;
  }, [client, asked, readLists]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    // Nobody stands by to press "try again".
    const tryOn = async () => {
      if ((await read()) || gone) return;
      timer = setTimeout(() => void tryOn(), retryAfter);
    };
    void tryOn();
    const regularly = setInterval(() => void readLists(), listsAtLeast);
    return () => {
      gone = true;
      clearTimeout(timer);
      clearInterval(regularly);
    };
  }, [read, readLists, round]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const readListsSoon = useEffectEvent(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void readLists();
    }, listsPause);
  });

  useFeed({
    document: DeskFeedDocument,
    variables: after?.asked === asked ? { after: after.position } : null,
    onItem: (item) => {
      if (item.__typename === "Checkpoint") tellDeskTime(Date.parse(item.time));
      if (item.__typename === "QueueCountsChanged" || item.__typename === "TargetAlarm") readListsSoon();
      // A name, or which queues there are: the feed has no word for it.
      if (item.__typename === "ReferenceChanged") readAgain();
    },
    reread: read,
  });

  if (shown === null) return null;
  return {
    queues: shown.wall.queues,
    oldestWaiting: lists?.wall.oldestWaiting ?? [],
    nextBreaches: lists?.wall.nextBreaches ?? [],
  };
}
