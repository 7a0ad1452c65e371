/** The queue screen's subscription, as the console sends it. */
export const QUEUE_FEED = `
subscription QueueFeed($view: TicketFilter!, $orderBy: TicketOrder, $after: Position) {
  queueFeed(view: $view, orderBy: $orderBy, after: $after) {
    __typename
    ... on TicketEntered { position sortKey ticket { ...TicketRow } }
    ... on TicketUpdated { position sortKey ticket { ...TicketRow } }
    ... on TicketLeft { position number id }
    ... on Checkpoint { position time }
    ... on ReferenceChanged { position type id }
    ... on ResyncRequired { position reason }
  }
}
fragment TicketRow on Ticket {
  __typename id number version position kind nature channel state waitingFor waitingUntil priority subject
  application { __typename id code name }
  requester { __typename id displayName }
  requesterSite { __typename id name }
  queue { __typename id name team { __typename id name } level { __typename rank name } }
  level { __typename rank name }
  assignee { __typename id displayName }
  reportedAt updatedAt queueEnteredAt nextNewsAt chasingCount
}`;
