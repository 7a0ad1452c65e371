import type { ActorKind } from "@guichet/schema";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

interface Acting {
  actorKind: ActorKind;
  actor: { displayName: string } | null;
  actorName?: string | null;
}

/** Who did it, also when it was nobody. */
export function useActorName(): (acting: Acting) => string {
  const common = useTranslations("common");
  return useCallback(
    ({ actorKind, actor, actorName }) => actor?.displayName ?? actorName ?? common(`actor.${actorKind}`),
    [common],
  );
}
