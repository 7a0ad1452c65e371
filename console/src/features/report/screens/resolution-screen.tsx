"use client";

import { useTranslations } from "next-intl";
import { TimesScreen } from "./times-screen";

/** How long requests take until they are resolved, how, what they waited for, and how well it holds. */
export function ResolutionScreen() {
  const t = useTranslations("report");
  return (
    <TimesScreen
      metric="time_resolve"
      beside={["handled_resolved", "share_firstContact", "reopen_rate", "followup_rate", "knowledge_reuse"]}
      tables={[
        {
          name: "resolution-by-level",
          title: t("resolution.byLevel"),
          metric: "time_resolve",
          by: "LEVEL",
          rowHead: t("column.resolvingLevel"),
        },
        {
          name: "resolution-by-code",
          title: t("resolution.byCode"),
          metric: "time_resolve",
          by: "RESOLUTION_CODE",
          rowHead: t("column.resolutionCode"),
        },
        {
          name: "first-contact-by-kind",
          title: t("resolution.firstContact"),
          metric: "share_firstContact",
          shows: "share",
          by: "KIND",
          rowHead: t("row.KIND"),
        },
        {
          name: "waiting",
          title: t("resolution.waiting"),
          metric: "time_waiting",
          by: "WAITING_FOR",
          rowHead: t("column.waitingFor"),
          note: t("resolution.waitingNote"),
        },
      ]}
    />
  );
}
