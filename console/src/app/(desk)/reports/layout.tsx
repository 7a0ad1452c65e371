import type { ReactNode } from "react";
import { ReportFrame } from "@/features/report/report-frame";

export default function ReportsLayout({ children }: { children: ReactNode }) {
  return <ReportFrame>{children}</ReportFrame>;
}
