"use client";

import {
  EscalateActDocument,
  HandBackActDocument,
  TicketTargetsDocument,
  type TicketTargetsQuery,
  TransferActDocument,
} from "@guichet/schema";
import { Loader, Radio, Textarea } from "@mantine/core";
import { IconRouteOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { useDraft } from "@/features/drafts/use-draft";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import classes from "../tickets.module.css";
import { ActDialog } from "./act-dialog";
import type { ActDialogOf } from "./dialog";
import { useAct } from "./use-act";

type RoutingAct = "ESCALATE" | "HAND_BACK" | "TRANSFER";
type Target = NonNullable<TicketTargetsQuery["ticket"]>["acts"][number]["targets"][number];

const documents = {
  ESCALATE: EscalateActDocument,
  HAND_BACK: HandBackActDocument,
  TRANSFER: TransferActDocument,
} as const;

/** Up, down or sideways: where it may go, how much waits there already, and who is there to take it. */
export function RouteDialog({ act, ticket, onDone, onClose }: ActDialogOf & { act: RoutingAct }) {
  const t = useTranslations("ticket");
  const [{ data, error, fetching }, reread] = useQuery({
    query: TicketTargetsDocument,
    variables: { number: ticket.number },
    requestPolicy: "network-only",
  });
  const [seen] = useState({ id: ticket.id, version: ticket.version });
  const [reason, setReason, clearReason] = useDraft(`${ticket.number}.${act}`);
  const [chosen, setChosen] = useState<string | null>(null);
  const routing = useAct(documents[act], seen, () => {
    clearReason();
    onDone();
  });

  const targets = data?.ticket?.acts.find((offered) => offered.act === act)?.targets ?? [];
  const first = targets.filter((target) => target.byChain);
  const others = targets.filter((target) => !target.byChain);
  const queue = chosen ?? targets.find((target) => target.byChain)?.queue.id ?? targets[0]?.queue.id ?? null;
  const name = targets.find((target) => target.queue.id === queue)?.queue.name;

  return (
    <ActDialog
      act={act}
      {...(name === undefined ? {} : { submitLabel: t(`route.${act}`, { queue: name }) })}
      size="lg"
      state={routing.state}
      ready={queue !== null && reason.trim() !== ""}
      onSubmit={() => queue !== null && void routing.send({ queue, reason: reason.trim() })}
      onAgain={() => void routing.again()}
      onClose={onClose}
    >
      {fetching && targets.length === 0 && <Loader size="sm" role="status" aria-label={t("route.reading")} />}
      {error && <FailureNotice error={error} onRetry={() => reread({ requestPolicy: "network-only" })} />}
      {!fetching && !error && targets.length === 0 && (
        <EmptyState icon={IconRouteOff} title={t("route.none")}>
          {t("route.noneWhy")}
        </EmptyState>
      )}
      {targets.length > 0 && (
        <Radio.Group label={t("route.where")} value={queue} onChange={setChosen}>
          <div className={classes["targets"]}>
            {first.map((target) => (
              <TargetChoice key={target.queue.id} target={target} />
            ))}
          </div>
          {others.length > 0 && (
            <details className={classes["otherTargets"]} open={first.length === 0}>
              <summary>{t("route.others", { count: others.length })}</summary>
              <div className={classes["targets"]}>
                {others.map((target) => (
                  <TargetChoice key={target.queue.id} target={target} />
                ))}
              </div>
            </details>
          )}
        </Radio.Group>
      )}
      <Textarea
        label={t("field.reason")}
        description={t("route.reasonWhy")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={3}
        maxRows={10}
        required
        data-autofocus
      />
    </ActDialog>
  );
}

function TargetChoice({ target }: { target: Target }) {
  const t = useTranslations("ticket");
  const common = useTranslations("common");
  const { queue, membersPresent, members } = target;
  return (
    <Radio.Card value={queue.id} className={classes["target"] ?? ""}>
      <Radio.Indicator size="sm" />
      <span className={classes["targetName"]}>
        <strong>
          {common("level", { rank: queue.level.rank })} · {queue.team.name}
        </strong>
        {target.byChain && <em>{t("route.byChain")}</em>}
        {target.skipsLevel && <em data-warn>{t("route.skips")}</em>}
      </span>
      <span className={classes["targetFacts"]}>
        <span data-present={membersPresent > 0 || undefined}>
          {t("route.present", { present: membersPresent, members })}
        </span>
        <span>{t("route.load", { total: queue.counts.total, unassigned: queue.counts.new + queue.counts.open })}</span>
      </span>
    </Radio.Card>
  );
}
