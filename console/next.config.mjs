import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import createNextIntlPlugin from "next-intl/plugin";

const withMessages = createNextIntlPlugin("./src/i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  transpilePackages: ["@guichet/schema"],
  turbopack: { root: dirname(dirname(fileURLToPath(import.meta.url))) },
  // `npm run typecheck` does this once for the whole repository; TypeScript 7 has no API that Next could call.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    useTypeScriptCli: true,
    optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@tabler/icons-react"],
  },
};

export default withMessages(config);
