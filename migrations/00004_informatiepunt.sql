-- +goose Up
CREATE TABLE pagina (
    gemeente_id     int NOT NULL REFERENCES gemeente,
    id              uuid NOT NULL,
    slug            text NOT NULL,
    thema           text NOT NULL,
    volgorde        int NOT NULL DEFAULT 0,
    gepubliceerd_nr int,
    PRIMARY KEY (gemeente_id, id),
    UNIQUE (gemeente_id, slug)
);

CREATE TABLE pagina_versie (
    gemeente_id      int NOT NULL,
    pagina_id        uuid NOT NULL,
    nr               int NOT NULL,
    titel            text NOT NULL,
    samenvatting     text NOT NULL,
    tekst            text NOT NULL,
    bron             text NOT NULL DEFAULT '',
    gecontroleerd_op date NOT NULL,
    op               timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (gemeente_id, pagina_id, nr),
    FOREIGN KEY (gemeente_id, pagina_id) REFERENCES pagina (gemeente_id, id)
);
COMMENT ON COLUMN pagina_versie.tekst IS 'Markdown (CommonMark with tables), no HTML';

-- +goose Down
DROP TABLE pagina_versie, pagina;
