-- A case report that one official has typed and nobody has filed, for another of the office to look at. It is not in the
-- journal, and goes when the report is filed.
CREATE TABLE case_draft (
    jurisdiction BIGINT NOT NULL,
    day BIGINT NOT NULL,
    account {BYTES} NOT NULL,
    party BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    fields TEXT NOT NULL,
    -- What somebody who looked at it wrote when they sent it back.
    sent_back TEXT,
    PRIMARY KEY (jurisdiction, day, account)
);
