import { DeskTimeZoneDocument } from "@guichet/schema";
import { type CombinedError, useQuery } from "urql";

/** The zone by which the desk cuts days, weeks and months: asked of a report over no time at all. */
export function useDeskTimeZone(): { zone: string | null; error: CombinedError | undefined; retry(): void } {
  const [{ data, error }, read] = useQuery({
    query: DeskTimeZoneDocument,
    variables: { from: "2000-01-01T00:00:00.000Z", to: "2000-01-01T00:00:00.001Z" },
  });
  return {
    zone: data?.metrics.timeZone ?? null,
    error,
    retry: () => read({ requestPolicy: "network-only" }),
  };
}
