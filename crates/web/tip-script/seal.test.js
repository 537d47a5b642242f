// The same values stand in the tests of the crate `tip`: both must come to the same for ever.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as tip from "./seal.js";

test("a receipt unlocks the same keys as on the server", async () => {
  const { letters } = tip.readReceipt("5dn8 x8gw-R8GS r3bt kvb8 KV6R");
  const unlocked = await tip.unlock(letters, "hubei.example.org/journal");
  assert.equal(unlocked.lookup, "04cbc7ac1f3d036cda6429d7b6fcf0b85a36a333ee5a69cad8d0e38b65c18922");
  assert.equal(await tip.identityToRecipient(unlocked.identity), "age18c6hxxr65sadu2hpzmqllxc26fk5efdd3thrnq3d3g54fn5f337sun3kzk");
});

test("every slip in a receipt names its group", () => {
  for (let n = 0; n < 50; n++) {
    const plain = tip.drawReceipt().replaceAll(" ", "");
    assert.deepEqual(tip.readReceipt(plain), { letters: plain });
    for (let at = 0; at < plain.length; at++) {
      for (const other of "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
        const typed = plain.slice(0, at) + other + plain.slice(at + 1);
        const wanted = typed === plain ? { letters: plain } : { groups: [Math.floor(at / 4) + 1] };
        assert.deepEqual(tip.readReceipt(typed), wanted);
      }
    }
  }
  assert.deepEqual(tip.readReceipt("ABC"), { length: 3 });
});

test("a letter too few or too many names its group, and full width is no slip", () => {
  const plain = tip.drawReceipt();
  const groups = plain.split(" ");
  for (let at = 0; at < groups.length; at++) {
    for (const typed of [groups[at].slice(1), `${groups[at]}8`]) {
      assert.deepEqual(tip.readReceipt(groups.with(at, typed).join(" ")), { groups: [at + 1] });
    }
  }
  const wide = plain.replace(/[2-9A-Y]/g, (c) => String.fromCodePoint(c.codePointAt(0) + 0xfee0));
  assert.deepEqual(tip.readReceipt(wide), { letters: plain.replaceAll(" ", "") });
});

test("letters and sizes come back", () => {
  for (const class_ of tip.CLASSES) {
    assert.equal(tip.pad(new Uint8Array(class_ - 8)).length, class_);
  }
  assert.equal(tip.pad(new Uint8Array(tip.CLASSES.at(-1))), null);
  const letter = { what: "东门", files: [{ name: "1.jpg", bytes: new Uint8Array(3) }] };
  const head = tip.decode(tip.unpad(tip.pad(tip.encode(letter))));
  assert.equal(head.what, "东门");
  assert.deepEqual(head.files, [{ name: "1.jpg", bytes: 3 }]);
});

test("a sealed file opens for its keys alone, and has room for everybody", async () => {
  const identities = await Promise.all([1, 2, 3].map(() => tip.generateX25519Identity()));
  const keys = await Promise.all(identities.map(tip.identityToRecipient));
  const sealed = await tip.seal(tip.pad(new Uint8Array(9)), keys.slice(0, 2), 3);
  const head = new TextDecoder("latin1").decode(sealed.subarray(0, 600));
  assert.equal(head.match(/^-> X25519 /gm).length, 3);
  assert.match(head, /^-> \S+-grease/m);
  for (const identity of identities.slice(0, 2)) assert.equal((await tip.open(sealed, identity)).length, 4096);
  await assert.rejects(tip.open(sealed, identities[2]));
  const changed = sealed.slice();
  changed[changed.length - 1] ^= 1;
  await assert.rejects(tip.open(changed, identities[0]));
  await assert.rejects(tip.open(sealed.subarray(0, sealed.length - 1), identities[0]));
});
