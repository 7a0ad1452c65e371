"use client";

import { Drawer } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useMay } from "@/features/session/session";
import { useQuestion } from "../question";
import type { Drill } from "./drill";
import { DrillTickets } from "./drill-tickets";

/** Beside the report: the tickets that one of its figures counts. The address says which, so it can be shared. */
export function DrillPanel() {
  const t = useTranslations("report");
  const { view, drill } = useQuestion();
  const may = useMay("TICKETS_READ_DESK");
  const chosen = may ? view.drill : null;
  return (
    <Drawer
      opened={chosen !== null}
      onClose={() => drill(null)}
      position="right"
      size={720}
      title={t("drill.title")}
      closeButtonProps={{ "aria-label": t("drill.close") }}
    >
      {chosen && <DrillTickets key={JSON.stringify(chosen satisfies Drill)} drill={chosen} />}
    </Drawer>
  );
}
