"use client";

import { CreateApiTokenDocument } from "@guichet/schema";
import { Button, Checkbox, CopyButton, Modal, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useClient } from "urql";
import { RefusalNotice } from "@/ui/forms/refusal-notice";
import { type Refusal, refusalOf } from "@/ui/refusal";
import classes from "./administration.module.css";
import { scopeKey, scopes } from "./scopes";

interface NewTokenProps {
  opened: boolean;
  onClose(): void;
  onCreated(): void;
}

/** A token is made in two steps: what it may do, then its secret, shown this once. */
export function NewToken({ opened, onClose, onCreated }: NewTokenProps) {
  const t = useTranslations("administration");
  const common = useTranslations("common");
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    setSecret(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={secret === null ? t("token.new") : t("token.ready")}
      // The secret is shown once: a slip of the mouse beside the box must not take it away.
      closeOnClickOutside={secret === null}
      closeOnEscape={secret === null}
      closeButtonProps={{ "aria-label": common("action.close") }}
    >
      {secret === null ? (
        <TokenForm
          onCreated={(created) => {
            setSecret(created);
            onCreated();
          }}
        />
      ) : (
        <div className={classes["dialog"]}>
          <p style={{ margin: 0 }}>{t("token.once")}</p>
          <code className={classes["secret"]}>{secret}</code>
          <div className={classes["checks"]}>
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button
                  data-autofocus
                  leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
                  onClick={copy}
                >
                  <span role="status">{copied ? common("copy.done") : t("token.copy")}</span>
                </Button>
              )}
            </CopyButton>
            <Button variant="default" onClick={close}>
              {t("token.kept")}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}

function TokenForm({ onCreated }: { onCreated(secret: string): void }) {
  const t = useTranslations("administration");
  const client = useClient();
  const form = useForm<{ name: string; scopes: string[] }>({ initialValues: { name: "", scopes: [] } });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function create(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const answer = await client.mutation(CreateApiTokenDocument, form.getValues()).toPromise();
    setBusy(false);
    const refused = refusalOf(answer, "CreateApiTokenSuccess");
    setRefusal(refused);
    if (refused?.why === "refused") form.setErrors(refused.fields);
    const outcome = answer.data?.outcome;
    if (outcome?.__typename === "CreateApiTokenSuccess") onCreated(outcome.secret);
  }

  return (
    <form className={classes["dialog"]} noValidate onSubmit={(event) => void create(event)}>
      <RefusalNotice refusal={refusal} shownAtField={(path) => path === "name" || path === "scopes"} />
      <TextInput
        label={t("field.name")}
        description={t("help.tokenName")}
        required
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps("name")}
      />
      <Checkbox.Group label={t("field.scopes")} required {...form.getInputProps("scopes")}>
        <div className={classes["checkList"]} style={{ marginTop: 8 }}>
          {scopes.map((scope) => (
            <Checkbox
              key={scope}
              size="xs"
              value={scope}
              label={<span className={classes["mono"]}>{scope}</span>}
              description={t(`scope.${scopeKey(scope)}`)}
            />
          ))}
        </div>
      </Checkbox.Group>
      <div>
        <Button type="submit" loading={busy}>
          {t("token.create")}
        </Button>
      </div>
    </form>
  );
}
