"use client";

import { PeopleDocument, type PersonLineFragment } from "@guichet/schema";
import { Button, TextInput } from "@mantine/core";
import { IconFileImport, IconSearch, IconUserOff, IconUserPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import { usePages } from "@/live/use-pages";
import { EmptyState } from "@/ui/empty-state";
import { FacetFilter } from "@/ui/facet-filter";
import { FailureNotice } from "@/ui/failure-notice";
import { KeyHint } from "@/ui/key-hint";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import table from "@/ui/table.module.css";
import { TableSkeleton } from "@/ui/table-skeleton";
import { useRowKeys } from "@/ui/use-row-keys";
import { useTypedText } from "@/ui/use-typed-text";
import classes from "./administration.module.css";
import { type PeopleView, readView, roles, toVariables, writeView } from "./people-view";

const pageSize = 50;

export function PeoplePage() {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const router = useRouter();
  const params = useSearchParams();
  const view = useMemo(() => readView(params), [params]);
  const pages = usePages(PeopleDocument, { ...toVariables(view), first: pageSize }, (data) => data.people);
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  usePageTitle(t("section.people"));
  const show = (changed: PeopleView) => router.replace(writeView(changed), { scroll: false });
  const [typed, setTyped] = useTypedText(view.text, (text) => show({ ...view, text }));

  const group = t("section.people");
  useShortcuts([
    { keys: "f", label: t("people.search"), group, run: () => search.current?.focus() },
    { keys: "n", label: t("people.new"), group, run: () => router.push("/administration/people/new") },
  ]);
  useRowKeys({ within: list, group, next: t("key.next"), previous: t("key.previous") });

  return (
    <Page
      title={t("section.people")}
      filters={
        <search className={classes["filters"]}>
          <TextInput
            ref={search}
            size="xs"
            type="search"
            className={classes["search"]}
            aria-label={t("people.search")}
            aria-keyshortcuts="f"
            placeholder={t("people.searchHint")}
            leftSection={<IconSearch size={15} aria-hidden />}
            rightSection={typed === "" ? <KeyHint keys="f" /> : null}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "ArrowDown") list.current?.querySelector<HTMLElement>("[data-row]")?.focus();
            }}
          />
          <FacetFilter
            name={t("field.roles")}
            choices={roles.map((value) => ({ value, label: common(`role.${value}`) }))}
            chosen={view.roles}
            onChange={(chosen) => show({ ...view, roles: chosen })}
          />
          <Button
            size="compact-sm"
            variant={view.withInactive ? "light" : "default"}
            aria-pressed={view.withInactive}
            onClick={() => show({ ...view, withInactive: !view.withInactive })}
          >
            {t("people.withInactive")}
          </Button>
        </search>
      }
      tools={
        <>
          <Button
            component={Link}
            href="/administration/people/import"
            size="compact-sm"
            variant="default"
            leftSection={<IconFileImport size={15} aria-hidden />}
          >
            {t("import.open")}
          </Button>
          <Button
            component={Link}
            href="/administration/people/new"
            size="compact-sm"
            leftSection={<IconUserPlus size={15} aria-hidden />}
          >
            {t("people.new")}
          </Button>
        </>
      }
    >
      {pages.error && (
        <div className={classes["notice"]}>
          <FailureNotice error={pages.error} onRetry={pages.reload} />
        </div>
      )}
      {pages.status === "ready" && pages.nodes.length === 0 ? (
        <EmptyState icon={IconUserOff} title={t("people.none")}>
          {t("people.noneWhat")}
        </EmptyState>
      ) : (
        <div ref={list} className={classes["list"]} aria-busy={pages.stale}>
          <table className={table["table"]}>
            <caption className="g-hidden">{t("section.people")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("field.displayName")}</th>
                <th scope="col" className={classes["wide"]}>
                  {t("field.email")}
                </th>
                <th scope="col" className={classes["wide"]}>
                  {t("field.site")}
                </th>
                <th scope="col">{t("field.roles")}</th>
                <th scope="col" className={classes["wide"]}>
                  {t("field.memberships")}
                </th>
              </tr>
            </thead>
            {pages.status === "loading" ? (
              <TableSkeleton columns={5} />
            ) : (
              <tbody>
                {pages.nodes.map((person) => (
                  <PersonRow key={person.id} person={person} />
                ))}
              </tbody>
            )}
          </table>
          {pages.hasMore && (
            <div className={table["foot"]}>
              <Button size="compact-sm" variant="default" loading={pages.loadingMore} onClick={pages.loadMore}>
                {common("action.more")}
              </Button>
            </div>
          )}
        </div>
      )}
    </Page>
  );
}

function PersonRow({ person }: { person: PersonLineFragment }) {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const { id, displayName, email, phone, site, active, memberships } = person;
  const teams = memberships.map(
    ({ team, levels }) => `${team.name} ${levels.map((rank) => common("level", { rank })).join(" ")}`,
  );
  return (
    <tr data-faded={!active || undefined}>
      <th scope="row">
        <Link href={`/administration/people/${id}`} className={table["link"]} data-row>
          {displayName}
        </Link>{" "}
        {!active && <span className={classes["off"]}>{t("inactive")}</span>}
      </th>
      <td className={classes["wide"]}>
        {email}
        {phone && <span className={table["under"]}>{phone}</span>}
      </td>
      <td className={classes["wide"]}>{site?.name}</td>
      <td>{person.roles.map((role) => common(`role.${role}`)).join(", ")}</td>
      <td className={`${table["muted"]} ${classes["wide"]}`}>{teams.join(" · ")}</td>
    </tr>
  );
}
