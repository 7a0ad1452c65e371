import type { ReactNode } from "react";
import { SignedIn } from "@/features/session/signed-in";
import { Shell } from "@/features/shell/shell";

export default function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <SignedIn>
      <Shell>{children}</Shell>
    </SignedIn>
  );
}
