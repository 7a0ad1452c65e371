import { createUnionType, Field, ObjectType } from "type-graphql";
import {
  ChangedMeanwhile,
  InvalidInput,
  NotFound,
  NotPermitted,
  UnknownReference,
} from "../platform/graphql/problem.js";
import { type PersonRow, PersonType } from "./person.type.js";

@ObjectType()
export class PersonSuccess {
  @Field(() => PersonType)
  readonly person: PersonRow;

  constructor(person: PersonRow) {
    this.person = person;
  }
}

export const PersonResult = createUnionType({
  name: "PersonResult",
  types: () => [PersonSuccess, NotFound, ChangedMeanwhile, NotPermitted, InvalidInput, UnknownReference] as const,
});
