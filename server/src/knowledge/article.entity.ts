import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";
import {
  bigintNumber,
  code,
  instant,
  oneOf,
  optionalInstant,
  optionalReference,
  reference,
} from "../platform/database/columns.js";

export enum ArticleState {
  TO_REVIEW = "TO_REVIEW",
  PUBLISHED = "PUBLISHED",
  ARCHIVED = "ARCHIVED",
}

/** A knowledge-base entry. A draft written at a resolution is TO_REVIEW and found by technicians at once. */
@Entity("article")
@Index("article_by_state", ["state", "id"])
@Index("article_by_application", ["applicationId", "state", "id"])
@Index("article_by_source", ["sourceTicketNumber"])
@Index("article_text", ["title", "symptom", "solution"], { fulltext: true })
export class Article {
  @PrimaryGeneratedColumn({ type: "int", unsigned: true })
  id!: number;

  @Column({ type: "int", unsigned: true, default: 1 })
  version!: number;

  @Column({ ...bigintNumber, default: 0 })
  position!: number;

  @Column(oneOf(ArticleState))
  state!: ArticleState;

  @Column(code(2))
  language!: string;

  @Column({ type: "varchar", length: 250 })
  title!: string;

  @Column({ type: "text" })
  symptom!: string;

  @Column({ type: "text", nullable: true })
  cause!: string | null;

  @Column({ type: "text" })
  solution!: string;

  @Column(optionalReference)
  applicationId!: number | null;

  @Column(reference)
  compartmentId!: number;

  @Column(optionalReference)
  sourceTicketNumber!: number | null;

  @Column({ type: "int", unsigned: true, default: 0 })
  useCount!: number;

  @Column(optionalReference)
  createdById!: number | null;

  @Column(instant)
  createdAt!: Date;

  @Column(instant)
  updatedAt!: Date;

  /** When an unused draft is archived by itself. */
  @Column(optionalInstant)
  expiresAt!: Date | null;
}

/** A resolution that named the article. */
@Entity("article_use")
@Index("article_use_by_article", ["articleId", "usedAt"])
export class ArticleUse {
  @PrimaryColumn(reference)
  ticketNumber!: number;

  @PrimaryColumn(reference)
  articleId!: number;

  @Column(instant)
  usedAt!: Date;
}
