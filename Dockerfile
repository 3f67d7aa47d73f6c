# Stages: build (compiles and bundles), dependencies (production packages), demo (the fake Cognito and the demo's page, for
# docker-compose.yml) and, last and by default, production: the service alone.

FROM node:24.21.0-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts/build ./scripts/build
COPY src ./src
RUN npm run build
RUN npm run bundle
# What production gets: the fake Cognito and the demo stay out of it.
RUN cp -r dist production && rm -r production/demo production/fake-cognito && find production -name '*.d.ts' -delete && mkdir data

FROM node:24.21.0-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

# Never run this stage where it can be reached by others: it signs anybody in with a published password.
FROM node:24.21.0-slim AS demo
WORKDIR /app
COPY --from=dependencies /app/package.json ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/src/demo/page ./dist/demo/page
COPY --from=build --chown=10001:10001 /app/data /settings
USER 10001
ENV NODE_ENV=development
CMD ["node", "--enable-source-maps", "--disable-proto=delete", "dist/demo/main.js"]

FROM node:24.21.0-slim AS production
WORKDIR /app
COPY --from=dependencies /app/package.json ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/production ./dist
COPY --from=build --chown=10001:10001 /app/data /data
USER 10001
# The AWS SDK looks for its configuration in the home of the user, whom the system does not know by name. Accepted
# logouts are kept in /data: without a volume there, they end with the container.
ENV NODE_ENV=production HOME=/data DATABASE_URL=file:/data/cognito-logout.db
EXPOSE 3000 9464
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/livez', { signal: AbortSignal.timeout(2000) }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Young objects get room for hundreds of logouts under way, which would be copied again and again otherwise, and old ones as
# much as is in use. After seconds of calm the memory reducer would collect the shapes of objects, and with them the compiled
# code of a logout: the next burst would cost three quarters more at first. Where many objects outlive a collection, V8 makes those of
# the same place in the code old from then on: a process that had begun so among a crowd spent more than twice as long collecting. What
# is called is optimised after a third of the usual number of calls: a burst right after a start costs a tenth less. Node
# is process 1 and gets SIGTERM itself; reports after a crash leave out the environment, which may hold secrets.
CMD ["node", "--min-semi-space-size=64", "--max-semi-space-size=64", "--heap-growing-percent=200", "--no-memory-reducer", "--no-allocation-site-pretenuring", "--invocation-count-for-turbofan=1000", "--disable-proto=delete", "--report-exclude-env", "dist/bundle/main.js"]
