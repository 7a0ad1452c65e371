"use client";

import { spotlight } from "@mantine/spotlight";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { SearchPalette } from "@/features/search/search-palette";
import { useMe } from "@/features/session/session";
import { CaughtUpNotice } from "@/live/caught-up-notice";
import { NotLiveBar } from "@/live/not-live-bar";
import { ShortcutHelp } from "@/ui/shortcuts/help";
import { useShortcuts } from "@/ui/shortcuts/shortcuts";
import { DeskLine } from "./desk-line";
import { openTo } from "./destinations";
import { Header } from "./header";
import classes from "./shell.module.css";

/** The frame of every page behind the door. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  const router = useRouter();
  const { permissions } = useMe();
  const [help, setHelp] = useState(false);

  useShortcuts([
    { keys: "/", label: t("shortcut.search"), group: t("shortcut.everywhere"), run: spotlight.open },
    { keys: "?", label: t("shortcut.help"), group: t("shortcut.everywhere"), run: () => setHelp(true) },
    ...openTo(permissions).map(({ name, address, key }) => ({
      keys: `shift+${key}`,
      label: t(`go.${name}`),
      group: t("shortcut.everywhere"),
      run: () => router.push(address),
    })),
  ]);

  return (
    <div className={classes["shell"]}>
      <Header onHelp={() => setHelp(true)} />
      <NotLiveBar />
      <main id="content" tabIndex={-1} className={classes["main"]}>
        {children}
      </main>
      <DeskLine />
      <CaughtUpNotice />
      <SearchPalette />
      <ShortcutHelp opened={help} onClose={() => setHelp(false)} />
    </div>
  );
}
