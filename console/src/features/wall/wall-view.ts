/** What a wall shows: which queues (none named: all), and in what light. */
export interface WallView {
  queues: readonly string[];
  scheme: "dark" | "light";
}

interface Readable {
  get(name: string): string | null;
}

/** The view is the address: the screen in the room is set up by opening a link. */
export function readWallView(params: Readable): WallView {
  return {
    queues: (params.get("queues") ?? "").split(",").filter((id) => id !== ""),
    scheme: params.get("scheme") === "light" ? "light" : "dark",
  };
}

export function writeWallView({ queues, scheme }: WallView): string {
  const params = new URLSearchParams();
  if (queues.length > 0) params.set("queues", queues.join(","));
  if (scheme === "light") params.set("scheme", scheme);
  const query = params.toString();
  return query === "" ? "/wall" : `/wall?${query}`;
}
