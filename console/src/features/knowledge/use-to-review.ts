import { ArticlesToReviewDocument } from "@guichet/schema";
import { useQuery } from "urql";

/** How many drafts wait for a reader; "more" beyond what one page tells. */
export function useToReview(): { count: number; more: boolean } | null {
  const [{ data }] = useQuery({ query: ArticlesToReviewDocument, requestPolicy: "cache-and-network" });
  if (!data) return null;
  const waiting = data.articles.edges.filter(({ node }) => node.state === "TO_REVIEW");
  return { count: waiting.length, more: data.articles.pageInfo.hasNextPage };
}
