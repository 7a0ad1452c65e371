import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { SYMPTOM_BREAK } from "../knowledge/article.rules.js";
import { Permission } from "../platform/auth/permission.js";
import type { Viewer } from "../platform/auth/viewer.js";
import { projectRoot } from "../platform/state-folder.js";
import { testDatabase } from "../testing/test-database.js";
import { SearchService } from "./search.service.js";

const folder = join(process.env.GUICHET_DATA ?? join(projectRoot(), "..", "shared", "data"), "questions");
const present = existsSync(join(folder, "questions-2024.csv.gz"));
if (!present) console.warn(`No support questions in ${folder}: what search is worth on real ones was NOT measured.`);

interface Question {
  id: string;
  title: string;
  content_html: string;
}

const technician: Viewer = {
  kind: "PROGRAM",
  tokenId: 1,
  name: "reader",
  language: "en",
  permissions: new Set([Permission.TICKETS_READ_DESK, Permission.ARTICLES_READ]),
  compartmentIds: new Set([1]),
  memberships: [],
  rightsClass: "reader",
};

function csv<Row>(file: string): Row[] {
  const bytes = readFileSync(join(folder, file));
  return parse(file.endsWith(".gz") ? gunzipSync(bytes) : bytes, { columns: true, relaxQuotes: true });
}

function plain(html: string): string {
  return html
    .replace(/<[^>]+>/g, " ")
    .replace(/&\w+;/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Real questions, and what human helpers said of them: which ones are the same, which article answers which. */
describe.skipIf(!present)("the search, on 15,247 real support questions", async () => {
  const dataSource = present ? await testDatabase() : null!;
  const service = new SearchService(dataSource);
  const questions = new Map<string, Question & { number: number; text: string }>();
  let learnt: { slug: string; tested: string[] }[] = [];

  beforeAll(async () => {
    for (const [index, question] of csv<Question>("questions-2024.csv.gz").entries()) {
      const text = `${question.title}\n${plain(question.content_html)}`.slice(0, 4_000);
      questions.set(question.id, { ...question, number: index + 1, text });
    }
    const all = [...questions.values()];
    const at = new Date("2024-06-01");
    for (let start = 0; start < all.length; start += 500) {
      const slice = all.slice(start, start + 500);
      await dataSource.query(
        `INSERT INTO ticket (number, kind, channel, state, compartmentId, subject, description, language, requesterId,
                             queueId, teamId, level, highestLevel, reportedAt, recordedAt, updatedAt, queueEnteredAt)
         VALUES ?`,
        [
          slice.map(({ number, title }) => [
            number,
            "QUESTION",
            "WEB",
            "OPEN",
            1,
            title.slice(0, 250),
            "",
            "en",
            1,
            1,
            1,
            0,
            0,
            at,
            at,
            at,
            at,
          ]),
        ],
      );
      await dataSource.query("INSERT INTO ticket_text (ticketNumber, body) VALUES ?", [
        slice.map(({ number, text }) => [number, text]),
      ]);
    }
    learnt = await learnArticles();
  }, 120_000);

  /** Articles as the desk's own grow: named by a title, with the first questions they answered as their symptoms. */
  async function learnArticles() {
    const links = csv<{ question_id: string; kb_slug: string }>("kb_links-2024.csv");
    const bySlug = new Map<string, string[]>();
    for (const { kb_slug, question_id } of links) bySlug.set(kb_slug, [...(bySlug.get(kb_slug) ?? []), question_id]);
    const articles: { slug: string; tested: string[] }[] = [];
    for (const [slug, of] of bySlug) {
      const asked = [...new Set(of)].filter((id) => questions.has(id)).sort();
      const half = Math.ceil(asked.length / 2);
      const symptoms = asked.slice(0, Math.min(half, 12)).map((id) => questions.get(id)!.text.slice(0, 1_000));
      if (asked.length < 2) continue;
      await dataSource.query(
        `INSERT INTO article (id, state, language, title, symptom, solution, compartmentId, createdAt, updatedAt)
         VALUES (?, 'PUBLISHED', 'en', ?, ?, ?, 1, NOW(3), NOW(3))`,
        [articles.length + 1, slug.replaceAll("-", " "), symptoms.join(SYMPTOM_BREAK), slug.replaceAll("-", " ")],
      );
      articles.push({ slug, tested: asked.slice(half) });
    }
    return articles;
  }

  it("finds what helpers called a duplicate among the ten most alike", async () => {
    const pairs = csv<{ question_id: string; other_question_id: string }>("duplicate_links-2024.csv").filter(
      ({ question_id, other_question_id }) => questions.has(question_id) && questions.has(other_question_id),
    );
    let found = 0;
    let first = 0;
    const started = performance.now();
    for (const { question_id, other_question_id } of pairs) {
      const { number, text } = questions.get(question_id)!;
      const { lookAlikes } = await service.suggest(technician, {
        text,
        applicationId: null,
        exceptTicket: number,
        first: 10,
      });
      const rank = lookAlikes.findIndex(({ node }) => node.number === questions.get(other_question_id)!.number);
      if (rank >= 0) found += 1;
      if (rank === 0) first += 1;
    }
    const ms = (performance.now() - started) / pairs.length;
    report("look-alikes", {
      pairs: pairs.length,
      "recall@10": found / pairs.length,
      "recall@1": first / pairs.length,
      ms,
    });
    expect(found / pairs.length).toBeGreaterThan(0.45);
  }, 120_000);

  it("suggests the article that a helper answered with among ten", async () => {
    let asked = 0;
    let found = 0;
    const started = performance.now();
    for (const [index, { tested }] of learnt.entries()) {
      if (index % 8 > 0) continue;
      for (const id of tested) {
        asked += 1;
        const { text } = questions.get(id)!;
        const { articles } = await service.suggest(technician, {
          text,
          applicationId: null,
          exceptTicket: null,
          first: 10,
        });
        if (articles.some(({ node }) => node.id === index + 1)) found += 1;
      }
    }
    const ms = (performance.now() - started) / asked;
    report("articles", { articles: learnt.length, asked, "recall@10": found / asked, ms });
    expect(found / asked).toBeGreaterThan(0.45);
  }, 240_000);
});

function report(what: string, figures: Record<string, number>): void {
  const written = Object.entries(figures).map(([name, value]) => `${name}=${Number(value.toFixed(3))}`);
  console.log(`relevance ${what} ${written.join(" ")}`);
}
