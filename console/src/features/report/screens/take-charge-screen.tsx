"use client";

import { useTranslations } from "next-intl";
import { TimesScreen } from "./times-screen";

/** How long requests wait for somebody: at the desk, by the channel they came in by, and at each level. */
export function TakeChargeScreen() {
  const t = useTranslations("report");
  return (
    <TimesScreen
      metric="time_takeCharge"
      beside={["time_firstReply", "intake_received"]}
      tables={[
        {
          name: "take-charge-by-channel",
          title: t("takeCharge.byChannel"),
          metric: "time_takeCharge",
          by: "CHANNEL",
          rowHead: t("row.CHANNEL"),
          note: t("takeCharge.byChannelNote"),
        },
        {
          name: "take-charge-by-level",
          title: t("takeCharge.byLevel"),
          metric: "time_takeCharge_level",
          by: "LEVEL",
          rowHead: t("row.LEVEL"),
          note: t("takeCharge.byLevelNote"),
        },
        {
          name: "first-reply-by-channel",
          title: t("takeCharge.firstReply"),
          metric: "time_firstReply",
          by: "CHANNEL",
          rowHead: t("row.CHANNEL"),
        },
      ]}
    />
  );
}
