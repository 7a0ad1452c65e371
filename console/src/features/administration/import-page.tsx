"use client";

import { ImportPeopleDocument, type ImportPeopleMutation } from "@guichet/schema";
import { Button, FileButton, Textarea } from "@mantine/core";
import { IconCheck, IconDownload, IconFileText } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useClient } from "urql";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { Page } from "@/ui/page";
import { usePageTitle } from "@/ui/page-title";
import { type Refusal, refusalOf } from "@/ui/refusal";
import table from "@/ui/table.module.css";
import classes from "./administration.module.css";
import { decode } from "./text-file";

type Report = Extract<ImportPeopleMutation["outcome"], { __typename: "ImportPeopleReport" }>;

const examples = {
  fr: `nom;courriel;telephone;site;langue;roles;type_de_technicien;equipes;identifiant;reference
Inès Caron;ines.caron@example.org;01 44 00 00 01;;fr;REQUESTER;;;;A1001
Tom Barrett;tom.barrett@example.org;01 44 00 00 02;;en;TECHNICIAN;HOTLINE;;tbarrett;A1002
`,
  en: `name,email,phone,site,language,roles,technician_kind,teams,login,reference
Inès Caron,ines.caron@example.org,01 44 00 00 01,,fr,REQUESTER,,,,A1001
Tom Barrett,tom.barrett@example.org,01 44 00 00 02,,en,TECHNICIAN,HOTLINE,,tbarrett,A1002
`,
};

/** People from a file: what would happen is shown before it does, row by row where something is refused. */
export function ImportPage() {
  const t = useTranslations("administration");
  const locale = useLocale();
  const client = useClient();
  const [csv, setCsv] = useState("");
  const [fileName, setFileName] = useState<string | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState<"trying" | "doing" | null>(null);
  usePageTitle(t("import.title"));

  function replace(text: string, name: string | null) {
    setCsv(text);
    setFileName(name);
    setReport(null);
    setRefusal(null);
  }

  async function run(text: string, dryRun: boolean) {
    setBusy(dryRun ? "trying" : "doing");
    const answer = await client.mutation(ImportPeopleDocument, { csv: text, dryRun }).toPromise();
    setBusy(null);
    const outcome = answer.data?.outcome;
    setRefusal(refusalOf(answer, "ImportPeopleReport"));
    setReport(outcome?.__typename === "ImportPeopleReport" ? outcome : null);
  }

  async function open(file: File | null) {
    if (file === null) return;
    const text = decode(await file.arrayBuffer());
    replace(text, file.name);
    await run(text, true);
  }

  const lines = csv.split(/\r\n|\r|\n/);
  const wouldChange = report?.dryRun ? report.created + report.updated : 0;
  return (
    <Page title={t("import.title")} back={{ address: "/administration/people", name: t("section.people") }}>
      <div className={classes["form"]} data-wide>
        <fieldset>
          <legend>{t("import.step1")}</legend>
          <p className={classes["help"]}>{t("import.format")}</p>
          <div className={classes["checks"]}>
            <FileButton onChange={(file) => void open(file)} accept=".csv,text/csv,text/plain">
              {(props) => (
                <Button {...props} variant="default" leftSection={<IconFileText size={15} aria-hidden />}>
                  {fileName === null ? t("import.choose") : t("import.chosen", { name: fileName })}
                </Button>
              )}
            </FileButton>
            <Button
              component="a"
              variant="subtle"
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${examples[locale]}`)}`}
              download="people.csv"
              leftSection={<IconDownload size={15} aria-hidden />}
            >
              {t("import.example")}
            </Button>
          </div>
          <Textarea
            label={t("import.text")}
            autosize
            minRows={4}
            maxRows={10}
            spellCheck={false}
            classNames={{ input: classes["mono"] ?? "" }}
            value={csv}
            onChange={(event) => replace(event.currentTarget.value, null)}
          />
          <div>
            <Button
              variant={report === null ? "filled" : "default"}
              loading={busy === "trying"}
              disabled={csv.trim() === "" || busy !== null}
              onClick={() => void run(csv, true)}
            >
              {t("import.try")}
            </Button>
          </div>
        </fieldset>
        <RefusalNotice refusal={refusal} />
        {report && (
          <fieldset>
            <legend>{report.dryRun ? t("import.step2") : t("import.done")}</legend>
            <div role="status">
              <dl className={classes["figures"]}>
                {(["created", "updated", "unchanged"] as const).map((what) => (
                  <div key={what}>
                    <dt>{t(report.dryRun ? `import.would.${what}` : `import.did.${what}`)}</dt>
                    <dd>{report[what]}</dd>
                  </div>
                ))}
                <div>
                  <dt>{t("import.refused")}</dt>
                  <dd>{report.refused.length}</dd>
                </div>
              </dl>
            </div>
            {report.dryRun && (
              <div>
                <Button
                  loading={busy === "doing"}
                  disabled={wouldChange === 0 || busy !== null}
                  leftSection={<IconCheck size={15} aria-hidden />}
                  onClick={() => void run(csv, false)}
                >
                  {t("import.go", { count: wouldChange })}
                </Button>
                {report.refused.length > 0 && wouldChange > 0 && (
                  <p className={classes["help"]} style={{ marginTop: 8 }}>
                    {t("import.refusedStay")}
                  </p>
                )}
              </div>
            )}
            {report.refused.length > 0 && (
              <section className={table["scroll"]} aria-label={t("import.refusedRows")}>
                <table className={table["table"]}>
                  <caption className="g-hidden">{t("import.refusedRows")}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t("import.row")}</th>
                      <th scope="col">{t("import.reason")}</th>
                      <th scope="col" className={classes["wide"]}>
                        {t("import.line")}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {report.refused.map(({ row, reason }) => (
                      <tr key={`${row} ${reason}`}>
                        <th scope="row">{row}</th>
                        <td>{reason}</td>
                        <td className={`${table["muted"]} ${classes["mono"]} ${classes["wide"]}`}>{lines[row - 1]}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            )}
          </fieldset>
        )}
      </div>
    </Page>
  );
}
