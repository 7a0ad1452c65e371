"use client";

import {
  CreateSiteDocument,
  type SiteFactsFragment,
  type SiteOutcomeFragment,
  SitesToManageDocument,
  UpdateSiteDocument,
} from "@guichet/schema";
import { Button, Modal, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconMapPin, IconPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { useClient, useQuery } from "urql";
import { EmptyState } from "@/ui/empty-state";
import { FailureNotice } from "@/ui/failure-notice";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { useSaving } from "@/ui/forms/use-saving";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import table from "@/ui/table.module.css";
import { TableSkeleton } from "@/ui/table-skeleton";
import { useRowKeys } from "@/ui/use-row-keys";
import classes from "./administration.module.css";
import { ConflictNotice } from "./conflict-notice";
import { useSavedNotice } from "./use-saved-notice";

interface SiteValues {
  code: string;
  name: string;
}

export function SitesPage() {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const [{ data, error }, read] = useQuery({ query: SitesToManageDocument, requestPolicy: "cache-and-network" });
  const [open, setOpen] = useState<SiteFactsFragment | "new" | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const said = useSavedNotice();
  const group = t("section.sites");
  usePageTitle(group);
  useShortcuts([{ keys: "n", label: t("site.new"), group, run: () => setOpen("new") }]);
  useRowKeys({ within: list, group, next: t("key.next"), previous: t("key.previous") });

  return (
    <Page
      title={group}
      tools={
        <Button size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen("new")}>
          {t("site.new")}
        </Button>
      }
    >
      {error && (
        <div className={classes["notice"]}>
          <FailureNotice error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
        </div>
      )}
      {data?.sites.length === 0 ? (
        <EmptyState icon={IconMapPin} title={t("site.none")}>
          {t("site.noneWhat")}
        </EmptyState>
      ) : (
        <div ref={list}>
          <table className={table["table"]}>
            <caption className="g-hidden">{group}</caption>
            <thead>
              <tr>
                <th scope="col">{t("field.name")}</th>
                <th scope="col">{t("field.code")}</th>
              </tr>
            </thead>
            {data ? (
              <tbody>
                {data.sites.map((site) => (
                  <tr key={site.id}>
                    <th scope="row">
                      <button
                        type="button"
                        className={`${table["link"]} ${classes["plain"]}`}
                        data-row
                        onClick={() => setOpen(site)}
                      >
                        {site.name}
                      </button>
                    </th>
                    <td className={table["muted"]}>{site.code}</td>
                  </tr>
                ))}
              </tbody>
            ) : (
              <TableSkeleton columns={2} rows={5} />
            )}
          </table>
        </div>
      )}
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        title={open === null || open === "new" ? t("site.new") : open.name}
        closeButtonProps={{ "aria-label": common("action.close") }}
      >
        {open !== null && (
          <SiteForm
            site={open === "new" ? null : open}
            onSaved={(name) => {
              said(name);
              setOpen(null);
              read({ requestPolicy: "network-only" });
            }}
          />
        )}
      </Modal>
    </Page>
  );
}

function SiteForm({ site, onSaved }: { site: SiteFactsFragment | null; onSaved(name: string): void }) {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const client = useClient();
  const [edited] = useState(() =>
    site === null ? null : { values: { code: site.code, name: site.name }, version: site.version },
  );
  const form = useForm<SiteValues>({ initialValues: edited?.values ?? { code: "", name: "" } });
  const saving = useSaving<SiteValues, SiteOutcomeFragment, "SiteSuccess">({
    form,
    edited,
    success: "SiteSuccess",
    save: ({ code, name }, version) => {
      const values = { code: code.trim(), name: name.trim() };
      return site === null || version === null
        ? client.mutation(CreateSiteDocument, values).toPromise()
        : client.mutation(UpdateSiteDocument, { site: site.id, version, ...values }).toPromise();
    },
    readAgain: async () => {
      const query = client.query(SitesToManageDocument, {}, { requestPolicy: "network-only" });
      const now = (await query.toPromise()).data?.sites.find(({ id }) => id === site?.id);
      return now ? { values: { code: now.code, name: now.name }, version: now.version } : null;
    },
    onSaved: ({ site: saved }) => onSaved(saved.name),
  });
  return (
    <form
      className={classes["dialog"]}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void saving.submit();
      }}
    >
      <ConflictNotice
        conflict={saving.conflict}
        nameOf={(field) => t(`field.${field}`)}
        wordsOf={(field, values) => values[field]}
        onTheirs={saving.takeTheirs}
      />
      <RefusalNotice refusal={saving.refusal} shownAtField={(path) => path === "code" || path === "name"} />
      <TextInput
        label={t("field.name")}
        required
        maxLength={200}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps("name")}
      />
      <TextInput
        label={t("field.code")}
        description={t("help.code")}
        required
        maxLength={50}
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps("code")}
      />
      <div>
        <Button type="submit" loading={saving.busy}>
          {site === null ? t("create") : common("action.save")}
        </Button>
      </div>
    </form>
  );
}
