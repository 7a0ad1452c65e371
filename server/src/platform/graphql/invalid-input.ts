import { getMetadataStorage, type ValidationError } from "class-validator";
import type { ArgumentValidationError } from "type-graphql";
import type { MessageParameters } from "../language/translate.js";
import { type InvalidCode, InvalidField, InvalidInput } from "./problem.js";

/** class-validator's constraints as our codes, with the names of their parameters in the messages. */
const CODES: Record<string, { code: InvalidCode; parameters: readonly string[] }> = {
  isNotEmpty: { code: "REQUIRED", parameters: [] },
  isDefined: { code: "REQUIRED", parameters: [] },
  isLength: { code: "LENGTH", parameters: ["min", "max"] },
  minLength: { code: "MIN_LENGTH", parameters: ["min"] },
  maxLength: { code: "MAX_LENGTH", parameters: ["max"] },
  min: { code: "MIN", parameters: ["min"] },
  max: { code: "MAX", parameters: ["max"] },
  isPositive: { code: "MIN", parameters: [] },
  arrayMinSize: { code: "MIN_SIZE", parameters: ["min"] },
  arrayMaxSize: { code: "MAX_SIZE", parameters: ["max"] },
  arrayNotEmpty: { code: "REQUIRED", parameters: [] },
  arrayUnique: { code: "UNIQUE", parameters: [] },
  isEmail: { code: "EMAIL", parameters: [] },
  isInt: { code: "INTEGER", parameters: [] },
  isIn: { code: "UNKNOWN_CHOICE", parameters: [] },
  isEnum: { code: "UNKNOWN_CHOICE", parameters: [] },
  matches: { code: "FORMAT", parameters: [] },
  minDate: { code: "DATE", parameters: [] },
  maxDate: { code: "DATE", parameters: [] },
};

/** Mutations take one input object by this name, and services name its values by the same paths. */
const ARGUMENT = "input";

/** What class-validator found wrong in an operation's arguments, field by field. */
export function invalidInputOf(error: ArgumentValidationError): InvalidInput {
  return new InvalidInput(error.extensions.validationErrors.flatMap((each) => fieldsOf(each, ARGUMENT)));
}

function fieldsOf(error: ValidationError, prefix: string): InvalidField[] {
  const path = `${prefix}.${error.property}`;
  const own = Object.keys(error.constraints ?? {}).map((constraint) => {
    const { code, parameters } = CODES[constraint] ?? { code: "OTHER", parameters: [] };
    return new InvalidField(path, code, parametersOf(error, constraint, parameters));
  });
  return [...own, ...(error.children ?? []).flatMap((child) => fieldsOf(child, path))];
}

/** The decorator's arguments: class-validator writes them into its English messages only. */
function parametersOf(error: ValidationError, constraint: string, names: readonly string[]): MessageParameters {
  const target = error.target?.constructor;
  if (names.length === 0 || !target) return {};
  const metadata = getMetadataStorage()
    .getTargetValidationMetadatas(target, "", false, false)
    .find((each) => each.propertyName === error.property && (each.name ?? each.type) === constraint);
  const values = (metadata?.constraints ?? []) as MessageParameters[string][];
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
}
