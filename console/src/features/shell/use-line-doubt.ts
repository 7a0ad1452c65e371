import { useEffect } from "react";
import { useSession } from "@/features/session/session";
import { useLineReport } from "@/live/use-line";

/** How long the line may be down before asking whether we are still signed in. */
const doubtAfter = 8000;

/** A line that stays down may mean that the session has ended: asks, which leads to the door where it has. */
export function useLineDoubt(): void {
  const { reload } = useSession();
  const { state, notLiveSince } = useLineReport();
  const doubtful =
    state === "refused" || (state === "offline" && notLiveSince !== null && Date.now() - notLiveSince > doubtAfter);
  useEffect(() => {
    if (doubtful) void reload();
  }, [doubtful, reload]);
}
