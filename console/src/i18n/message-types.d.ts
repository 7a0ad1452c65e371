import type { Language } from "@guichet/schema";
import type administration from "../../messages/en/administration.json";
import type call from "../../messages/en/call.json";
import type common from "../../messages/en/common.json";
import type knowledge from "../../messages/en/knowledge.json";
import type outbox from "../../messages/en/outbox.json";
import type queues from "../../messages/en/queues.json";
import type report from "../../messages/en/report.json";
import type search from "../../messages/en/search.json";
import type serviceLevelSettings from "../../messages/en/service-level-settings.json";
import type serviceLevels from "../../messages/en/service-levels.json";
import type session from "../../messages/en/session.json";
import type shell from "../../messages/en/shell.json";
import type ticket from "../../messages/en/ticket.json";
import type wall from "../../messages/en/wall.json";

declare module "next-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: {
      administration: typeof administration;
      call: typeof call;
      common: typeof common;
      knowledge: typeof knowledge;
      outbox: typeof outbox;
      queues: typeof queues;
      report: typeof report;
      search: typeof search;
      "service-levels": typeof serviceLevels;
      "service-level-settings": typeof serviceLevelSettings;
      session: typeof session;
      shell: typeof shell;
      ticket: typeof ticket;
      wall: typeof wall;
    };
  }
}
