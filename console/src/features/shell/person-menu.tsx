"use client";

import { SignOutDocument } from "@guichet/schema";
import { Button, Popover, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { IconChartBar, IconLogout } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMutation } from "urql";
import { AlarmSwitch } from "@/features/service-levels/alarm-switch";
import { LanguageSwitch } from "@/features/session/language-switch";
import { useMe } from "@/features/session/session";
import { Initials } from "@/ui/person-name";
import classes from "./person-menu.module.css";

const schemes = ["light", "dark", "auto"] as const;

export function PersonMenu() {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const { person, permissions } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [opened, setOpened] = useState(false);
  const [, signOut] = useMutation(SignOutDocument);

  async function leave() {
    await signOut({});
    window.location.assign("/sign-in");
  }

  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={280}
      withRoles={false}
      trapFocus
      returnFocus
      withinPortal={false}
    >
      <Popover.Target>
        <button
          type="button"
          className={classes["button"]}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <Initials name={person.displayName} here />
          <span className="g-hidden">{t("person", { name: person.displayName })}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t("person", { name: person.displayName })} p={0}>
        <div className={classes["who"]}>
          <strong>{person.displayName}</strong>
          <span>{person.roles.map((role) => common(`role.${role}`)).join(", ")}</span>
        </div>
        {permissions.includes("TICKETS_ACT") && (
          <div className={classes["own"]}>
            <Button
              component={Link}
              href="/reports/me"
              variant="subtle"
              color="gray"
              size="compact-md"
              leftSection={<IconChartBar size={16} aria-hidden />}
              onClick={() => setOpened(false)}
            >
              {t("myFigures")}
            </Button>
          </div>
        )}
        <div className={classes["choice"]}>
          <span>{t("language")}</span>
          <LanguageSwitch signedIn />
        </div>
        <div className={classes["choice"]}>
          <span>{t("scheme.title")}</span>
          <SegmentedControl
            size="xs"
            aria-label={t("scheme.title")}
            value={colorScheme}
            onChange={(value) => setColorScheme(schemes.find((each) => each === value) ?? "auto")}
            data={schemes.map((value) => ({ value, label: t(`scheme.${value}`) }))}
          />
        </div>
        {permissions.includes("TICKETS_READ_DESK") && (
          <div className={classes["choice"]}>
            <AlarmSwitch />
          </div>
        )}
        <div className={classes["leave"]}>
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => void leave()}
          >
            {t("signOut")}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
