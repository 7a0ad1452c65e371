"use client";

import type { PolicyLineFragment } from "@guichet/schema";
import { IconGripVertical } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import administration from "@/features/administration/administration.module.css";
import { ShortTime } from "@/ui/relative-time";
import table from "@/ui/table.module.css";
import { moved } from "./order";
import { versionShown } from "./policy-values";
import classes from "./settings.module.css";
import { usePolicyWords } from "./use-policy-words";

interface PolicyListProps {
  policies: readonly PolicyLineFragment[];
  onOrder(ids: string[]): void;
}

/** The policies in the order in which they are tried: dragged by their handles, or moved by the arrow keys on them. */
export function PolicyList({ policies, onOrder }: PolicyListProps) {
  const t = useTranslations("service-level-settings");
  const words = usePolicyWords();
  const [dragged, setDragged] = useState<string | null>(null);
  const [told, tell] = useState("");
  const ids = policies.map(({ id }) => id);

  const move = (id: string, to: number) => {
    const place = Math.max(0, Math.min(ids.length - 1, to));
    if (ids.indexOf(id) === place) return;
    onOrder(moved(ids, ids.indexOf(id), place));
    const name = policies.find((policy) => policy.id === id)?.name ?? "";
    tell(t("policy.movedTo", { name, place: place + 1, count: ids.length }));
  };
  const press = (id: string) => (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(id, ids.indexOf(id) + by);
  };

  return (
    <>
      <ol className={classes["policies"]} aria-label={t("policies")}>
        {policies.map((policy, index) => {
          const { id, name, coming } = policy;
          const version = versionShown(policy);
          const conditions = version === null ? [] : words.conditions(version);
          const targets = version === null ? [] : words.targets(version);
          const next = coming[0];
          return (
            <li
              key={id}
              data-dragged={dragged === id || undefined}
              data-faded={version?.active === false || undefined}
              onDragOver={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                if (dragged !== id) move(dragged, index);
              }}
              onDrop={(event) => event.preventDefault()}
            >
              <button
                type="button"
                className={classes["handle"]}
                aria-label={t("policy.handle", { name, place: index + 1, count: ids.length })}
                title={t("policy.handleHint")}
                draggable
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = "move";
                  event.dataTransfer.setData("text/plain", name);
                  setDragged(id);
                }}
                onDragEnd={() => setDragged(null)}
                onKeyDown={press(id)}
              >
                <IconGripVertical size={16} aria-hidden />
              </button>
              <span className={classes["place"]} aria-hidden>
                {index + 1}
              </span>
              <span className={classes["name"]}>
                <Link href={`/administration/policies/${id}`} className={table["link"]}>
                  {name}
                </Link>
                {version?.active === false && <span className={administration["off"]}>{t("policy.inactive")}</span>}
                {next?.effectiveFrom && (
                  <span className={classes["badge"]} data-coming>
                    {t("version.changes")} <ShortTime at={next.effectiveFrom} />
                  </span>
                )}
              </span>
              <span className={classes["conditions"]}>
                {conditions.length === 0 ? t("policy.everyTicket") : conditions.join(" · ")}
              </span>
              <span className={classes["terms"]}>
                {targets.length === 0
                  ? t("policy.noTarget")
                  : targets.map((target) => <div key={target}>{target}</div>)}
              </span>
            </li>
          );
        })}
      </ol>
      <p role="status" className="g-hidden">
        {told}
      </p>
    </>
  );
}
