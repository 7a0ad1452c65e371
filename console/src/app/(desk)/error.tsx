"use client";

import { BrokenPage } from "@/features/shell/broken-page";

export default function PageError({ error, reset }: { error: Error; reset(): void }) {
  return <BrokenPage error={error} onRetry={reset} />;
}
