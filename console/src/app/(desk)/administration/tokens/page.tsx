import { TokensPage } from "@/features/administration/tokens-page";

export default function Page() {
  return <TokensPage />;
}
