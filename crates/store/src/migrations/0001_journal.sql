-- The journal has no second index: one would cost more than the rows themselves.
CREATE TABLE journal (
    idx {KEY} PRIMARY KEY,
    entry {BYTES} NOT NULL,
    leaf {BYTES} NOT NULL
);

-- One row. Appending is a compare-and-swap of it.
CREATE TABLE journal_size (
    id {KEY} PRIMARY KEY CHECK (id = 1),
    size BIGINT NOT NULL
);
INSERT INTO journal_size (id, size) VALUES (1, 0);

-- At most one row: the last signed head.
CREATE TABLE head (
    id {KEY} PRIMARY KEY CHECK (id = 1),
    size BIGINT NOT NULL,
    root {BYTES} NOT NULL,
    note TEXT NOT NULL
);
