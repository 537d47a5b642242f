// For the tests of other programs against this one: `seal IN OUT KEY…`, `open IN OUT SECRET`, `time`.
import { sha256 } from "@noble/hashes/sha2.js";
import { readFileSync, writeFileSync } from "node:fs";
import * as tip from "./seal.js";

const [, , verb, from, to, ...keys] = process.argv;
if (verb === "seal") {
  writeFileSync(to, await tip.seal(readFileSync(from), keys, 7));
} else if (verb === "open") {
  const sealed = readFileSync(from);
  const armored = sealed.subarray(0, 10).toString() === "-----BEGIN";
  writeFileSync(to, await tip.open(armored ? tip.armor.decode(sealed.toString()) : sealed, keys[0]));
} else if (verb === "time") {
  // A letter with a file of 10 MiB, sealed to seven keys; and SHA-256 over the same bytes, from the same library.
  const files = [{ name: "1.bin", bytes: new Uint8Array(10 << 20) }];
  const identities = await Promise.all(Array.from({ length: 7 }, () => tip.generateX25519Identity()));
  const recipients = await Promise.all(identities.map(tip.identityToRecipient));
  const start = performance.now();
  const padded = tip.pad(tip.encode({ what: "x", files }));
  await tip.seal(padded, recipients, 7);
  const sealed = performance.now();
  sha256(padded);
  const [seal, hash] = [sealed - start, performance.now() - sealed];
  console.log(`seal ${Math.round(seal)} ms, SHA-256 ${Math.round(hash)} ms, ratio ${(seal / hash).toFixed(2)}`);
} else {
  throw new Error(`what is ${verb}?`);
}
