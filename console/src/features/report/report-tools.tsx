"use client";

import type { MetricId } from "@guichet/schema";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFileSpreadsheet, IconPrinter, IconSnowflake } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useMay } from "@/features/session/session";
import { drillable } from "./drill-down/drill";
import { FreezeDialog } from "./freeze-dialog";
import { inputOf, useQuestion } from "./question";
import { groupingOf } from "./report-view";

/** What can be done with the report as a whole. */
export function ReportTools() {
  const t = useTranslations("report");
  const { section } = useQuestion();
  const isWhole = section !== "frozen" && section !== "me";
  const mayFreeze = useMay("REPORTS_FREEZE");
  const [freezing, { open, close }] = useDisclosure(false);
  return (
    <>
      {isWhole && <SpreadsheetLink />}
      {isWhole && mayFreeze && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconSnowflake size={15} aria-hidden />}
          aria-haspopup="dialog"
          onClick={open}
        >
          {t("freeze.button")}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPrinter size={15} aria-hidden />}
        onClick={() => window.print()}
      >
        {t("print")}
      </Button>
      {isWhole && mayFreeze && <FreezeDialog opened={freezing} onClose={close} />}
    </>
  );
}

/** Every figure of the report by what its rows are, as one workbook; the server writes it. */
function SpreadsheetLink() {
  const t = useTranslations("report");
  const question = useQuestion();
  const metrics: readonly MetricId[] = drillable;
  const input = inputOf(question, { metrics, groupBy: [groupingOf(question.view.by, question.points)] });
  return (
    <Button
      component="a"
      href={`/exports/report.ods?input=${encodeURIComponent(JSON.stringify(input))}`}
      download
      size="compact-sm"
      variant="default"
      leftSection={<IconFileSpreadsheet size={15} aria-hidden />}
    >
      {t("ods")}
    </Button>
  );
}
