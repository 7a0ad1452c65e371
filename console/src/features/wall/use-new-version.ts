import { useEffect } from "react";
import { useLineReport } from "@/live/use-line";

const lookEvery = 3_600_000;

function ownScripts(page: ParentNode): string[] {
  const scripts = [...page.querySelectorAll("script[src]")].map((script) => script.getAttribute("src") ?? "");
  return scripts.filter((source) => source.includes("/_next/static/"));
}

/** The desk now serves other programs than those this page runs: their names change with what they hold. */
async function isReplaced(): Promise<boolean> {
  const answer = await fetch(window.location.href, { cache: "no-store", credentials: "same-origin" });
  if (!answer.ok) return false;
  const served = ownScripts(new DOMParser().parseFromString(await answer.text(), "text/html"));
  const running = new Set(ownScripts(document));
  return served.some((source) => !running.has(source));
}

/**
 * A page that nobody reloads takes the desk's new version by itself: it looks whenever the line comes back, since a new
 * version comes with a restart, and every hour.
 */
export function useNewVersion(): void {
  const { state } = useLineReport();
  const live = state === "live";
  useEffect(() => {
    if (!live) return;
    const look = () => {
      isReplaced()
        .then((replaced) => replaced && window.location.reload())
        // Not reachable just now: the line will come back, and this be asked again.
        .catch(() => undefined);
    };
    look();
    const timer = setInterval(look, lookEvery);
    return () => clearInterval(timer);
  }, [live]);
}
