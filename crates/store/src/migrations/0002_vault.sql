-- Private ids are 16 random bytes; times are seconds UTC; "entry", "room", "card", "subject" and
-- "party" are indexes of journal entries.

CREATE TABLE account (
    id {BYTES} PRIMARY KEY,
    name TEXT NOT NULL,
    party BIGINT,
    cans TEXT NOT NULL,
    lang TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    erased_at BIGINT
);
CREATE INDEX account_party ON account (party);

CREATE TABLE session (
    token_hash {BYTES} PRIMARY KEY,
    account {BYTES} NOT NULL,
    device TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX session_account ON session (account);

CREATE TABLE invitation (
    code_hash {BYTES} PRIMARY KEY,
    code TEXT NOT NULL,
    room BIGINT NOT NULL,
    inviter {BYTES} NOT NULL,
    generation BIGINT NOT NULL,
    uses_left BIGINT NOT NULL,
    uses BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    paused_until BIGINT,
    revoked_at BIGINT
);
CREATE INDEX invitation_room ON invitation (room, inviter);

CREATE TABLE membership (
    room BIGINT NOT NULL,
    account {BYTES} NOT NULL,
    inviter {BYTES},
    generation BIGINT NOT NULL,
    notify TEXT NOT NULL,
    last_read_seq BIGINT NOT NULL,
    joined_at BIGINT NOT NULL,
    left_at BIGINT,
    PRIMARY KEY (room, account)
);
CREATE INDEX membership_account ON membership (account);

CREATE TABLE message (
    room BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    id {BYTES} NOT NULL UNIQUE,
    account {BYTES} NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    card BIGINT,
    -- The card whose thread it belongs to; -1 is the room's main talk, so that one query and one
    -- index serve both.
    thread BIGINT NOT NULL,
    edited_at BIGINT,
    removed_at BIGINT,
    removed_by {BYTES},
    removed_reason TEXT,
    PRIMARY KEY (room, seq)
);
CREATE INDEX message_thread ON message (room, thread, seq);

CREATE TABLE message_history (
    room BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (room, seq, n)
);

-- The texts behind the journal's commitments. Redacting forgets value and salt together.
CREATE TABLE public_text (
    entry BIGINT NOT NULL,
    field TEXT NOT NULL,
    salt {BYTES},
    value TEXT,
    redacted_at BIGINT,
    PRIMARY KEY (entry, field)
);

CREATE TABLE contact (
    id {BYTES} PRIMARY KEY,
    account {BYTES},
    subject BIGINT,
    room BIGINT,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX contact_account ON contact (account);
CREATE INDEX contact_subject ON contact (subject);

CREATE TABLE link (
    hash {BYTES} PRIMARY KEY,
    kind TEXT NOT NULL,
    code TEXT,
    account {BYTES},
    room BIGINT,
    subject BIGINT,
    part BIGINT,
    uses_left BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX link_subject ON link (kind, subject);
CREATE INDEX link_account ON link (kind, account);

CREATE TABLE submission (
    account {BYTES} NOT NULL,
    token_hash {BYTES} NOT NULL,
    location TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account, token_hash)
);
CREATE INDEX submission_at ON submission (at);

CREATE TABLE photo (
    id {BYTES} PRIMARY KEY,
    account {BYTES} NOT NULL,
    entry BIGINT,
    room BIGINT,
    media_type TEXT NOT NULL,
    bytes {BYTES},
    salt {BYTES},
    commitment {BYTES} NOT NULL,
    created_at BIGINT NOT NULL,
    redacted_at BIGINT
);
CREATE INDEX photo_entry ON photo (entry);
CREATE INDEX photo_commitment ON photo (commitment);

CREATE TABLE vouch (
    room BIGINT NOT NULL,
    account {BYTES} NOT NULL,
    voucher {BYTES} NOT NULL,
    at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    PRIMARY KEY (room, account, voucher)
);

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
