"use client";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DeskProvider } from "@/live/desk-provider";
import { Opening } from "@/ui/opening";
import { ShortcutsProvider } from "@/ui/shortcuts/shortcuts";
import { theme } from "@/ui/theme";

/** What every page stands on: look, keys, and the line to the desk. */
export function Console({ children }: { children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <section aria-label={t("notifications")}>
        <Notifications position="bottom-left" autoClose={6000} withinPortal={false} />
      </section>
      <DeskProvider waiting={<Opening />}>
        <ShortcutsProvider>{children}</ShortcutsProvider>
      </DeskProvider>
    </MantineProvider>
  );
}
