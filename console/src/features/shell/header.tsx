"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconKeyboard, IconMenu2, IconSearch } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMe } from "@/features/session/session";
import { ConnectionState } from "@/live/connection-state";
import { BrandMark } from "@/ui/brand";
import { KeyHint } from "@/ui/key-hint";
import { isAt, openTo } from "./destinations";
import { PersonMenu } from "./person-menu";
import classes from "./shell.module.css";

export function Header({ onHelp }: { onHelp(): void }) {
  const t = useTranslations("shell");
  const path = usePathname();
  const { permissions, deskName } = useMe();
  const open = openTo(permissions);
  return (
    <header className={`${classes["header"]} g-no-print`}>
      <a className={classes["skip"]} href="#content">
        {t("skip")}
      </a>
      <div className={classes["burger"]}>
        <Menu>
          <Menu.Target>
            <ActionIcon size="lg" aria-label={t("menu")}>
              <IconMenu2 size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {open.map(({ name, address, icon: Icon }) => (
              <Menu.Item key={name} component={Link} href={address} leftSection={<Icon size={16} aria-hidden />}>
                {t(`go.${name}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <Link href="/desk" className={classes["brand"]} aria-label={t("home", { desk: deskName })}>
        <BrandMark />
        <span>{deskName}</span>
      </Link>
      <nav aria-label={t("navigation")}>
        <ul className={classes["nav"]}>
          {open.map((destination) => (
            <li key={destination.name}>
              <Link href={destination.address} aria-current={isAt(destination, path) ? "page" : undefined}>
                <destination.icon size={16} stroke={1.8} aria-hidden />
                {t(`go.${destination.name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes["tools"]}>
        <button type="button" className={classes["search"]} onClick={spotlight.open} aria-keyshortcuts="Control+K">
          <IconSearch size={15} aria-hidden />
          <span>{t("search")}</span>
          <span>
            <KeyHint keys="mod+k" />
          </span>
        </button>
        {permissions.includes("TICKETS_READ_DESK") && <ConnectionState />}
        <ActionIcon size="lg" onClick={onHelp} aria-label={t("shortcut.help")} aria-keyshortcuts="?">
          <IconKeyboard size={18} stroke={1.7} />
        </ActionIcon>
        <PersonMenu />
      </div>
    </header>
  );
}
