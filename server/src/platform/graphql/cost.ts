import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import { MAX_PAGE_SIZE } from "./connection.js";
import { RequestError } from "./errors.js";

/** How many entries a list without a page size is taken to have; `@Extensions({ size: n })` says otherwise. */
const USUAL_LIST_SIZE = 10;

type Variables = Readonly<Record<string, unknown>>;

/** A page size as written in a document: a number, or a variable. */
type Size = { value: number } | { variable: string; fallback: number | null };

interface Page {
  field: string;
  sizes: { name: string; size: Size }[];
  /** Given neither as an argument nor by a default. */
  missing: boolean;
}

interface Part {
  /** Fields of its own, and how often each entry of its list costs again. */
  page: Page | null;
  times: number;
  inner: Block | null;
}

interface Block {
  own: number;
  parts: Part[];
}

/** What an operation asks for, measured once per document. */
export interface Measures {
  depth: number;
  aliases: number;
  introspects: boolean;
  /** How many fields it asks for with these variables, lists at their page size; refuses page sizes out of bounds. */
  cost(variables: Variables): number;
}

/** Measures a valid operation. Fragments are measured once, however often they are spread. */
export function measure(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Measures {
  const measuring = new Measuring(schema, operation, fragments);
  const root = measuring.block(operation.selectionSet, schema.getRootType(operation.operation)!, false);
  return {
    depth: measuring.depthOf(operation.selectionSet),
    aliases: measuring.aliases,
    introspects: measuring.introspects,
    cost: (variables) => costOf(root, variables, new Map()),
  };
}

class Measuring {
  aliases = 0;
  introspects = false;
  private readonly blocks = new Map<string, Block>();
  private readonly depths = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly operation: OperationDefinitionNode,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  /** `paged`: the selection is of a connection, whose `edges` are as many as its page size says. */
  block({ selections }: SelectionSetNode, type: GraphQLCompositeType, paged: boolean): Block {
    const block: Block = { own: 0, parts: [] };
    for (const selection of selections) {
      if (selection.kind === "Field") this.addField(block, selection, type, paged);
      else if (selection.kind === "InlineFragment") {
        const narrowed = selection.typeCondition ? this.composite(selection.typeCondition.name.value) : type;
        block.parts.push({ page: null, times: 1, inner: this.block(selection.selectionSet, narrowed, paged) });
      } else {
        block.parts.push({ page: null, times: 1, inner: this.fragment(selection.name.value, paged) });
      }
    }
    return block;
  }

  depthOf({ selections }: SelectionSetNode): number {
    const depths = selections.map((selection) => {
      if (selection.kind === "InlineFragment") return this.depthOf(selection.selectionSet);
      if (selection.kind === "FragmentSpread") return this.depthOfFragment(selection.name.value);
      const introspection = selection.name.value.startsWith("__");
      return selection.selectionSet && !introspection ? 1 + this.depthOf(selection.selectionSet) : 1;
    });
    return Math.max(0, ...depths);
  }

  private addField(block: Block, node: FieldNode, type: GraphQLCompositeType, paged: boolean): void {
    block.own += 1;
    if (node.alias) this.aliases += 1;
    if (node.name.value === "__schema" || node.name.value === "__type") this.introspects = true;
    const field = fieldOf(type, node.name.value);
    const inner = field && getNamedType(field.type);
    if (!field || !node.selectionSet || !isCompositeType(inner)) return;
    const page = this.pageOf(node, field);
    block.parts.push({
      page,
      times: page ? 1 : timesOf(field, paged),
      inner: this.block(node.selectionSet, inner, page !== null && !isList(field.type)),
    });
  }

  private pageOf(node: FieldNode, field: GraphQLField<unknown, unknown>): Page | null {
    const accepted = field.args.filter(({ name }) => name === "first" || name === "last");
    if (accepted.length === 0) return null;
    const sizes: Page["sizes"] = [];
    for (const { name, defaultValue } of accepted) {
      const given = node.arguments?.find((argument) => argument.name.value === name);
      const size = given ? this.sizeOf(given.value) : typeof defaultValue === "number" ? { value: defaultValue } : null;
      if (size) sizes.push({ name, size });
    }
    return { field: node.name.value, sizes, missing: sizes.length === 0 };
  }

  private sizeOf(value: ValueNode): Size | null {
    if (value.kind === "IntValue") return { value: Number(value.value) };
    if (value.kind !== "Variable") return null;
    const name = value.name.value;
    const definition = this.operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    const fallback = definition?.defaultValue?.kind === "IntValue" ? Number(definition.defaultValue.value) : null;
    return { variable: name, fallback };
  }

  private fragment(name: string, paged: boolean): Block {
    const key = `${name}:${paged}`;
    let block = this.blocks.get(key);
    if (!block) {
      const { selectionSet, typeCondition } = this.fragments.get(name)!;
      block = this.block(selectionSet, this.composite(typeCondition.name.value), paged);
      this.blocks.set(key, block);
    }
    return block;
  }

  private depthOfFragment(name: string): number {
    let depth = this.depths.get(name);
    if (depth === undefined) {
      depth = this.depthOf(this.fragments.get(name)!.selectionSet);
      this.depths.set(name, depth);
    }
    return depth;
  }

  private composite(name: string): GraphQLCompositeType {
    const type = this.schema.getType(name);
    if (isObjectType(type) || isAbstractType(type)) return type;
    throw new TypeError(`${name} has no fields`);
  }
}

function costOf(block: Block, variables: Variables, known: Map<Block, number>): number {
  const before = known.get(block);
  if (before !== undefined) return before;
  let cost = block.own;
  for (const { page, times, inner } of block.parts) {
    const factor = page ? pageSize(page, variables) : times;
    if (inner) cost += factor * costOf(inner, variables, known);
  }
  known.set(block, cost);
  return cost;
}

function pageSize(page: Page, variables: Variables): number {
  const given: number[] = [];
  for (const { name, size } of page.sizes) {
    const value = "value" in size ? size.value : (variables[size.variable] ?? size.fallback);
    if (value === null || value === undefined) continue;
    if (typeof value !== "number" || value < 1 || value > MAX_PAGE_SIZE) {
      throw new RequestError("PAGE_SIZE_EXCEEDED", `"${name}" of "${page.field}" is between 1 and ${MAX_PAGE_SIZE}.`, {
        limit: MAX_PAGE_SIZE,
      });
    }
    given.push(value);
  }
  if (given.length === 1) return given[0]!;
  throw new RequestError(
    "PAGE_SIZE_REQUIRED",
    `"${page.field}" wants one page size ("first" or "last"), between 1 and ${MAX_PAGE_SIZE}.`,
    { limit: MAX_PAGE_SIZE },
  );
}

function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | null {
  return isObjectType(type) || isInterfaceType(type) ? (type.getFields()[name] ?? null) : null;
}

function timesOf(field: GraphQLField<unknown, unknown>, paged: boolean): number {
  if (!isList(field.type) || (paged && field.name === "edges")) return 1;
  const { size } = field.extensions;
  return typeof size === "number" ? size : USUAL_LIST_SIZE;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
