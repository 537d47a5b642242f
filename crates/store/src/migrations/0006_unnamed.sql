-- Those who want no name of theirs on pages about who is tied to whom.
CREATE TABLE unnamed (
    account {BYTES} PRIMARY KEY,
    at BIGINT NOT NULL
);
