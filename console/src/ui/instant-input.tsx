"use client";

import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";

interface InstantInputProps {
  label: string;
  description?: string;
  value: string | null;
  onChange(instant: string | null): void;
  error?: ReactNode;
  /** On which side of now it lies. */
  side?: "future" | "past" | "any";
  size?: "xs" | "sm";
  required?: boolean;
  autoFocus?: boolean;
}

function toLocal(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** A day and a time in the reader's zone. The browser's own field: keyboards, screen readers and phones know it. */
export function InstantInput({
  label,
  description,
  value,
  onChange,
  error,
  side = "future",
  size = "sm",
  required = false,
  autoFocus = false,
}: InstantInputProps) {
  const now = toLocal(new Date().toISOString());
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={description}
      value={value === null ? "" : toLocal(value)}
      size={size}
      {...(side === "future" ? { min: now } : side === "past" ? { max: now } : {})}
      error={error}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        onChange(typed === "" ? null : new Date(typed).toISOString());
      }}
      required={required}
      data-autofocus={autoFocus || undefined}
      maw={260}
    />
  );
}
