import { type RecomputationInput, RecomputationPreviewDocument } from "@guichet/schema";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { type Saving, useSaving } from "@/ui/forms/use-saving";
import { type Effective, isUndated } from "./effective";
import type { Preview, PreviewOutcome } from "./recomputation-dialog";

type Answer<Outcome> = { data?: { outcome: Outcome } | undefined; error?: CombinedError | undefined };
type Edited<Values> = { values: Values; version: number };

interface SettingsFormOptions<Values, Outcome extends { __typename: string }, Success extends Outcome["__typename"]> {
  form: UseFormReturnType<Values>;
  edited: Edited<Values> | null;
  success: Success;
  save(values: Values, version: number | null): Promise<Answer<Outcome>>;
  /** The same change, of the past. */
  past(values: Values, version: number): RecomputationInput;
  readAgain(): Promise<Edited<Values> | null>;
  onSaved(outcome: Extract<Outcome, { __typename: Success }>): void;
}

export interface SettingsForm<Values> {
  saving: Saving<Values>;
  /** What a change of the past would do, shown before it is done. */
  asked: { input: RecomputationInput; preview: Preview } | null;
  forget(): void;
}

/**
 * Saves a version of a setting. One whose date is still to be chosen is not sent; one that is to hold since a past date
 * is first shown with what it would change.
 */
export function useSettingsForm<
  Values extends { effective: Effective },
  Outcome extends { __typename: string },
  Success extends Outcome["__typename"],
>(options: SettingsFormOptions<Values, Outcome, Success>): SettingsForm<Values> {
  const { form, edited, success, save, past, readAgain, onSaved } = options;
  const t = useTranslations("service-level-settings");
  const client = useClient();
  const [asked, setAsked] = useState<SettingsForm<Values>["asked"]>(null);
  const question = useRef<RecomputationInput | null>(null);
  const ofNow = useSaving<Values, Outcome, Success>({ form, edited, success, save, readAgain, onSaved });
  const ofPast = useSaving<Values, PreviewOutcome, "RecomputationPreview">({
    form,
    edited,
    success: "RecomputationPreview",
    save: (values, version) => {
      const input = past(values, version ?? 0);
      question.current = input;
      return client.query(RecomputationPreviewDocument, { input }, { requestPolicy: "network-only" }).toPromise();
    },
    readAgain,
    onSaved: (preview) => {
      if (question.current !== null) setAsked({ input: question.current, preview });
    },
  });
  const saving = form.getValues().effective.when === "past" ? ofPast : ofNow;

  async function submit() {
    if (!isUndated(form.getValues().effective)) return saving.submit();
    form.setFieldError("effectiveFrom", t("effective.required"));
    form.getInputNode("effectiveFrom")?.focus();
  }

  return { saving: { ...saving, submit }, asked, forget: () => setAsked(null) };
}
