"use client";

import { AssignActDocument, TechniciansOfTeamDocument } from "@guichet/schema";
import { Select, Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { useMe } from "@/features/session/session";
import { ActDialog } from "./act-dialog";
import type { ActDialogOf } from "./dialog";
import { useAct } from "./use-act";

/** To a member of the queue's team at its level. */
export function AssignDialog({ ticket, onDone, onClose }: ActDialogOf) {
  const t = useTranslations("ticket");
  const me = useMe();
  const { team, level } = ticket.queue;
  const [seen] = useState({ id: ticket.id, version: ticket.version });
  const [{ data }] = useQuery({ query: TechniciansOfTeamDocument, variables: { team: team.id } });
  const [assignee, setAssignee] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const assigning = useAct(AssignActDocument, seen, onDone);
  const able = (data?.people.edges ?? [])
    .map(({ node }) => node)
    .filter(({ memberships }) =>
      memberships.some((each) => each.team.id === team.id && each.levels.includes(level.rank)),
    );

  return (
    <ActDialog
      act="ASSIGN"
      state={assigning.state}
      ready={assignee !== null}
      onSubmit={() =>
        assignee !== null &&
        void assigning.send({ assignee, ...(reason.trim() === "" ? {} : { reason: reason.trim() }) })
      }
      onAgain={() => void assigning.again()}
      onClose={onClose}
    >
      <Select
        label={t("assign.to")}
        description={t("assign.who", { queue: ticket.queue.name })}
        data={able.map(({ id, displayName }) => ({
          value: id,
          label: id === me.person.id ? t("assign.me", { name: displayName }) : displayName,
        }))}
        value={assignee}
        onChange={setAssignee}
        nothingFoundMessage={t("assign.nobody")}
        searchable
        required
        data-autofocus
      />
      <Textarea
        label={t("field.reasonOptional")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
      />
    </ActDialog>
  );
}
