import type { ReactNode } from "react";
import { SignedIn } from "@/features/session/signed-in";

export default function WallLayout({ children }: { children: ReactNode }) {
  return <SignedIn>{children}</SignedIn>;
}
