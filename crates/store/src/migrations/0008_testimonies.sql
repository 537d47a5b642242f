-- Which branch of the tree of invitations spoke for or by a testimony: the journal has the number alone.
CREATE TABLE testimony_branch (
    testimony BIGINT NOT NULL,
    root {BYTES} NOT NULL,
    branch BIGINT NOT NULL,
    PRIMARY KEY (testimony, root)
);
