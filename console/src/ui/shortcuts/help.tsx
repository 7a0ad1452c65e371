"use client";

import { Modal, Switch } from "@mantine/core";
import { useTranslations } from "next-intl";
import { KeyHint } from "../key-hint";
import classes from "./help.module.css";
import { type Shortcut, useShortcutRegistry } from "./shortcuts";

function byGroup(shortcuts: readonly Shortcut[]): Map<string, Shortcut[]> {
  const groups = new Map<string, Shortcut[]>();
  for (const shortcut of [...shortcuts].reverse()) {
    if (shortcut.label === undefined) continue;
    const group = groups.get(shortcut.group ?? "") ?? [];
    if (!group.some((each) => each.keys === shortcut.keys)) group.push(shortcut);
    groups.set(shortcut.group ?? "", group);
  }
  return groups;
}

/** What the keys do here and now: the list is made of what the screens have registered. */
export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const t = useTranslations("common");
  const { shortcuts, singleKeys, setSingleKeys } = useShortcutRegistry();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("shortcuts.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Switch
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        label={t("shortcuts.singleKeys")}
        description={t("shortcuts.singleKeysWhy")}
        mb="md"
      />
      <div className={classes["groups"]}>
        {[...byGroup(shortcuts)].map(([group, listed]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {listed.map((shortcut) => (
                <div key={shortcut.keys}>
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <KeyHint keys={shortcut.keys} />
                    <span className="g-hidden">{shortcut.keys}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
