import type { TicketState, WaitingFor } from "@guichet/schema";
import {
  IconBan,
  IconCircle,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleHalf2,
  IconGitMerge,
  IconPlayerPause,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import classes from "./ui.module.css";

const icons = {
  NEW: IconCircleDashed,
  OPEN: IconCircle,
  IN_PROGRESS: IconCircleHalf2,
  WAITING: IconPlayerPause,
  RESOLVED: IconCircleCheck,
  CLOSED: IconCircleCheckFilled,
  CANCELLED: IconBan,
  MERGED: IconGitMerge,
} as const;

/** A state is a shape and a word; the colour only helps. */
export function StateBadge({ state, waitingFor }: { state: TicketState; waitingFor?: WaitingFor | null }) {
  const t = useTranslations("common");
  const Icon = icons[state];
  return (
    <span className={classes["state"]} data-state={state}>
      <Icon size={15} stroke={2} aria-hidden />
      {state === "WAITING" && waitingFor ? t(`waitingFor.${waitingFor}`) : t(`state.${state}`)}
    </span>
  );
}
