import { useTranslations } from "next-intl";
import { useEffect } from "react";

/** "(3) Réseau N1 – Guichet": what is new first, then where one is. */
export function usePageTitle(title: string, unseen = 0): void {
  const t = useTranslations("common");
  const product = t("product");
  useEffect(() => {
    document.title = `${unseen > 0 ? `(${unseen}) ` : ""}${title} – ${product}`;
  }, [title, unseen, product]);
}
