// Work in place of an account: before a form with `data-stamp` is sent, a number is found whose hash begins with so many
// zero bits. Nothing is asked of anybody else, and nothing about the device goes into it.
(() => {
  "use strict";
  // Tries between two breaths of the page.
  const TRIES = 20000;

  // SHA-256 (FIPS 180-4): the browser's own needs TLS and a promise for each of some 262,000 tries.
  const K = [];
  const H = [];
  const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0;
  for (let n = 2, primes = []; K.length < 64; n++) {
    if (primes.some((p) => n % p === 0)) continue;
    primes.push(n);
    if (H.length < 8) H.push(fraction(Math.sqrt(n)));
    K.push(fraction(Math.cbrt(n)));
  }

  const ROUNDS = Int32Array.from(K);
  const START = Int32Array.from(H);
  const W = new Int32Array(64);
  const turn = (x, n) => (x >>> n) | (x << (32 - n));

  // One block of 64 bytes of `bytes` from `from` into the state.
  function compress(state, bytes, from) {
    for (let i = 0; i < 16; i++) {
      const at = from + i * 4;
      W[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    }
    for (let i = 16; i < 64; i++) {
      const x = W[i - 15], y = W[i - 2];
      W[i] = (W[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + W[i - 7]
        + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) | 0;
    }
    let a = state[0], b = state[1], c = state[2], d = state[3];
    let e = state[4], f = state[5], g = state[6], h = state[7];
    for (let i = 0; i < 64; i++) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + W[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    state[0] += a; state[1] += b; state[2] += c; state[3] += d;
    state[4] += e; state[5] += f; state[6] += g; state[7] += h;
  }

  function sha256(bytes) {
    const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
    padded.set(bytes);
    padded[bytes.length] = 128;
    new DataView(padded.buffer).setUint32(padded.length - 4, bytes.length * 8);
    const state = START.slice();
    for (let at = 0; at < padded.length; at += 64) compress(state, padded, at);
    return state;
  }

  const utf8 = (text) => new TextEncoder().encode(text);

  function zeroBits(state) {
    const whole = state.findIndex((word) => word !== 0);
    return whole < 0 ? 256 : whole * 32 + Math.clz32(state[whole]);
  }

  async function work(form) {
    const { stamp, origin, bits } = form.dataset;
    const head = sha256(utf8(`tideover/stamp/1\n${origin}\n${stamp}`));
    // 32 bytes and at most 16 digits: one block, written again for each try.
    const block = new Uint8Array(64);
    const view = new DataView(block.buffer);
    head.forEach((word, i) => view.setInt32(i * 4, word));
    const state = new Int32Array(8);
    for (let number = 0; ; number++) {
      // Also before the first: a form takes no second submit while its own is still being told to everybody.
      if (number % TRIES === 0) await new Promise((next) => setTimeout(next));
      const digits = String(number);
      const end = 32 + digits.length;
      for (let i = 0; i < digits.length; i++) block[32 + i] = digits.charCodeAt(i);
      block[end] = 128;
      view.setUint32(60, end * 8);
      state.set(START);
      compress(state, block, 0);
      if (zeroBits(state) >= Number(bits)) return `${stamp}:${number}`;
    }
  }

  const field = (form) => form.querySelector("[name=stamp]");

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-stamp]") || field(form).value) return;
    event.preventDefault();
    if (form.matches("[aria-busy=true]")) return;
    form.setAttribute("aria-busy", "true");
    const said = form.querySelector("[data-work]");
    said.textContent = said.dataset.work;
    field(form).value = await work(form);
    form.removeAttribute("aria-busy");
    form.requestSubmit(event.submitter);
  });
})();
