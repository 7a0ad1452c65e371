"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFileSpreadsheet, IconPrinter, IconSnowflake } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useMay } from "@/features/session/session";
import { everyMetric } from "./every-metric";
import { FreezeDialog } from "./freeze-dialog";
import { inputOf, useQuestion } from "./question";
import { groupingAt } from "./report-view";

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

/** Every figure of the report by what the rows of this page are, as one workbook; the server writes it. */
function SpreadsheetLink() {
  const t = useTranslations("report");
  const question = useQuestion();
  const { section, view, points } = question;
  const input = inputOf(question, { metrics: everyMetric, groupBy: [groupingAt(section, view.by, points)] });
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
