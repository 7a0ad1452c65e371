const ROW = "number version position state queue { id } assignee { id }";

export const LIST = `query List($filter: TicketFilter!, $after: String) {
  tickets(filter: $filter, first: 100, after: $after) { edges { node { ${ROW} } } pageInfo { hasNextPage endCursor } } }`;

export const QUEUE_FEED = `subscription Screen($view: TicketFilter!, $after: Position) {
  queueFeed(view: $view, after: $after) { __typename
    ... on TicketEntered { position ticket { ${ROW} } } ... on TicketUpdated { position ticket { ${ROW} } }
    ... on TicketLeft { position number } ... on Checkpoint { position } ... on ResyncRequired { position reason } } }`;

export const TICKET_FEED = `subscription Ticket($number: Int!, $after: Position) {
  ticketFeed(number: $number, after: $after) { __typename
    ... on TicketChanged { position ticket { ${ROW} subject } entry { type position version message { text } } }
    ... on TicketLeft { position number } ... on Checkpoint { position } ... on ResyncRequired { position reason } } }`;

export interface Row {
  number: number;
  version: number;
  position: string;
  state: string;
  queue: { id: string };
  assignee: { id: string } | null;
}

export interface FeedItem {
  __typename: string;
  position: string;
  number?: number;
  reason?: string;
  ticket?: Row;
  entry?: { type: string; position: string; version: number };
}

/** The n of "timeline.n". */
export const at = (position: string) => Number(position.split(".")[1]);
