# The desk without a database: DATABASE_URL must name one (docker-compose.yml brings it along).
FROM node:20-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 TURBO_TELEMETRY_DISABLED=1
# The manifests first: as long as they stay the same, so does the layer with the packages.
COPY package.json package-lock.json .npmrc ./
COPY schema/package.json schema/
COPY server/package.json server/
COPY console/package.json console/
COPY test/package.json test/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 GUICHET_STATE=/var/lib/guichet NEXT_TELEMETRY_DISABLED=1
COPY --from=build --chown=node:node /app /app
RUN install -d -o node -g node /var/lib/guichet
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, not npm: it gets the signals.
CMD ["node", "--enable-source-maps", "server/dist/src/main.js"]
