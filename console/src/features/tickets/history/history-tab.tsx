"use client";

import { Button, Loader } from "@mantine/core";
import { useTranslations } from "next-intl";
import { FailureNotice } from "@/ui/failure-notice";
import { HistoryList } from "./history-list";
import { noPages } from "./history-pages";
import { useHistory } from "./use-history";

/** The whole history, newest last, page by page into the past; its end is read again whenever the ticket moves on. */
export function HistoryTab({ number, position }: { number: number; position: string }) {
  const t = useTranslations("ticket");
  const history = useHistory(number, position);
  const failure = history.error && <FailureNotice error={history.error} onRetry={history.retry} />;
  if (history.pages === noPages) return failure ?? <Loader size="sm" role="status" aria-label={t("history.reading")} />;
  return (
    <>
      {failure}
      {history.pages.earlier !== null && (
        <Button variant="subtle" size="compact-sm" loading={history.reading} onClick={history.readEarlier}>
          {t("history.earlier")}
        </Button>
      )}
      <HistoryList entries={history.pages.entries} />
    </>
  );
}
