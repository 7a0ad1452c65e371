"use client";

import { SignInDocument } from "@guichet/schema";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { useMutation } from "urql";
import { BrandMark } from "@/ui/brand";
import { usePageTitle } from "@/ui/page-title";
import { ProblemNotice } from "@/ui/problem-notice";
import { LanguageSwitch } from "./language-switch";
import { nextAddress } from "./next-address";
import classes from "./session.module.css";
import { rememberLanguage } from "./use-language";

export function SignInPage() {
  const t = useTranslations("session");
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const [{ fetching }, signIn] = useMutation(SignInDocument);
  const passwordField = useRef<HTMLInputElement>(null);
  usePageTitle(t("signIn"));

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(null);
    const { data, error } = await signIn({ input: { login: login.trim(), password } });
    const result = data?.signIn;
    if (error || !result) return setProblem(t("unreachableWhy"));
    if (result.__typename !== "SignInSuccess") {
      setProblem(result.message);
      passwordField.current?.select();
      return;
    }
    rememberLanguage(result.me.person.language);
    setLeaving(true);
    // A full load: nothing that was read before signing in stays in memory.
    window.location.assign(nextAddress(window.location.search));
  }

  return (
    <main className={classes["door"]}>
      <div className={classes["card"]}>
        <div className={classes["brand"]}>
          <BrandMark size={34} />
          <h1>{t("welcome")}</h1>
        </div>
        <form className={classes["form"]} onSubmit={submit}>
          {problem && <ProblemNotice title={t("refused")}>{problem}</ProblemNotice>}
          <TextInput
            label={t("login")}
            value={login}
            onChange={(event) => setLogin(event.currentTarget.value)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            required
            withAsterisk={false}
          />
          <PasswordInput
            ref={passwordField}
            label={t("password")}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ "aria-label": t("showPassword"), tabIndex: 0 }}
            required
            withAsterisk={false}
          />
          <Button type="submit" loading={fetching || leaving} size="md" mt="xs">
            {t("signIn")}
          </Button>
        </form>
        <div className={classes["foot"]}>
          <LanguageSwitch signedIn={false} />
        </div>
      </div>
    </main>
  );
}
