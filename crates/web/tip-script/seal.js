// What the crate `tip` does, in the browser: the same letters, sizes, receipts and files, byte for byte.
import { Decrypter, Encrypter, Stanza, armor, generateX25519Identity, identityToRecipient } from "age-encryption";
import { argon2idAsync } from "@noble/hashes/argon2.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bech32 } from "@scure/base";

export { armor, generateX25519Identity, identityToRecipient };

/** What a padded letter can measure, in bytes: `tip::CLASSES`. */
export const CLASSES = [4 << 10, 64 << 10, 1 << 20, 11 << 20];
export const GROUPS = 6;
export const GROUP_CHARS = 4;
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXY";
const BASE = ALPHABET.length;
const text = new TextEncoder();

/** `bytes` fresh random bytes. */
export const random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));

/** Lower-case hex of any bytes. */
export const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

// --- letters and sizes -----------------------------------------------------

/** Length of the head, the head as JSON, the files. `files`: {name, bytes}. */
export function encode({ kind = "tip", what = "", place = "", time = "", reply_to, files = [] }) {
  const heads = files.map(({ name, bytes }) => ({ name, bytes: bytes.length }));
  const head = text.encode(JSON.stringify({ v: 1, kind, what, place, time, reply_to, files: heads }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  return joined([length, head, ...files.map((file) => file.bytes)]);
}

/** The head of a letter, or an error; files are left to custodians. */
export function decode(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const head = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(4, 4 + length)));
  if (head.v !== 1) throw new Error("another form of letter");
  return head;
}

/** Length, bytes, zeros, up to the least size that holds them; nothing if none does. */
export function pad(body) {
  const size = CLASSES.find((size) => size >= body.length + 8);
  if (!size) return null;
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setBigUint64(0, BigInt(body.length));
  padded.set(body, 8);
  return padded;
}

export function unpad(padded) {
  const length = Number(new DataView(padded.buffer, padded.byteOffset).getBigUint64(0));
  if (!CLASSES.includes(padded.length) || length > padded.length - 8) throw new Error("not padded");
  return padded.subarray(8, 8 + length);
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// --- sealing ---------------------------------------------------------------

/** Seals to `keys`, and to throw-away keys up to `width`, in an order of chance. */
export async function seal(plain, keys, width = keys.length) {
  const all = [...keys];
  while (all.length < width) all.push(await identityToRecipient(await generateX25519Identity()));
  const shuffled = all.map((key) => [hex(random(8)), key]).sort(([a], [b]) => (a < b ? -1 : 1));
  const encrypter = new Encrypter();
  for (const [, key] of shuffled) encrypter.addRecipient(key);
  encrypter.addRecipient(grease);
  return encrypter.encrypt(plain);
}

export async function open(sealed, identity) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(sealed);
}

/** A stanza for nobody, as the age library of the server adds one: files of both look alike. */
const grease = {
  wrapFileKey() {
    const word = () => String.fromCharCode(...Array.from({ length: 1 + below(8) }, () => 33 + below(94)));
    const words = Array.from({ length: below(5) }, word);
    return [new Stanza([`${word()}-grease`, ...words], random(below(100)))];
  },
};

/** A whole number below `most`, at most 256, each as likely. */
function below(most) {
  for (;;) {
    const [byte] = random(1);
    if (byte < 256 - (256 % most)) return byte % most;
  }
}

// --- receipts --------------------------------------------------------------

const check = (place, values) =>
  (values.reduce((sum, value, k) => sum + (k + 2) * value, 0) + 7 * (place + 1)) % BASE;

/** A fresh receipt of 87 random bits, its groups apart. */
export function drawReceipt() {
  const groups = Array.from({ length: GROUPS }, (_, place) => {
    const values = Array.from({ length: GROUP_CHARS - 1 }, () => below(BASE));
    return [...values, check(place, values)].map((value) => ALPHABET[value]).join("");
  });
  return groups.join(" ");
}

const fits = (place, group) => {
  const values = [...group].map((c) => ALPHABET.indexOf(c));
  const last = values.pop();
  return values.length === GROUP_CHARS - 1 && !values.includes(-1) && last === check(place, values);
};

/** An input method writes letters of full width: they are the same letters. */
const narrow = (c) => String.fromCodePoint(c.codePointAt(0) - 0xfee0);

/** {letters} or {length} or {groups}: what was typed, how many letters it has, which groups have a slip. Of six groups
 * that are typed apart a letter too few or too many is a slip of its group. */
export function readReceipt(typed) {
  const pieces = typed.replace(/[！-～]/gu, narrow).toUpperCase().split(/[\s\-–·.,]+/u).filter(Boolean);
  const letters = pieces.join("");
  const { length } = [...letters];
  const whole = length === GROUPS * GROUP_CHARS;
  if (!whole && pieces.length !== GROUPS) return { length };
  const group = (place) => (whole ? [...letters].slice(place * GROUP_CHARS, (place + 1) * GROUP_CHARS) : pieces[place]);
  const places = Array.from({ length: GROUPS }, (_, place) => place);
  const groups = places.filter((place) => !fits(place, group(place))).map((place) => place + 1);
  return groups.length ? { groups } : { letters };
}

/** Argon2id over the receipt, then two labelled keys: {lookup, lookupHash, identity}. */
export async function unlock(letters, origin) {
  const salt = sha256(text.encode(`tideover/tip/salt/1\0${origin}`));
  const stretched = await argon2idAsync(text.encode(letters), salt, { m: 64 * 1024, t: 3, p: 1, dkLen: 32 });
  const derived = (label) => hkdf(sha256, stretched, undefined, text.encode(label), 32);
  const lookup = derived("tideover/tip/lookup/1");
  const secret = bech32.encodeFromBytes("AGE-SECRET-KEY-", derived("tideover/tip/x25519/1")).toUpperCase();
  return { lookup: hex(lookup), lookupHash: hex(sha256(lookup)), identity: secret };
}
