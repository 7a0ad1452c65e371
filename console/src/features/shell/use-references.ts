import { ApplicationsDocument, PersonNamedDocument, QueuesDocument, SitesDocument } from "@guichet/schema";
import { useEffect, useEffectEvent, useRef } from "react";
import { useClient } from "urql";

/** Changes come in bursts (an import of people): they are read together. */
const settleFor = 400;
/** Of more people than this, those on screen are read when their tickets next are. */
const peopleAtMost = 20;

interface Reference {
  type: string;
  id: string;
}

/**
 * What tickets refer to has changed: read it again into the cache, which every screen shows it from. Articles and mails
 * are read again by the pages that show them.
 */
export function useReferences(readMe: () => Promise<void>): (reference: Reference) => void {
  const client = useClient();
  const changed = useRef(new Map<string, Reference>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const readAgain = useEffectEvent(() => {
    const references = [...changed.current.values()];
    changed.current.clear();
    const has = (...types: string[]) => references.some(({ type }) => types.includes(type));
    const fresh = { requestPolicy: "network-only" } as const;
    if (has("Application")) void client.query(ApplicationsDocument, {}, fresh).toPromise();
    if (has("Site")) void client.query(SitesDocument, {}, fresh).toPromise();
    if (has("Team", "Queue")) void client.query(QueuesDocument, {}, fresh).toPromise();
    if (has("Setting")) void readMe();
    for (const { id } of references.filter(({ type }) => type === "Person").slice(0, peopleAtMost)) {
      void client.query(PersonNamedDocument, { id }, fresh).toPromise();
    }
  });

  return (reference) => {
    changed.current.set(`${reference.type} ${reference.id}`, reference);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => readAgain(), settleFor);
  };
}
