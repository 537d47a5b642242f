// For the tests of other programs against this one: `seal IN OUT KEY…`, `open IN OUT SECRET`, `time`.
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
  // Milliseconds to seal a letter with a file of 10 MiB to seven keys.
  const files = [{ name: "1.bin", bytes: new Uint8Array(10 << 20) }];
  const identities = await Promise.all(Array.from({ length: 7 }, () => tip.generateX25519Identity()));
  const recipients = await Promise.all(identities.map(tip.identityToRecipient));
  const start = performance.now();
  await tip.seal(tip.pad(tip.encode({ what: "x", files })), recipients, 7);
  console.log(Math.round(performance.now() - start));
} else {
  throw new Error(`what is ${verb}?`);
}
