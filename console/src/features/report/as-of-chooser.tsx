"use client";

import { Button, Popover, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconClockHour4 } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import classes from "./report.module.css";

interface AsOfChooserProps {
  asOf: string | null;
  /** The instant the figures are as of now, on the desk's clocks. */
  shown: string;
  zone: string;
  onChoose(asOf: string | null): void;
}

/** The instant after which nothing recorded counts. */
export function AsOfChooser({ asOf, shown, zone, onChoose }: AsOfChooserProps) {
  const t = useTranslations("report");
  const locale = useLocale();
  // Written as on the desk's clocks: the zone has been taken out already.
  const words = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  const [opened, { close, toggle }] = useDisclosure(false);
  const [typed, setTyped] = useState(asOf ?? shown);
  return (
    <Popover
      opened={opened}
      onChange={toggle}
      width={300}
      position="bottom-start"
      withRoles={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={asOf === null ? "default" : "light"}
          leftSection={<IconClockHour4 size={15} aria-hidden />}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={toggle}
        >
          {asOf === null ? t("asOf.default") : t("asOf.chosen", { date: words.format(new Date(`${asOf}Z`)) })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t("asOf.title")}>
        <form
          className={classes["asOf"]}
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            close();
            onChoose(typed === "" ? null : typed.slice(0, 16));
          }}
        >
          <TextInput
            size="xs"
            type="datetime-local"
            label={t("asOf.title")}
            description={t("asOf.what", { zone })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <div className={classes["units"]}>
            <Button type="submit" size="xs">
              {t("asOf.apply")}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={asOf === null}
              onClick={() => {
                close();
                onChoose(null);
              }}
            >
              {t("asOf.reset")}
            </Button>
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
