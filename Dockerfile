# Mantelpunt as a container: one static program, without a shell, as an ordinary user.
#
#   docker build -t mantelpunt .
#   docker run --rm mantelpunt help

FROM node:22-bookworm-slim AS npm
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM golang:1.26-bookworm AS bouw
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=npm /src/web/node_modules web/node_modules
RUN go run ./web/bouw
# The tag productie leaves out the stand-ins of `mantelpunt dev` and the demo.
RUN CGO_ENABLED=0 go build -trimpath -tags productie -ldflags="-s -w" -o /mantelpunt ./cmd/mantelpunt

FROM scratch
# the authorities that a mail server or database over TLS is checked against
COPY --from=bouw /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY LICENSE THIRD-PARTY-NOTICES /
COPY --from=bouw /mantelpunt /mantelpunt
USER 65532:65532
ENV ADRES=:8080
EXPOSE 8080
# Alive is GET /healthz, ready is GET /readyz: for the probes of the platform that runs this.
ENTRYPOINT ["/mantelpunt"]
CMD ["serve"]
