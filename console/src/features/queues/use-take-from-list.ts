import { KnownTicketRowDocument, TakeActDocument } from "@guichet/schema";
import { notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useClient } from "urql";

/** One key takes the ticket under the focus; what stands in the way is said where one looks. */
export function useTakeFromList(): (number: number) => Promise<void> {
  const t = useTranslations("queues");
  const common = useTranslations("common");
  const client = useClient();
  return useCallback(
    async (number) => {
      const ticket = client.readQuery(KnownTicketRowDocument, { number })?.data?.ticket;
      if (!ticket) return;
      const input = { ticket: ticket.id, version: ticket.version, key: crypto.randomUUID() };
      const { data, error } = await client.mutation(TakeActDocument, { input }).toPromise();
      const outcome = data?.outcome;
      if (outcome?.__typename === "TicketActSuccess") {
        notifications.show({ message: t("taken", { number }), color: "petrol", role: "status" });
        return;
      }
      notifications.show({
        title: error || !outcome ? common("problem.unreachable") : t("notTaken", { number }),
        message: outcome?.message ?? t("notTakenWhy"),
        color: "red",
        role: "alert",
      });
    },
    [client, t, common],
  );
}
