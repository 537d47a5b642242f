-- Messages and their changes share one numbering in a room: "change" is the number of a message's last
-- change, and its own number until it has one. A reader who comes back asks for all changes after the
-- last one it saw.
ALTER TABLE message ADD COLUMN change BIGINT NOT NULL DEFAULT 0;
UPDATE message SET change = seq;
CREATE UNIQUE INDEX message_change ON message (room, change);
