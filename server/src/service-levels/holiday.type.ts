import { Field, ObjectType } from "type-graphql";

@ObjectType({ description: "A country or a region with public holidays of its own." })
export class HolidayPlace {
  @Field(() => String, { description: "As calendars name it." })
  code!: string;

  @Field(() => String, { description: "In the viewer's language." })
  name!: string;
}

@ObjectType()
export class Holiday {
  @Field(() => String, { description: '"2026-05-01".' })
  date!: string;

  @Field(() => String, { description: "In the viewer's language." })
  name!: string;
}
