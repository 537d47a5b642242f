-- A vouch is for one role. Those given before were all for verifiers.
CREATE TABLE vouch_for_role (
    room BIGINT NOT NULL,
    account {BYTES} NOT NULL,
    voucher {BYTES} NOT NULL,
    role TEXT NOT NULL,
    at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    PRIMARY KEY (room, account, voucher, role)
);
INSERT INTO vouch_for_role (room, account, voucher, role, at, withdrawn_at)
    SELECT room, account, voucher, 'verifier', at, withdrawn_at FROM vouch;
DROP TABLE vouch;
ALTER TABLE vouch_for_role RENAME TO vouch;
