"use client";

import { TeamsToManageDocument } from "@guichet/schema";
import { Button } from "@mantine/core";
import { IconPlus, IconUsersGroup } from "@tabler/icons-react";
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

export function TeamsPage() {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const router = useRouter();
  const [{ data, error }, read] = useQuery({ query: TeamsToManageDocument, requestPolicy: "cache-and-network" });
  const list = useRef<HTMLDivElement>(null);
  const group = t("section.teams");
  usePageTitle(group);
  useShortcuts([{ keys: "n", label: t("team.new"), group, run: () => router.push("/administration/teams/new") }]);
  useRowKeys({ within: list, group, next: t("key.next"), previous: t("key.previous") });
  return (
    <Page
      title={group}
      tools={
        <Button
          component={Link}
          href="/administration/teams/new"
          size="compact-sm"
          leftSection={<IconPlus size={15} aria-hidden />}
        >
          {t("team.new")}
        </Button>
      }
    >
      {error && (
        <div className={classes["notice"]}>
          <FailureNotice error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
        </div>
      )}
      {data?.teams.length === 0 ? (
        <EmptyState icon={IconUsersGroup} title={t("team.none")}>
          {t("team.noneWhat")}
        </EmptyState>
      ) : (
        <div ref={list}>
          <table className={table["table"]}>
            <caption className="g-hidden">{group}</caption>
            <thead>
              <tr>
                <th scope="col">{t("field.name")}</th>
                <th scope="col">{t("field.code")}</th>
                <th scope="col">{t("field.levels")}</th>
                <th scope="col" className={classes["wide"]}>
                  {t("field.site")}
                </th>
              </tr>
            </thead>
            {data ? (
              <tbody>
                {data.teams.map(({ id, name, code, site, active, queues }) => (
                  <tr key={id} data-faded={!active || undefined}>
                    <th scope="row">
                      <Link href={`/administration/teams/${id}`} className={table["link"]} data-row>
                        {name}
                      </Link>{" "}
                      {!active && <span className={classes["off"]}>{t("outOfService")}</span>}
                    </th>
                    <td className={table["muted"]}>{code}</td>
                    <td className={table["keep"]}>
                      {queues.map(({ level }) => common("level", { rank: level.rank })).join(" ")}
                    </td>
                    <td className={classes["wide"]}>{site?.name ?? t("team.spread")}</td>
                  </tr>
                ))}
              </tbody>
            ) : (
              <TableSkeleton columns={4} rows={6} />
            )}
          </table>
        </div>
      )}
    </Page>
  );
}
