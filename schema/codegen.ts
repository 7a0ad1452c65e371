import type { CodegenConfig } from "@graphql-codegen/cli";
import { addTypenameSelectionDocumentTransform } from "@graphql-codegen/client-preset";

const config: CodegenConfig = {
  schema: "schema.graphql",
  documents: ["documents/**/*.graphql"],
  generates: {
    "generated/": {
      preset: "client",
      // The cache keys things by their type and screens tell outcomes apart by it, so every answer names it.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: { fragmentMasking: false, skipIndexFile: true },
      config: {
        scalars: { ID: "string", DateTimeISO: "string", Position: "string" },
        strictScalars: true,
        useTypeImports: true,
        nonOptionalTypename: true,
        skipTypeNameForRoot: true,
        enumType: "string-literal",
      },
    },
    "generated/possible-types.ts": { plugins: ["./possible-types.plugin.js"] },
  },
};

export default config;
