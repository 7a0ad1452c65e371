import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import type { CombinedError } from "urql";
import { type Refusal, refusalOf } from "../refusal";
import { type Merge, merge } from "./merge";

interface Edited<Values> {
  values: Values;
  version: number;
}

type Answer<Outcome> = { data?: { outcome: Outcome } | undefined; error?: CombinedError | undefined };

interface SavingOptions<Values, Outcome extends { __typename: string }, Success extends Outcome["__typename"]> {
  form: UseFormReturnType<Values>;
  /** What the form started from; null for something new. */
  edited: Edited<Values> | null;
  success: Success;
  save(values: Values, version: number | null): Promise<Answer<Outcome>>;
  /** What is stored now, after somebody else's change. */
  readAgain?(outcome: Outcome): Promise<Edited<Values> | null>;
  onSaved(outcome: Extract<Outcome, { __typename: Success }>): void;
}

export interface Conflict<Values> extends Merge<Values> {
  base: Values;
  theirs: Values;
}

export interface Saving<Values> {
  busy: boolean;
  refusal: Refusal | null;
  /** Somebody else's change has been laid beside what was typed; it says all that a refusal would. */
  conflict: Conflict<Values> | null;
  submit(): Promise<void>;
  /** The value somebody else stored, instead of mine. */
  takeTheirs(field: keyof Values & string): void;
}

/**
 * Saves a form. What is refused is shown at its field; what somebody else changed meanwhile is merged field by field
 * and shown, and saving again goes through. What was typed stays in every case.
 */
export function useSaving<
  Values extends object,
  Outcome extends { __typename: string },
  Success extends Outcome["__typename"],
>(options: SavingOptions<Values, Outcome, Success>): Saving<Values> {
  const { form, edited, success, save, readAgain, onSaved } = options;
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [conflict, setConflict] = useState<Conflict<Values> | null>(null);
  /** What was last read from the desk, when that is newer than what the form started from. */
  const [reread, setReread] = useState<Edited<Values> | null>(null);
  const stored = reread !== null && edited !== null && reread.version > edited.version ? reread : edited;

  async function submit() {
    if (busy) return;
    setBusy(true);
    try {
      const typed = form.getValues();
      const answer = await save(typed, stored?.version ?? null);
      const refused = refusalOf(answer, success);
      setRefusal(refused);
      form.clearErrors();
      if (refused === null) {
        setConflict(null);
        onSaved(answer.data?.outcome as Extract<Outcome, { __typename: Success }>);
        return;
      }
      if (refused.why !== "refused") return;
      form.setErrors(refused.fields);
      focusFirst(form, Object.keys(refused.fields));
      if (refused.changed && answer.data && stored && readAgain) await compare(answer.data.outcome, typed, stored);
    } finally {
      setBusy(false);
    }
  }

  async function compare(outcome: Outcome, typed: Values, base: Edited<Values>) {
    const current = await readAgain?.(outcome);
    if (!current) return;
    const merged = merge(base.values, typed, current.values);
    setRefusal(null);
    setReread(current);
    setConflict({ ...merged, base: base.values, theirs: current.values });
    form.setValues(merged.values);
  }

  function takeTheirs(field: keyof Values & string) {
    if (conflict === null) return;
    form.setValues({ ...form.getValues(), [field]: conflict.theirs[field] });
    setConflict({ ...conflict, conflicts: conflict.conflicts.filter((each) => each !== field) });
  }

  return { busy, refusal, conflict, submit, takeTheirs };
}

/** To the topmost value that was not accepted: it may be out of sight. */
function focusFirst<Values>(form: UseFormReturnType<Values>, paths: readonly string[]): void {
  const inputs = paths.map((path) => form.getInputNode(path)).filter((input) => input !== null);
  const [first] = inputs.toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  first?.focus();
}
