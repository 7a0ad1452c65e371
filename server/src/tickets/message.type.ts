import { ObjectType } from "type-graphql";
import { connectionType } from "../platform/graphql/connection.js";
import { MessageType } from "./ticket.type.js";

@ObjectType("MessageConnection")
export class MessageConnection extends connectionType("Message", () => MessageType) {}
