"use client";

import { IconLock } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMe } from "@/features/session/session";
import { EmptyState } from "@/ui/empty-state";
import classes from "./administration.module.css";
import { sections, sectionsOf } from "./sections";

/** The sections on the left, those this person may manage; the chosen one beside them. */
export function AdministrationFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("administration");
  const path = usePathname();
  const { permissions } = useMe();
  const open = sectionsOf(permissions);
  const here = sections.find(({ address }) => path === address || path.startsWith(`${address}/`));
  const isClosed = here !== undefined && !open.includes(here);
  return (
    <div className={classes["frame"]}>
      <nav className={classes["rail"]} aria-label={t("title")}>
        <ul>
          {open.map(({ name, address, icon: Icon }) => (
            <li key={name}>
              <Link href={address} aria-current={here?.name === name ? "page" : undefined}>
                <Icon size={16} stroke={1.8} aria-hidden />
                {t(`section.${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes["content"]}>
        {isClosed || open.length === 0 ? (
          <EmptyState isPage icon={IconLock} title={t("closed.title")}>
            {t("closed.what")}
          </EmptyState>
        ) : (
          children
        )}
      </div>
    </div>
  );
}
