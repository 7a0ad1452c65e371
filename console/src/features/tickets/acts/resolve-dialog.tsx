"use client";

import { type ResolutionCode, ResolveActDocument, SuggestionsDocument } from "@guichet/schema";
import { Checkbox, Select, Textarea } from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { useDraft } from "@/features/drafts/use-draft";
import classes from "../tickets.module.css";
import { ActDialog } from "./act-dialog";
import { ArticleChoice } from "./article-choice";
import type { ActDialogOf } from "./dialog";
import { useAct } from "./use-act";

export const resolutionCodes: readonly ResolutionCode[] = [
  "SOLVED",
  "WORKAROUND",
  "NO_FAULT",
  "NO_ANSWER",
  "OUT_OF_SCOPE",
  "REFUSED",
];

export function feedsKnowledge(code: ResolutionCode, kind: string): boolean {
  return (code === "SOLVED" || code === "WORKAROUND") && kind !== "COMPLAINT";
}

/** How it was solved, and what the knowledge base learns from it: the article that did it, or a draft. */
export function ResolveDialog({ ticket, onDone, onClose }: ActDialogOf) {
  const t = useTranslations("ticket");
  const common = useTranslations("common");
  const [seen] = useState({ id: ticket.id, version: ticket.version });
  const [code, setCode] = useState<ResolutionCode>("SOLVED");
  const [solution, setSolution, clearSolution] = useDraft(`${ticket.number}.solution`);
  const [article, setArticle] = useState<string | null>(null);
  const [close, setClose] = useState(false);
  const text = `${ticket.subject}\n${ticket.description}`.slice(0, 2000);
  const [{ data }] = useQuery({
    query: SuggestionsDocument,
    variables: { text, application: ticket.application?.id ?? null, exceptTicket: ticket.id },
  });
  const resolving = useAct(ResolveActDocument, seen, () => {
    clearSolution();
    onDone();
  });
  const feeds = feedsKnowledge(code, ticket.kind);

  return (
    <ActDialog
      act="RESOLVE"
      submitLabel={close ? t("resolve.andClose") : t("act.RESOLVE")}
      size="xl"
      state={resolving.state}
      ready={solution.trim() !== ""}
      onSubmit={() =>
        void resolving.send({
          close,
          resolution: { code, solution: solution.trim(), ...(feeds && article !== null ? { article } : {}) },
        })
      }
      onAgain={() => void resolving.again()}
      onClose={onClose}
    >
      <Select
        label={t("resolve.code")}
        data={resolutionCodes.map((value) => ({ value, label: common(`resolutionCode.${value}`) }))}
        value={code}
        onChange={(value) => setCode(resolutionCodes.find((each) => each === value) ?? code)}
        allowDeselect={false}
      />
      {feeds && (
        <ArticleChoice
          articles={(data?.suggestions.articles ?? []).flatMap(({ node }) =>
            node.__typename === "Article" ? [node] : [],
          )}
          chosen={article}
          onChoose={(chosen) => {
            setArticle(chosen?.id ?? null);
            if (chosen !== null && solution.trim() === "" && chosen.solution) setSolution(chosen.solution);
          }}
        />
      )}
      <Textarea
        label={t("resolve.solution")}
        description={t("resolve.solutionWhy", { name: ticket.requester.displayName })}
        value={solution}
        onChange={(event) => setSolution(event.currentTarget.value)}
        autosize
        minRows={5}
        maxRows={16}
        required
        data-autofocus
      />
      {feeds && article === null && (
        <p className={classes["hint"]}>
          <IconFileText size={16} aria-hidden />
          {t("resolve.draft")}
        </p>
      )}
      <Checkbox
        label={t("resolve.close")}
        description={t("resolve.closeWhy")}
        checked={close}
        onChange={(event) => setClose(event.currentTarget.checked)}
      />
    </ActDialog>
  );
}
