# `make help` lists everything.
.DEFAULT_GOAL := help
SHELL := /bin/bash
ROOT := $(shell id -u | grep -qx 0 && echo ja)
BINARIES := $(wildcard /usr/lib/postgresql/*/bin/initdb) $(shell command -v initdb)
GOBRON := $(shell find cmd internal migrations web -name '*.go' -not -path '*/node_modules/*' 2>/dev/null)
STIJLBRON := $(shell find web/stijl web/script web/beeld web/bouw web/kleur -type f 2>/dev/null) $(shell find web internal cmd -name '*.templ' -not -path '*/node_modules/*' 2>/dev/null)

.PHONY: help run test check bench vitrine assets genereer licenties schoon

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: bin/mantelpunt ## the whole product on this machine, with demo content
	@exec ./bin/mantelpunt dev

test: browser proef lint ## everything that must hold, in a real database and a real browser
	@go test -race -timeout 40m ./...; uit=$$?; go run ./internal/pgtest/stop; exit $$uit

check: proef lint ## the quick part: all of it but the walks in the browser
	go test -race -timeout 40m -skip 'TestWandeling|TestEveryExampleIsAccessible' ./...

lint: assets postgres genereer-vers
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "niet geformatteerd met gofmt:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	go vet ./...
	go tool staticcheck ./...
	@$(MAKE) --no-print-directory gosec

# A number of inputs each and no time: at the end of a time Go 1.26 fails now and then for no
# reason (golang/go#75804). What breaks is kept in testdata/fuzz, and from then on `go test` tries it.
FUZZKEER ?= 20000x
fuzz: assets ## try every parser of what comes from outside with made-up input, FUZZKEER (20000x) each
	@grep -rHo '^func Fuzz[A-Za-z0-9]*' --include='*_test.go' internal | sed 's|/[^/]*:func | |' | sort | while read -r map naam; do \
	  echo "$$naam ($$map)"; go test -run '^$$' -fuzz "^$$naam$$" -fuzztime $(FUZZKEER) -fuzzminimizetime 10x "./$$map" || exit 1; done

bench: assets postgres ## how fast it is: figures beside those of a bare handler, and what is demanded; then the benchmarks of the packages
	go build -o bin/bench ./cmd/bench
	bin/bench $(BENCH)
	go test -run '^$$' -bench . -benchmem ./...

zoekmeting: assets postgres ## how well the sociale kaart is searched: figures on questions of which the answer is known
	go run ./cmd/zoekmeting $(if $(VRAGEN),-vragen $(VRAGEN))

vitrine: assets ## every page and component with sample data, without a database
	go run ./cmd/vitrine

assets: web/dist/manifest.json ## style, script, icons and fonts, from npm and web/

licenties: web/node_modules/.klaar ## write THIRD-PARTY-NOTICES anew
	go run ./web/bouw -licenties

sbom: web/dist/manifest.json ## what the program for production is made of: bin/productie/mantelpunt.cdx.json (CycloneDX)
	CGO_ENABLED=0 go build -trimpath -buildvcs=auto -tags productie -o bin/productie/mantelpunt ./cmd/mantelpunt
	go run ./web/bouw -sbom bin/productie/mantelpunt

# No rule is left out; code that templ made is not ours to mend. It is not a tool in go.mod, so
# that the many modules it needs do not stand among those of the product.
gosec: ## known kinds of security mistake; an exception stands in the code as `#nosec Gxxx -- reason`
	@! git grep -n '#nosec' -- '*.go' '*.templ' | grep -vE '#nosec( G[0-9]{3})+ -- [^ ]' || { echo "#nosec zonder regel of reden"; exit 1; }
	go run github.com/securego/gosec/v2/cmd/gosec@v2.30.0 -quiet -exclude-generated ./...

genereer: ## templ to Go
	go tool templ generate

genereer-vers:
	@som() { find cmd internal web -name '*_templ.go' -not -path '*/node_modules/*' | sort | xargs cat | sha256sum; }; voor=$$(som); \
	uit=$$(go tool templ generate 2>&1) || { echo "$$uit"; exit 1; }; \
	[ "$$voor" = "$$(som)" ] || { echo "de gegenereerde code was oud en is nu vernieuwd: commit de *_templ.go"; exit 1; }

schoon: ## remove what was built and the private databases
	-@go run ./internal/pgtest/stop 2>/dev/null
	rm -rf bin .data web/node_modules web/proef/node_modules
	find web/dist -mindepth 1 -not -name .gitkeep -delete

bin/mantelpunt: $(GOBRON) web/dist/manifest.json go.mod go.sum $(shell find internal -path '*/inhoud/*' -type f 2>/dev/null) $(wildcard internal/i18n/teksten/*/*.json) $(wildcard migrations/*.sql) | postgres
	@mkdir -p bin
	go build -o $@ ./cmd/mantelpunt

web/node_modules/.klaar: web/package-lock.json
	@command -v npm >/dev/null || { [ "$(ROOT)" = ja ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq npm; } || { echo "npm ontbreekt: installeer Node.js met npm (op Debian: apt-get install npm)"; exit 1; }
	cd web && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

# What the tests run against: a provider of OpenID Connect and the HTTP Observatory.
proef: web/proef/node_modules/.klaar
web/proef/node_modules/.klaar: web/proef/package-lock.json | web/node_modules/.klaar
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { echo "voor de tests is Node.js 20 of nieuwer nodig, en dit is $$(node --version)"; exit 1; }
	cd web/proef && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

web/dist/manifest.json: web/node_modules/.klaar $(STIJLBRON)
	go run ./web/bouw
	@touch $@

# What Debian has to give. As root on Debian it is installed; elsewhere one sentence says what to do.
postgres:
	@[ -n "$(BINARIES)" ] || [ -n "$$DATABASE_URL" ] || { [ "$(ROOT)" = ja ] && command -v apt-get >/dev/null && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql; } || { echo "PostgreSQL 15 of nieuwer ontbreekt: installeer het (op Debian: apt-get install postgresql), of zet DATABASE_URL"; exit 1; }

browser:
	@for p in chromium:chromium pdfinfo:poppler-utils qpdf:qpdf zbarimg:zbar-tools openssl:openssl certutil:libnss3-tools; do \
	  command -v $${p%%:*} >/dev/null || ontbreekt="$$ontbreekt $${p##*:}"; done; \
	[ -z "$$ontbreekt" ] || { [ "$(ROOT)" = ja ] && command -v apt-get >/dev/null && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$ontbreekt; } || { echo "voor de tests ontbreken:$$ontbreekt"; exit 1; }
.PHONY: lint postgres browser genereer-vers
.PHONY: sbom gosec
.PHONY: proef fuzz zoekmeting
