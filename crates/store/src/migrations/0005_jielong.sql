-- A shared list in the talk: the message holds its title, each member owns at most one line; "n" is the
-- number of the change in the room with which it was taken.
CREATE TABLE jielong (
    room BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    wanted BIGINT NOT NULL,
    PRIMARY KEY (room, seq)
);

CREATE TABLE jielong_line (
    room BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    account {BYTES} NOT NULL,
    text TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (room, seq, account)
);
CREATE INDEX jielong_line_account ON jielong_line (account);
