"use client";

import { SegmentedControl } from "@mantine/core";
import classes from "./choice.module.css";

interface ChoiceProps<Value extends string> {
  name: string;
  value: Value;
  values: readonly Value[];
  label(value: NoInfer<Value>): string;
  onChange(value: NoInfer<Value>): void;
}

/** A few values, all in sight: one arrow key away from each other. */
export function Choice<Value extends string>({ name, value, values, label, onChange }: ChoiceProps<Value>) {
  return (
    <div className={classes["choice"]}>
      <span aria-hidden>{name}</span>
      <SegmentedControl
        aria-label={name}
        size="xs"
        fullWidth
        value={value}
        onChange={(chosen) => onChange(values.find((each) => each === chosen) ?? value)}
        data={values.map((each) => ({ value: each, label: label(each) }))}
      />
    </div>
  );
}
