import { QueuesDocument } from "@guichet/schema";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { useMe } from "@/features/session/session";
import type { Scope } from "./view";

/** What the view is called, on the page and in the tab's title. */
export function useQueueName(scope: Scope): string {
  const t = useTranslations("queues");
  const me = useMe();
  const known = scope.of === "queue" ? me.queues.find((queue) => queue.id === scope.id) : undefined;
  const [{ data }] = useQuery({ query: QueuesDocument, pause: scope.of !== "queue" || known !== undefined });
  if (scope.of !== "queue") return t(`scope.${scope.of}`);
  return known?.name ?? data?.queues.find((queue) => queue.id === scope.id)?.name ?? t("scope.queue");
}
