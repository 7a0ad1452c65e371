"use client";

import { ApplicationsDocument } from "@guichet/schema";
import { ActionIcon, Button } from "@mantine/core";
import { IconLayoutSidebar } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useQuery } from "urql";
import { FacetFilter } from "@/ui/facet-filter";

import classes from "./queues.module.css";
import { type DeskView, isFiltered, kinds, natures, priorities, serviceLevels, states, unfiltered } from "./view";

interface FilterBarProps {
  view: DeskView;
  title: string;
  onChange(view: DeskView): void;
  onQueues(): void;
  /** What the list has to say about itself. */
  children: ReactNode;
}

export function FilterBar({ view, title, onChange, onQueues, children }: FilterBarProps) {
  const t = useTranslations("queues");
  const common = useTranslations("common");
  const levels = useTranslations("service-levels");
  const [{ data }] = useQuery({ query: ApplicationsDocument });
  return (
    <div className={classes["bar"]}>
      <ActionIcon className={classes["railButton"]} onClick={onQueues} aria-label={t("rail.open-rail")} size="md">
        <IconLayoutSidebar size={17} />
      </ActionIcon>
      <h1>{title}</h1>
      {children}
      <div className={classes["facets"]} role="group" aria-label={t("filter.title")}>
        <FacetFilter
          name={t("filter.state")}
          choices={states.map((value) => ({ value, label: common(`state.${value}`) }))}
          chosen={view.states}
          onChange={(chosen) => onChange({ ...view, states: chosen })}
        />
        <FacetFilter
          name={t("filter.priority")}
          choices={priorities.map((value) => ({ value, label: common(`priority.${value}`) }))}
          chosen={view.priorities}
          onChange={(chosen) => onChange({ ...view, priorities: chosen })}
        />
        <FacetFilter
          name={t("filter.application")}
          choices={(data?.applications ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          chosen={view.applications}
          onChange={(chosen) => onChange({ ...view, applications: chosen })}
        />
        <FacetFilter
          name={t("filter.kind")}
          choices={kinds.map((value) => ({ value, label: common(`kind.${value}`) }))}
          chosen={view.kinds}
          onChange={(chosen) => onChange({ ...view, kinds: chosen })}
        />
        <FacetFilter
          name={t("filter.nature")}
          choices={natures.map((value) => ({ value, label: common(`nature.${value}`) }))}
          chosen={view.natures}
          onChange={(chosen) => onChange({ ...view, natures: chosen })}
        />
        <FacetFilter
          name={t("filter.serviceLevel")}
          choices={serviceLevels.map((value) => ({ value, label: levels(`state.${value}`) }))}
          chosen={view.serviceLevels}
          onChange={(chosen) => onChange({ ...view, serviceLevels: chosen })}
        />
        <Button
          size="compact-sm"
          variant={view.unassigned ? "light" : "default"}
          aria-pressed={view.unassigned}
          onClick={() => onChange({ ...view, unassigned: !view.unassigned })}
        >
          {t("filter.unassigned")}
        </Button>
        {isFiltered(view) && (
          <Button size="compact-sm" variant="subtle" onClick={() => onChange(unfiltered(view))}>
            {t("filter.clear")}
          </Button>
        )}
      </div>
    </div>
  );
}
