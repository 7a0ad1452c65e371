"use client";

import { MeDocument } from "@guichet/schema";
import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { useClient } from "urql";
import { signInAddress } from "@/live/desk-provider";
import { useCached } from "@/live/use-cached";
import { positionOf } from "@/live/use-feed";
import { Opening } from "@/ui/opening";
import { ProblemNotice } from "@/ui/problem-notice";
import { type Session, SessionContext } from "./session";
import classes from "./session.module.css";

/** Everything behind the door: asks who is there, and sends strangers to the sign-in page with their way back. */
export function SignedIn({ children }: { children: ReactNode }) {
  const t = useTranslations("session");
  const client = useClient();
  const [position, setPosition] = useState<string | null>(null);
  const data = useCached(MeDocument, {});
  const [failed, setFailed] = useState(false);

  const read = useCallback(async (): Promise<string | null> => {
    const result = await client.query(MeDocument, {}, { requestPolicy: "network-only" }).toPromise();
    setFailed(result.error !== undefined);
    if (result.data?.me === null && !result.error) window.location.assign(signInAddress());
    return result.error ? null : positionOf(result);
  }, [client]);
  const reload = useCallback(async () => {
    await read();
  }, [read]);
  const restart = useCallback(async () => {
    const now = await read();
    if (now !== null) setPosition(now);
    return now !== null;
  }, [read]);
  useEffect(() => {
    void restart();
  }, [restart]);

  const me = data?.me ?? null;
  const session = useMemo<Session | null>(
    () => (me === null ? null : { me, position, reload, restart }),
    [me, position, reload, restart],
  );

  if (session !== null) return <SessionContext value={session}>{children}</SessionContext>;
  if (failed) {
    return (
      <main className={classes["door"]}>
        <ProblemNotice title={t("unreachable")} actions={<Button onClick={() => void restart()}>{t("retry")}</Button>}>
          {t("unreachableWhy")}
        </ProblemNotice>
      </main>
    );
  }
  return <Opening />;
}
