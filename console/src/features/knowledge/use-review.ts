import { type ArticleFactsFragment, ReviewArticleDocument } from "@guichet/schema";
import { notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { useClient } from "urql";
import { type Refusal, refusalOf } from "@/ui/refusal";

export type Decision = "PUBLISHED" | "ARCHIVED";

/** Publishes or archives an article at the version that was read, and says so. */
export function useReview(): {
  decide(article: Pick<ArticleFactsFragment, "id" | "version" | "title">, decision: Decision): Promise<boolean>;
  refusal: Refusal | null;
  busy: boolean;
} {
  const t = useTranslations("knowledge");
  const common = useTranslations("common");
  const client = useClient();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const decide = useCallback(
    async ({ id, version, title }: Pick<ArticleFactsFragment, "id" | "version" | "title">, decision: Decision) => {
      setBusy(true);
      const answer = await client.mutation(ReviewArticleDocument, { article: id, version, decision }).toPromise();
      setBusy(false);
      const refused = refusalOf(answer, "ArticleSuccess");
      setRefusal(refused);
      if (refused === null) {
        notifications.show({
          message: t(`decided.${decision}`, { title }),
          color: "petrol",
          role: "status",
          closeButtonProps: { "aria-label": common("action.close") },
        });
      }
      return refused === null;
    },
    [client, t, common],
  );
  return { decide, refusal, busy };
}
