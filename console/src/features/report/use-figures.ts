import { type MetricsInput, ReportDocument } from "@guichet/schema";
import { useMemo } from "react";
import { type CombinedError, useQuery } from "urql";
import type { Report } from "./figures";
import { type Ask, inputOf, useQuestion } from "./question";

export interface Figures {
  report: Report | undefined;
  /** What is on screen answers an earlier question, or nothing has come. */
  busy: boolean;
  /** They are of the period before. */
  isBefore: boolean;
  error: CombinedError | undefined;
  retry(): void;
}

const nothing: MetricsInput = { metrics: [], groupBy: [], from: "", to: "" };

/** Some figures of the report on screen; each part of a page asks for its own, so that none waits for the slowest. */
export function useFigures(ask: Ask | null): Figures {
  const question = useQuestion();
  const asked = ask === null ? null : JSON.stringify(inputOf(question, ask));
  const input = useMemo(() => (asked === null ? null : (JSON.parse(asked) as MetricsInput)), [asked]);
  const [{ data, error, fetching, stale }, read] = useQuery({
    query: ReportDocument,
    variables: { input: input ?? nothing },
    pause: input === null,
    requestPolicy: "cache-and-network",
  });
  return {
    report: input === null ? undefined : data?.metrics,
    error: input === null ? undefined : error,
    isBefore: ask?.of === "before",
    busy: fetching || stale,
    retry: () => {
      if (input !== null) read({ requestPolicy: "network-only" });
    },
  };
}
