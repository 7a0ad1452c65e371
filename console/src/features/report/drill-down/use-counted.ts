import { MetricTicketsDocument } from "@guichet/schema";
import { usePages } from "@/live/use-pages";
import { inputOf, useQuestion } from "../question";
import type { Drill } from "./drill";

const pageSize = 50;

/** What a figure counts, page by page, the latest first. */
export function useCounted(drill: Drill) {
  const question = useQuestion();
  const { metric, groups, part, asOf } = drill;
  const asked = inputOf(question, { metrics: [metric], groupBy: groups.map(({ by }) => by) });
  const input = asOf === undefined ? asked : { ...asked, asOf };
  const variables = { input, metric, keys: groups.map(({ key }) => key), part, first: pageSize };
  const pages = usePages(MetricTicketsDocument, variables, ({ metricTickets }) => metricTickets);
  return { pages, counted: pages.first?.metricTickets };
}

export type CountedPages = ReturnType<typeof useCounted>["pages"];
