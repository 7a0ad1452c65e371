import { notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CombinedError } from "urql";
import { type Refusal, refusalOf } from "@/ui/refusal";

type Outcome = { __typename: string };
type Answer<O> = { data?: { outcome: O } | undefined; error?: CombinedError | undefined };

interface Withdrawing {
  /** What is being taken back. */
  busy: string | null;
  refusal: Refusal | null;
  withdraw(id: string): Promise<void>;
}

/** Takes back a version that has not begun. */
export function useWithdraw<O extends Outcome, Success extends O["__typename"]>(options: {
  success: Success;
  send(id: string): Promise<Answer<O>>;
  onDone(outcome: Extract<O, { __typename: Success }>): void;
}): Withdrawing {
  const t = useTranslations("service-level-settings");
  const common = useTranslations("common");
  const [busy, setBusy] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return {
    busy,
    refusal,
    withdraw: async (id) => {
      if (busy !== null) return;
      setBusy(id);
      const answer = await options.send(id);
      setBusy(null);
      const refused = refusalOf(answer, options.success);
      setRefusal(refused);
      if (refused !== null) return;
      notifications.show({
        message: t("version.withdrawnNotice"),
        color: "petrol",
        position: "bottom-right",
        role: "status",
        closeButtonProps: { "aria-label": common("action.close") },
      });
      options.onDone(answer.data?.outcome as Extract<O, { __typename: Success }>);
    },
  };
}
