"use client";

import { ApiTokensDocument, RevokeApiTokenDocument, type TokenFactsFragment } from "@guichet/schema";
import { Button, Modal } from "@mantine/core";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useClient, useQuery } from "urql";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { type Refusal, refusalOf } from "@/ui/refusal";
import { RelativeTime, ShortTime } from "@/ui/relative-time";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import table from "@/ui/table.module.css";
import { TableSkeleton } from "@/ui/table-skeleton";
import classes from "./administration.module.css";
import { NewToken } from "./new-token";

/** The programs that may speak to the desk, and what each may do. */
export function TokensPage() {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const [{ data, error }, read] = useQuery({ query: ApiTokensDocument, requestPolicy: "cache-and-network" });
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<TokenFactsFragment | null>(null);
  const group = t("section.tokens");
  usePageTitle(group);
  useShortcuts([{ keys: "n", label: t("token.new"), group, run: () => setCreating(true) }]);
  return (
    <Page
      title={group}
      tools={
        <Button size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setCreating(true)}>
          {t("token.new")}
        </Button>
      }
    >
      {error && (
        <div className={classes["notice"]}>
          <FailureNotice error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
        </div>
      )}
      {data?.apiTokens.length === 0 ? (
        <EmptyState icon={IconKey} title={t("token.none")}>
          {t("token.noneWhat")}
        </EmptyState>
      ) : (
        <table className={table["table"]}>
          <caption className="g-hidden">{group}</caption>
          <thead>
            <tr>
              <th scope="col">{t("field.name")}</th>
              <th scope="col">{t("field.scopes")}</th>
              <th scope="col" className={classes["wide"]}>
                {t("token.created")}
              </th>
              <th scope="col" className={classes["wide"]}>
                {t("token.used")}
              </th>
              <th scope="col">
                <span className="g-hidden">{t("token.revoke")}</span>
              </th>
            </tr>
          </thead>
          {data ? (
            <tbody>
              {data.apiTokens.map((token) => (
                <tr key={token.id} data-faded={token.revokedAt !== null || undefined}>
                  <th scope="row">{token.name}</th>
                  <td>
                    <span className={classes["mono"]}>{token.scopes.join("  ")}</span>
                  </td>
                  <td className={`${table["keep"]} ${classes["wide"]}`}>
                    <ShortTime at={token.createdAt} />
                    {token.createdBy && <span className={table["under"]}>{token.createdBy.displayName}</span>}
                  </td>
                  <td className={`${table["keep"]} ${classes["wide"]}`}>
                    {token.lastUsedAt ? <RelativeTime at={token.lastUsedAt} /> : t("token.never")}
                  </td>
                  <td className={table["number"]}>
                    {token.revokedAt ? (
                      <>
                        {t("token.revoked")} <RelativeTime at={token.revokedAt} />
                      </>
                    ) : (
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={t("token.revokeThis", { name: token.name })}
                        onClick={() => setRevoking(token)}
                      >
                        {t("token.revoke")}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          ) : (
            <TableSkeleton columns={5} rows={4} />
          )}
        </table>
      )}
      <NewToken
        opened={creating}
        onClose={() => setCreating(false)}
        onCreated={() => read({ requestPolicy: "network-only" })}
      />
      <Modal
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        title={t("token.revokeThis", { name: revoking?.name ?? "" })}
        closeButtonProps={{ "aria-label": common("action.close") }}
      >
        {revoking && <Revoke token={revoking} onDone={() => setRevoking(null)} />}
      </Modal>
    </Page>
  );
}

function Revoke({ token, onDone }: { token: TokenFactsFragment; onDone(): void }) {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  async function revoke() {
    setBusy(true);
    const answer = await client.mutation(RevokeApiTokenDocument, { token: token.id }).toPromise();
    setBusy(false);
    const refused = refusalOf(answer, "RevokeApiTokenSuccess");
    setRefusal(refused);
    if (refused === null) onDone();
  }
  return (
    <div className={classes["dialog"]}>
      <RefusalNotice refusal={refusal} />
      <p style={{ margin: 0 }}>{t("token.revokeWhat")}</p>
      <div className={classes["checks"]}>
        <Button color="red" loading={busy} onClick={() => void revoke()}>
          {t("token.revoke")}
        </Button>
        <Button variant="default" data-autofocus onClick={onDone}>
          {common("action.cancel")}
        </Button>
      </div>
    </div>
  );
}
