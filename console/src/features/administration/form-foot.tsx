"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { KeyHint } from "@/ui/key-hint";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import classes from "./administration.module.css";

interface FormFootProps {
  busy: boolean;
  isDirty: boolean;
  isNew: boolean;
  /** What the button says, where it does not simply save. */
  saveWords?: string;
  cancelTo: string;
  onSave(): void;
}

/** Saving, always in sight below the form. */
export function FormFoot({ busy, isDirty, isNew, saveWords, cancelTo, onSave }: FormFootProps) {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  useShortcuts([
    { keys: "mod+enter", label: common("action.save"), group: t("title"), whileTyping: true, run: onSave },
  ]);
  return (
    <div className={classes["actions"]}>
      <Button type="submit" loading={busy} rightSection={<KeyHint keys="mod+enter" />}>
        {saveWords ?? (isNew ? t("create") : common("action.save"))}
      </Button>
      <Button component={Link} href={cancelTo} variant="default">
        {common("action.cancel")}
      </Button>
      <span className={classes["unsaved"]} role="status">
        {isDirty ? t("unsaved") : ""}
      </span>
    </div>
  );
}
