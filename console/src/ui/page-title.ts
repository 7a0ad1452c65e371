import { useTranslations } from "next-intl";
import { useEffect } from "react";

/** Whoever said last what the page is called. */
let latest: symbol | null = null;

/** "(3) Réseau N1 – Guichet": what is new first, then where one is. */
export function usePageTitle(title: string, unseen = 0): void {
  const t = useTranslations("common");
  const product = t("product");
  useEffect(() => {
    const whole = `${unseen > 0 ? `(${unseen}) ` : ""}${title} – ${product}`;
    const own = Symbol(whole);
    latest = own;
    const keep = () => {
      if (latest === own && document.title !== whole) document.title = whole;
    };
    keep();
    // A change of the address within the page makes Next take its own title out and put it back.
    const observer = new MutationObserver(keep);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [title, unseen, product]);
}
