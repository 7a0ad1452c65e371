"use client";

import "@mantine/charts/styles.css";
import { SankeyChart } from "@mantine/charts";
import { useTranslations } from "next-intl";
import type { FigureWords } from "../figure-words";
import { type Flow, type FlowNode, pictureOf, type Way } from "../levels-flow";
import classes from "./charts.module.css";

interface FlowChartProps {
  title: string;
  flows: readonly Flow[];
  nameOfLevel(level: string): string;
  words: FigureWords;
  /** Opens the tickets of one flow; null where they are not told apart. */
  opener(flow: Flow): (() => void) | null;
}

const colors: Record<Way, string> = {
  resolved: "var(--g-accent)",
  up: "var(--g-calm)",
  skip: "var(--g-warn)",
  sideways: "var(--g-series-other)",
  down: "var(--g-bad)",
  discarded: "var(--g-line-strong)",
};

/** How tickets leave each level; the table after it says the same, and opens the same tickets by keyboard. */
export function FlowChart({ title, flows, nameOfLevel, words, opener }: FlowChartProps) {
  const t = useTranslations("report");
  const { nodes, links } = pictureOf(flows);
  const nameOf = (node: FlowNode | undefined) => {
    if (!node) return "";
    return "level" in node ? nameOfLevel(node.level) : t(`flow.${node.way}`);
  };
  return (
    <figure className={classes["chart"]} aria-label={title}>
      <figcaption>{title}</figcaption>
      <div aria-hidden className={classes["flow"]}>
        <SankeyChart
          height={Math.max(240, nodes.length * 32)}
          data={{
            nodes: nodes.map((node) => ({ name: nameOf(node) })),
            links: links.map(({ source, target, value }) => ({ source, target, value })),
          }}
          nodeWidth={8}
          nodePadding={16}
          withTooltip={false}
          sankeyProps={{
            margin: { top: 8, bottom: 8, left: 190, right: 230 },
            sort: false,
            accessibilityLayer: false,
            node: (drawn) => (
              <Node
                {...drawn}
                isLevel={"level" in (nodes[drawn.index] ?? {})}
                name={nameOf(nodes[drawn.index])}
                count={words.count(nodes[drawn.index]?.count ?? 0)}
              />
            ),
            link: ({ index, sourceX, sourceY, sourceControlX, targetX, targetY, targetControlX, linkWidth }) => {
              const flow = links[index]?.flow;
              if (!flow) return <g />;
              const open = opener(flow);
              return (
                <path
                  className={classes["link"]}
                  data-opens={open !== null || undefined}
                  d={`M${sourceX},${sourceY}C${sourceControlX},${sourceY} ${targetControlX},${targetY} ${targetX},${targetY}`}
                  stroke={colors[flow.way]}
                  strokeWidth={Math.max(1.5, linkWidth)}
                  fill="none"
                  onClick={() => open?.()}
                >
                  <title>{`${nameOfLevel(flow.level)} → ${t(`flow.${flow.way}`)}: ${words.count(flow.count)}`}</title>
                </path>
              );
            },
          }}
        />
      </div>
    </figure>
  );
}

interface NodeProps {
  x: number;
  y: number;
  width: number;
  height: number;
  isLevel: boolean;
  name: string;
  count: string;
}

/** A level or a way and how many, outside of the flows so that all can be read. */
function Node({ x, y, width, height, isLevel, name, count }: NodeProps) {
  return (
    <g>
      <rect x={x} y={y} width={width} height={Math.max(1, height)} fill="var(--g-text)" rx={1} />
      <text
        x={isLevel ? x - 8 : x + width + 8}
        y={y + height / 2}
        textAnchor={isLevel ? "end" : "start"}
        dominantBaseline="central"
        fontSize={12}
        fill="var(--g-text)"
      >
        {name}
        <tspan dx={6} fill="var(--g-muted)">
          {count}
        </tspan>
      </text>
    </g>
  );
}
