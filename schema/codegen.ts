import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "schema.graphql",
  documents: ["documents/**/*.graphql"],
  generates: {
    "generated/": {
      preset: "client",
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
