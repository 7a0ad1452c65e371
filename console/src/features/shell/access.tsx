"use client";

import { IconDoorOff } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { useMe } from "@/features/session/session";
import { EmptyState } from "@/ui/empty-state";
import { type destinations, openTo } from "./destinations";

/** A page that some may open: the others are led to one that they may, or told that there is none. */
export function Access({ to, children }: { to: (typeof destinations)[number]["name"]; children: ReactNode }) {
  const t = useTranslations("shell");
  const router = useRouter();
  const { permissions } = useMe();
  const open = openTo(permissions);
  const allowed = open.some(({ name }) => name === to);
  const elsewhere = allowed ? undefined : open[0]?.address;
  useEffect(() => {
    if (elsewhere !== undefined) router.replace(elsewhere);
  }, [elsewhere, router]);
  if (allowed) return children;
  if (elsewhere !== undefined) return null;
  return (
    <EmptyState isPage icon={IconDoorOff} title={t("noAccess.title")}>
      {t("noAccess.why")}
    </EmptyState>
  );
}
