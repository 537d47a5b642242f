-- Sealed tips that no commitment names yet; "hour" since 1970 keeps their order and goes with the row.
CREATE TABLE tip_waiting (
    leaf {BYTES} PRIMARY KEY,
    nonce {BYTES} NOT NULL,
    lookup {BYTES} NOT NULL,
    sealed {BYTES} NOT NULL,
    hour BIGINT NOT NULL
);

-- Sealed tips behind the journal's commitments. No time, no sender, no order of arrival.
CREATE TABLE tip (
    leaf {BYTES} PRIMARY KEY,
    nonce {BYTES} NOT NULL,
    lookup {BYTES} NOT NULL,
    sealed {BYTES} NOT NULL
);

-- What custodians answered; "day" since 1970, for forgetting.
CREATE TABLE tip_reply (
    id {BYTES} PRIMARY KEY,
    lookup {BYTES} NOT NULL,
    sealed {BYTES} NOT NULL,
    day BIGINT NOT NULL
);
CREATE INDEX tip_reply_lookup ON tip_reply (lookup);
