"use client";

import { OrderPoliciesDocument, PoliciesToManageDocument, type PolicyLineFragment } from "@guichet/schema";
import { Button } from "@mantine/core";
import { IconPlus, IconTargetArrow } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useClient, useQuery } from "urql";
import administration from "@/features/administration/administration.module.css";
import { useSavedNotice } from "@/features/administration/use-saved-notice";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { type Refusal, refusalOf } from "@/ui/refusal";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import { DuePreview } from "./due-preview";
import { PolicyList } from "./policy-list";
import classes from "./settings.module.css";

/** What the desk commits itself to, in the order in which it is tried; and what comes of it for a ticket of now. */
export function PoliciesPage() {
  const t = useTranslations("service-level-settings");
  const common = useTranslations("common");
  const router = useRouter();
  const client = useClient();
  const said = useSavedNotice();
  const [{ data, error }, read] = useQuery({ query: PoliciesToManageDocument, requestPolicy: "cache-and-network" });
  /** The order that was made and is not saved; by id, so that what others save meanwhile shows. */
  const [order, setOrder] = useState<readonly string[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [revision, setRevision] = useState(0);
  const group = t("policies");
  usePageTitle(group);
  const create = "/administration/policies/new";
  useShortcuts([{ keys: "n", label: t("policy.new"), group, run: () => router.push(create) }]);

  const stored = data?.serviceLevelPolicies ?? [];
  const policies = order === null ? [...stored] : inOrder(stored, order);

  async function save() {
    setBusy(true);
    const wanted = policies.map(({ id, version }) => ({ policy: id, version }));
    const answer = await client.mutation(OrderPoliciesDocument, { policies: wanted, effectiveFrom: null }).toPromise();
    setBusy(false);
    const refused = refusalOf(answer, "ServiceLevelPolicyOrderSuccess");
    setRefusal(refused);
    if (refused === null) {
      setOrder(null);
      said(t("policy.order"));
    }
    read({ requestPolicy: "network-only" });
    setRevision((before) => before + 1);
  }

  return (
    <Page
      title={group}
      tools={
        <Button component={Link} href={create} size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />}>
          {t("policy.new")}
        </Button>
      }
    >
      {error && (
        <div className={administration["notice"]}>
          <FailureNotice error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
        </div>
      )}
      {data && stored.length === 0 ? (
        <EmptyState icon={IconTargetArrow} title={t("policy.none")}>
          {t("policy.noneWhat")}
        </EmptyState>
      ) : (
        <div className={classes["beside"]}>
          <div>
            <p className={administration["intro"]}>{t("policy.intro")}</p>
            <RefusalNotice refusal={refusal} />
            {data && <PolicyList policies={policies} onOrder={setOrder} />}
            {order !== null && (
              <div className={classes["orderBar"]}>
                <span role="status">{t("policy.orderChanged")}</span>
                <Button size="compact-sm" loading={busy} onClick={() => void save()}>
                  {common("action.save")}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => setOrder(null)}>
                  {common("action.cancel")}
                </Button>
              </div>
            )}
          </div>
          <aside className={classes["aside"]} aria-label={t("preview.title")}>
            <section>
              <h2>{t("preview.title")}</h2>
              <DuePreview revision={revision} />
            </section>
          </aside>
        </div>
      )}
    </Page>
  );
}

/** Those that the order does not name, having come since, stay at the end. */
function inOrder(policies: readonly PolicyLineFragment[], order: readonly string[]): PolicyLineFragment[] {
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return policies.toSorted((a, b) => place(a.id) - place(b.id));
}
