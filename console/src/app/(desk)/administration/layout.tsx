import type { ReactNode } from "react";
import { AdministrationFrame } from "@/features/administration/administration-frame";

export default function AdministrationLayout({ children }: { children: ReactNode }) {
  return <AdministrationFrame>{children}</AdministrationFrame>;
}
