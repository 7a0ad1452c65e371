"use client";

import { ApplicationsToManageDocument } from "@guichet/schema";
import { Button } from "@mantine/core";
import { IconApps, IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useQuery } from "urql";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import table from "@/ui/table.module.css";
import { TableSkeleton } from "@/ui/table-skeleton";
import { useRowKeys } from "@/ui/use-row-keys";
import classes from "./administration.module.css";

export function ApplicationsPage() {
  const t = useTranslations("administration");
  const router = useRouter();
  const [{ data, error }, read] = useQuery({
    query: ApplicationsToManageDocument,
    requestPolicy: "cache-and-network",
  });
  const list = useRef<HTMLDivElement>(null);
  const group = t("section.applications");
  usePageTitle(group);
  const add = "/administration/applications/new";
  useShortcuts([{ keys: "n", label: t("application.new"), group, run: () => router.push(add) }]);
  useRowKeys({ within: list, group, next: t("key.next"), previous: t("key.previous") });
  return (
    <Page
      title={group}
      tools={
        <Button component={Link} href={add} size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />}>
          {t("application.new")}
        </Button>
      }
    >
      {error && (
        <div className={classes["notice"]}>
          <FailureNotice error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
        </div>
      )}
      {data?.applications.length === 0 ? (
        <EmptyState icon={IconApps} title={t("application.none")}>
          {t("application.noneWhat")}
        </EmptyState>
      ) : (
        <div ref={list}>
          <table className={table["table"]}>
            <caption className="g-hidden">{group}</caption>
            <thead>
              <tr>
                <th scope="col">{t("field.name")}</th>
                <th scope="col">{t("field.code")}</th>
                <th scope="col" className={classes["wide"]}>
                  {t("field.owner")}
                </th>
              </tr>
            </thead>
            {data ? (
              <tbody>
                {data.applications.map(({ id, name, code, description, owner, active }) => (
                  <tr key={id} data-faded={!active || undefined}>
                    <th scope="row">
                      <Link href={`/administration/applications/${id}`} className={table["link"]} data-row>
                        {name}
                      </Link>{" "}
                      {!active && <span className={classes["off"]}>{t("outOfService")}</span>}
                      {description && <span className={table["under"]}>{description}</span>}
                    </th>
                    <td className={table["muted"]}>{code}</td>
                    <td className={classes["wide"]}>{owner?.displayName}</td>
                  </tr>
                ))}
              </tbody>
            ) : (
              <TableSkeleton columns={3} />
            )}
          </table>
        </div>
      )}
    </Page>
  );
}
