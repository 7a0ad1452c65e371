import { notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

export function useSavedNotice(): (name: string) => void {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  return useCallback(
    (name) =>
      notifications.show({
        message: t("saved", { name }),
        color: "petrol",
        // Saving is at the bottom left.
        position: "bottom-right",
        role: "status",
        closeButtonProps: { "aria-label": common("action.close") },
      }),
    [t, common],
  );
}
