"use client";

import { TeamsToManageDocument } from "@guichet/schema";
import { Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useQuery } from "urql";
import classes from "./administration.module.css";
import { chainRows, inherited, type Link, linkAt, withLink } from "./chain";

interface ChainMatrixProps {
  label: string;
  chain: readonly Link[];
  /** What serves the places left empty; none for the desk's own chain. */
  desk: readonly Link[];
  /** What is wrong with a link, by its place in the list. */
  errorOf(index: number): ReactNode;
  onChange(chain: Link[]): void;
}

/** A support chain: for each nature and level, the queue that serves it; an empty place says who serves it then. */
export function ChainMatrix({ label, chain, desk, errorOf, onChange }: ChainMatrixProps) {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const [{ data }] = useQuery({ query: TeamsToManageDocument, requestPolicy: "cache-and-network" });
  const levels = data?.levels ?? [];
  const queues = (data?.teams ?? []).flatMap((team) =>
    team.queues.map(({ id, level }) => ({ id, level: level.rank, name: team.name, inService: team.active })),
  );
  const nameOf = (queue: string) => queues.find(({ id }) => id === queue)?.name ?? "";

  return (
    <div style={{ overflowX: "auto" }}>
      <table className={classes["matrix"]}>
        <caption className="g-hidden">{label}</caption>
        <thead>
          <tr>
            <td />
            {levels.map(({ rank, name }) => (
              <th key={rank} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chainRows.map((nature) => {
            const row = nature === null ? t("chain.default") : common(`nature.${nature}`);
            return (
              <tr key={row} data-default={nature === null || undefined}>
                <th scope="row">{row}</th>
                {levels.map(({ rank: level }) => {
                  const link = linkAt(chain, nature, level);
                  const otherwise = inherited(chain, desk, { nature, level });
                  const offered = queues.filter(
                    (queue) => queue.level === level && (queue.inService || queue.id === link?.queue),
                  );
                  return (
                    <td key={level}>
                      <Select
                        size="xs"
                        aria-label={t("chain.place", { row, level: common("level", { rank: level }) })}
                        placeholder={
                          otherwise ? t("chain.inherited", { queue: nameOf(otherwise.queue) }) : t("chain.empty")
                        }
                        data={offered.map(({ id, name }) => ({ value: id, label: name }))}
                        searchable
                        clearable
                        clearButtonProps={{ "aria-label": common("action.clear") }}
                        nothingFoundMessage={t("chain.noQueue")}
                        value={link?.queue ?? null}
                        error={link && errorOf(chain.indexOf(link))}
                        onChange={(queue) => onChange(withLink(chain, { nature, level }, queue))}
                      />
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
