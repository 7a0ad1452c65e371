"use client";

import type { TicketAct } from "@guichet/schema";
import { notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import { AssignDialog } from "./assign-dialog";
import { ChaseDialog } from "./chase-dialog";
import type { ActDialogOf } from "./dialog";
import { DirectActRun, isDirect } from "./direct-act";
import { InterveneDialog } from "./intervene-dialog";
import { PromiseNewsDialog } from "./promise-news-dialog";
import { QualifyDialog } from "./qualify-dialog";
import { ReasonDialog } from "./reason-dialog";
import { ResolveDialog } from "./resolve-dialog";
import { RouteDialog } from "./route-dialog";
import { WaitDialog } from "./wait-dialog";

/** What opens for an act that the ticket offers. Replies and notes are written in the thread, not here. */
export function ActHost({ act, ticket, onClose }: Omit<ActDialogOf, "onDone"> & { act: TicketAct }) {
  const t = useTranslations("ticket");
  const given: ActDialogOf = {
    ticket,
    onClose,
    onDone: () => {
      notifications.show({ message: t(`done.${act}`, { number: ticket.number }), color: "petrol", role: "status" });
      onClose();
    },
  };
  const needsReason = given.ticket.acts.find((offered) => offered.act === act)?.needsReason ?? false;
  if (isDirect(act) && !needsReason) return <DirectActRun act={act} {...given} />;
  switch (act) {
    case "ESCALATE":
    case "HAND_BACK":
    case "TRANSFER":
      return <RouteDialog act={act} {...given} />;
    case "TAKE":
    case "RELEASE":
    case "RESUME":
    case "REOPEN":
    case "CANCEL":
      return <ReasonDialog act={act} {...given} />;
    case "QUALIFY":
      return <QualifyDialog {...given} />;
    case "ASSIGN":
      return <AssignDialog {...given} />;
    case "RESOLVE":
      return <ResolveDialog {...given} />;
    case "WAIT":
      return <WaitDialog {...given} />;
    case "INTERVENE":
      return <InterveneDialog {...given} />;
    case "PROMISE_NEWS":
      return <PromiseNewsDialog {...given} />;
    case "CHASE":
      return <ChaseDialog {...given} />;
    default:
      return null;
  }
}
