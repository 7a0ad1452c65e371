"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TargetFacts } from "@/features/service-levels/target-facts";
import { Copyable } from "@/ui/copyable";
import { PersonName } from "@/ui/person-name";
import { PriorityMark } from "@/ui/priority-mark";
import { RelativeTime, ShortTime } from "@/ui/relative-time";
import { StateBadge } from "@/ui/state-badge";
import type { PageTicket } from "./acts/dialog";
import classes from "./facts.module.css";
import { Interventions } from "./interventions";
import { Mails } from "./mails";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes["fact"]}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Everything that is known about the ticket, the people first. */
export function FactsPanel({ ticket }: { ticket: PageTicket }) {
  const t = useTranslations("ticket");
  const common = useTranslations("common");
  const levels = useTranslations("service-levels");
  const none = <span className={classes["none"]}>{t("fact.none")}</span>;
  const { requester } = ticket;
  return (
    <aside className={classes["panel"]} aria-label={t("facts.title")}>
      <section>
        <h2>{t("facts.requester")}</h2>
        <p className={classes["who"]}>
          <PersonName name={requester.displayName} />
        </p>
        <ul className={classes["contact"]}>
          {requester.phone && (
            <li>
              <Copyable text={requester.phone} />
            </li>
          )}
          {requester.email && (
            <li>
              <Copyable text={requester.email} />
            </li>
          )}
          {requester.site && <li>{requester.site.name}</li>}
          {ticket.beneficiary && <li>{t("facts.for", { name: ticket.beneficiary.displayName })}</li>}
          <li>{t("facts.language", { language: common(`language.${ticket.language}`) })}</li>
        </ul>
      </section>
      <section>
        <h2>{t("facts.now")}</h2>
        <dl>
          <Fact name={t("fact.state")}>
            <StateBadge state={ticket.state} waitingFor={ticket.waitingFor} />
          </Fact>
          {ticket.waitingUntil && (
            <Fact name={t("facts.until")}>
              <ShortTime at={ticket.waitingUntil} />
            </Fact>
          )}
          <Fact name={t("fact.queue")}>{ticket.queue.name}</Fact>
          <Fact name={t("fact.assignee")}>
            {ticket.assignee ? <PersonName name={ticket.assignee.displayName} /> : none}
          </Fact>
          {ticket.nextNewsAt && (
            <Fact name={t("facts.news")}>
              <RelativeTime at={ticket.nextNewsAt} />
            </Fact>
          )}
          {ticket.chasingCount > 0 && (
            <Fact name={t("facts.chased")}>{t("facts.times", { count: ticket.chasingCount })}</Fact>
          )}
          {ticket.reopenableUntil && (
            <Fact name={t("facts.reopenable")}>
              <ShortTime at={ticket.reopenableUntil} />
            </Fact>
          )}
        </dl>
      </section>
      <section>
        <h2>{levels("facts.title")}</h2>
        <TargetFacts targets={ticket.targets} state={ticket.state} />
      </section>
      <section>
        <h2>{t("facts.qualification")}</h2>
        <dl>
          <Fact name={t("fact.priority")}>
            <PriorityMark priority={ticket.priority} />
            {ticket.impact && ticket.urgency && (
              <span className={classes["why"]}>
                {t("facts.matrix", {
                  impact: common(`scale.${ticket.impact}`).toLowerCase(),
                  urgency: common(`urgency.${ticket.urgency}`).toLowerCase(),
                })}
              </span>
            )}
          </Fact>
          <Fact name={t("fact.kind")}>{common(`kind.${ticket.kind}`)}</Fact>
          <Fact name={t("fact.nature")}>{ticket.nature ? common(`nature.${ticket.nature}`) : none}</Fact>
          <Fact name={t("fact.application")}>{ticket.application?.name ?? none}</Fact>
          {ticket.category && <Fact name={t("field.category")}>{ticket.category.name}</Fact>}
          <Fact name={t("facts.channel")}>{common(`channel.${ticket.channel}`)}</Fact>
        </dl>
      </section>
      <section>
        <h2>{t("facts.times-title")}</h2>
        <dl>
          <Fact name={t("facts.reported")}>
            <ShortTime at={ticket.reportedAt} />
          </Fact>
          <Fact name={t("facts.taken")}>
            {ticket.takenInChargeAt ? <ShortTime at={ticket.takenInChargeAt} /> : none}
          </Fact>
          <Fact name={t("facts.inQueue")}>
            <RelativeTime at={ticket.queueEnteredAt} />
          </Fact>
          {ticket.resolvedAt && (
            <Fact name={t("facts.resolved")}>
              <ShortTime at={ticket.resolvedAt} />
            </Fact>
          )}
          {ticket.closedAt && (
            <Fact name={t("facts.closed")}>
              <ShortTime at={ticket.closedAt} />
            </Fact>
          )}
          {ticket.reopenCount > 0 && (
            <Fact name={t("facts.reopened")}>{t("facts.times", { count: ticket.reopenCount })}</Fact>
          )}
          {ticket.externalReference && (
            <Fact name={t("facts.reference")}>
              <Copyable text={ticket.externalReference} />
            </Fact>
          )}
        </dl>
      </section>
      {ticket.resolution?.article && (
        <section>
          <h2>{t("facts.article")}</h2>
          <p className={classes["linked"]}>
            <Link href={`/knowledge/${ticket.resolution.article.id}`}>{ticket.resolution.article.title}</Link>
            <span>{common(`articleState.${ticket.resolution.article.articleState}`)}</span>
          </p>
        </section>
      )}
      {(ticket.followUpOf || ticket.followUps.length > 0) && (
        <section>
          <h2>{t("facts.links")}</h2>
          <ul className={classes["contact"]}>
            {ticket.followUpOf && (
              <li>
                {t("facts.follows")}{" "}
                <Link href={`/tickets/${ticket.followUpOf.number}`}>{ticket.followUpOf.subject}</Link>
              </li>
            )}
            {ticket.followUps.map((followUp) => (
              <li key={followUp.id}>
                {t("facts.followedBy")} <Link href={`/tickets/${followUp.number}`}>{followUp.subject}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Interventions interventions={ticket.interventions} />
      <Mails mails={ticket.mails} />
    </aside>
  );
}
