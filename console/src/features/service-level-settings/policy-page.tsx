"use client";

import { PoliciesToManageDocument, type PolicyFactsFragment, PolicyToEditDocument } from "@guichet/schema";
import { Loader } from "@mantine/core";
import { IconTargetArrow } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import administration from "@/features/administration/administration.module.css";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { PolicyForm } from "./policy-form";
import { versionShown } from "./policy-values";

const list = "/administration/policies";
const step = 10;

export function NewPolicyPage() {
  const t = useTranslations("service-level-settings");
  usePageTitle(t("policy.new"));
  const [{ data, error }, read] = useQuery({ query: PoliciesToManageDocument, requestPolicy: "cache-and-network" });
  const ranks = (data?.serviceLevelPolicies ?? []).map((policy) => versionShown(policy)?.rank ?? 0);
  return (
    <Page title={t("policy.new")} back={{ address: list, name: t("policies") }}>
      {error && !data && (
        <div className={administration["notice"]}>
          <FailureNotice error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
        </div>
      )}
      {data && <PolicyForm policy={null} rank={Math.max(0, ...ranks) + step} />}
    </Page>
  );
}

export function PolicyPage({ id }: { id: string }) {
  const t = useTranslations("service-level-settings");
  const router = useRouter();
  const [{ data, error }, read] = useQuery({
    query: PolicyToEditDocument,
    variables: { id },
    requestPolicy: "network-only",
  });
  const found = data?.serviceLevelPolicy;
  const [policy, setPolicy] = useState<PolicyFactsFragment | null>(null);
  useEffect(() => {
    if (found) setPolicy((before) => before ?? found);
  }, [found]);
  usePageTitle(found?.name ?? t("policies"));
  return (
    <Page title={found?.name ?? t("policy.title")} back={{ address: list, name: t("policies") }}>
      {error && !policy ? (
        <div className={administration["notice"]}>
          <FailureNotice error={error} onRetry={() => read()} />
        </div>
      ) : found === null ? (
        <EmptyState icon={IconTargetArrow} title={t("policy.notFound")} />
      ) : policy ? (
        <PolicyForm
          key={policy.version}
          policy={policy}
          rank={0}
          onSaved={setPolicy}
          onRecomputing={() => router.push("/administration/recomputations")}
        />
      ) : (
        <div className={administration["form"]}>
          <Loader size="sm" role="status" aria-label={t("reading")} />
        </div>
      )}
    </Page>
  );
}
