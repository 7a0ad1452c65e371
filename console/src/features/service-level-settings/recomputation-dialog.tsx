"use client";

import {
  type RecomputationInput,
  RecomputationPreviewDocument,
  type RecomputationPreviewQuery,
  RecomputeServiceLevelsDocument,
} from "@guichet/schema";
import { Button, Modal } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useClient } from "urql";
import administration from "@/features/administration/administration.module.css";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { type Refusal, refusalOf } from "@/ui/refusal";
import table from "@/ui/table.module.css";
import classes from "./settings.module.css";
import { linesOf } from "./verdict-changes";

export type PreviewOutcome = RecomputationPreviewQuery["outcome"];
export type Preview = Extract<PreviewOutcome, { __typename: "RecomputationPreview" }>;

interface RecomputationDialogProps {
  input: RecomputationInput;
  preview: Preview;
  onClose(): void;
  onDone(): void;
}

/** What a change of the past would do to verdicts already given, ticket by ticket, before anybody says yes to it. */
export function RecomputationDialog({ input, preview, onClose, onDone }: RecomputationDialogProps) {
  const t = useTranslations("service-level-settings");
  const common = useTranslations("common");
  const levels = useTranslations("service-levels");
  const client = useClient();
  const [changes, setChanges] = useState(preview.changes);
  const [busy, setBusy] = useState<"more" | "recompute" | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function readMore() {
    setBusy("more");
    const after = changes.pageInfo.endCursor;
    const asked = client.query(RecomputationPreviewDocument, { input, after }, { requestPolicy: "network-only" });
    const answer = await asked.toPromise();
    setBusy(null);
    const outcome = answer.data?.outcome;
    setRefusal(refusalOf(answer, "RecomputationPreview"));
    if (outcome?.__typename !== "RecomputationPreview") return;
    const { edges, pageInfo } = outcome.changes;
    setChanges({ ...changes, edges: [...changes.edges, ...edges], pageInfo });
  }

  async function recompute() {
    setBusy("recompute");
    const answer = await client.mutation(RecomputeServiceLevelsDocument, { input }).toPromise();
    setBusy(null);
    const refused = refusalOf(answer, "RecomputationSuccess");
    setRefusal(refused);
    if (refused === null) onDone();
  }

  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={t("recompute.title")}
      closeButtonProps={{ "aria-label": common("action.close") }}
    >
      <div className={administration["dialog"]}>
        <p className={classes["note"]}>
          {t("recompute.looked", { count: preview.looked })} {t("recompute.changed", { count: preview.changed })}{" "}
          {!preview.complete && t("recompute.partial")} {t("recompute.kept")}
        </p>
        <RefusalNotice refusal={refusal} />
        {changes.edges.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard.
          <section
            className={table["scroll"]}
            tabIndex={0}
            aria-label={t("recompute.list")}
            style={{ maxHeight: "50vh" }}
          >
            <table className={table["table"]}>
              <caption className="g-hidden">{t("recompute.list")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("recompute.ticket")}</th>
                  <th scope="col">{t("recompute.target")}</th>
                  <th scope="col">{t("recompute.before")}</th>
                  <th scope="col">{t("recompute.after")}</th>
                </tr>
              </thead>
              <tbody>
                {linesOf(changes.edges.map(({ node }) => node)).map(({ ticket, target, before, after, count }) => (
                  <tr key={`${ticket?.number} ${target} ${before} ${after}`}>
                    <th scope="row">
                      {ticket === null ? (
                        t("recompute.hidden", { count })
                      ) : (
                        <Link href={`/tickets/${ticket.number}`} className={table["link"]} target="_blank">
                          {ticket.number} {ticket.subject}
                        </Link>
                      )}
                    </th>
                    <td className={table["keep"]}>{levels(`target.${target}`)}</td>
                    <td className={table["keep"]}>{t(`verdict.${before ?? "NONE"}`)}</td>
                    <td className={table["keep"]}>{t(`verdict.${after ?? "NONE"}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {changes.pageInfo.hasNextPage && (
              <div className={table["foot"]}>
                <Button size="compact-sm" variant="default" loading={busy === "more"} onClick={() => void readMore()}>
                  {common("action.more")}
                </Button>
              </div>
            )}
          </section>
        )}
        <div className={administration["filters"]}>
          <Button loading={busy === "recompute"} onClick={() => void recompute()}>
            {t("recompute.go")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common("action.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
