"use client";

import { TextInput } from "@mantine/core";

interface InstantInputProps {
  label: string;
  description?: string;
  value: string | null;
  onChange(instant: string | null): void;
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
  required = false,
  autoFocus = false,
}: InstantInputProps) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={description}
      value={value === null ? "" : toLocal(value)}
      min={toLocal(new Date().toISOString())}
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
