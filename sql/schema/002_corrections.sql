-- What is decided about values that came: taken back, adjusted, published. Append-only as well.

-- A submission that takes an earlier one back.
CREATE TABLE ledger.withdrawal (
    submission INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    reason VARCHAR NOT NULL
);

-- 核减、补报、更正: a row for every value that the decision touches. The confirmed value (认定数) is
-- the reported one and the amounts that stand.
CREATE TABLE ledger.adjustment (
    submission INTEGER NOT NULL,
    region VARCHAR NOT NULL,
    period INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    amount DECIMAL(18, 6) NOT NULL,
    decided_for INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    approver VARCHAR NOT NULL,
    retired_by INTEGER
);

-- What was published: a period, and the last submission that was known.
CREATE TABLE ledger.release (
    period INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    run INTEGER NOT NULL,
    vintage INTEGER NOT NULL,
    released_on DATE NOT NULL,
    approver VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    recorded_at VARCHAR NOT NULL,
    command VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    documents VARCHAR NOT NULL,
    journal_hash VARCHAR
);
