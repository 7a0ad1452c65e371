import { ReportPage } from "@/features/report/report-page";

export default function Page() {
  return <ReportPage />;
}
