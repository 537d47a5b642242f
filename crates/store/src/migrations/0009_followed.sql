-- Questions that somebody wants to see on their own page. Nobody else sees it.
CREATE TABLE followed (
    account {BYTES} NOT NULL,
    question BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account, question)
);
