-- The ledger. Nothing in it is ever changed or deleted but `retired_by`, which is recomputed.
-- No keys and no indexes: they cost ten times the file; uniqueness is kept by the plan.
CREATE SCHEMA ledger;

CREATE TABLE ledger.meta (
    key VARCHAR NOT NULL,
    value VARCHAR NOT NULL
);

CREATE TABLE ledger.submission (
    id INTEGER NOT NULL,
    run INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    bytes BIGINT NOT NULL,
    encoding VARCHAR NOT NULL,
    layout VARCHAR NOT NULL,
    signatures VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    received_on DATE NOT NULL,
    recorded_at VARCHAR NOT NULL,
    command VARCHAR NOT NULL,
    journal_hash VARCHAR
);

-- A row without a value withdraws the one before it.
CREATE TABLE ledger.observation (
    submission INTEGER NOT NULL,
    region VARCHAR NOT NULL,
    period INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    value DECIMAL(18, 6),
    raw VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    retired_by INTEGER
);

CREATE TABLE ledger.target (
    submission INTEGER NOT NULL,
    region VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    value DECIMAL(18, 6),
    raw VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    retired_by INTEGER
);

CREATE TABLE ledger.finding (
    submission INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    hint VARCHAR,
    sheet VARCHAR,
    cell VARCHAR,
    raw VARCHAR,
    region VARCHAR,
    period INTEGER,
    indicator VARCHAR,
    basis VARCHAR
);
