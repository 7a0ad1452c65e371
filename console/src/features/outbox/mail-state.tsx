import type { OutboxState } from "@guichet/schema";
import { IconAlertTriangle, IconCheck, IconClockHour4, IconMailOff, IconSend } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import classes from "./outbox.module.css";

const icons = {
  WAITING: IconClockHour4,
  SENDING: IconSend,
  SENT: IconCheck,
  FAILED: IconAlertTriangle,
  SKIPPED: IconMailOff,
} as const;

export function MailStateMark({ state }: { state: OutboxState }) {
  const t = useTranslations("common");
  const Icon = icons[state];
  return (
    <span className={classes["state"]} data-state={state}>
      <Icon size={15} stroke={2} aria-hidden />
      {t(`mailState.${state}`)}
    </span>
  );
}
