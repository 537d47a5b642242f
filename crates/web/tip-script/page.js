// The pages /tip and /tip/read: everything is sealed and opened here; only sealed files leave the device.
import * as tip from "./seal.js";

/** The longest side of a photograph that is drawn anew, in pixels. */
const SIDE_MAX = 3000;
const QUALITY = 0.85;
const FILES_MAX = 8;

const byId = (id) => document.getElementById(id);
const field = (form, name) => form.elements.namedItem(name)?.value.trim() ?? "";
const say = (words) => (byId("tip-fault").textContent = words);

const sealForm = byId("tip-seal");
if (sealForm) {
  sealForm.hidden = false;
  byId("tip-plain").hidden = true;
  byId("s_files").multiple = true;
  sealForm.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(sealForm, sealForm.dataset.sealing, () => send(sealForm));
  });
  byId("s_c").addEventListener("change", sum);
  sum();
  byId("tip-without").addEventListener("click", without);
}

const readForm = byId("tip-read");
if (readForm) {
  byId("tip-read-weak").hidden = true;
  readForm.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(readForm, readForm.dataset.waiting, () => read(readForm));
  });
}

/** How many it is sealed to, and who was left out, before it is sent. */
function sum() {
  const boxes = [...sealForm.querySelectorAll("[data-key]")];
  const names = boxes.filter((box) => !box.checked).map((box) => box.nextElementSibling.textContent.trim());
  const { sum, without } = sealForm.dataset;
  const said = sum.replace("#", boxes.length - names.length) + (names.length ? without.replace("#", names.join("、")) : "");
  sealForm.querySelector(".act b").textContent = said;
}

/** The ways without script, with what was typed so far. */
function without() {
  for (const name of ["what", "place", "time"]) byId(name).value = field(sealForm, `s_${name}`);
  sealForm.hidden = true;
  byId("tip-plain").hidden = false;
}

/** One act at a time; what went wrong is said, what was typed stays. */
async function busy(form, words, act) {
  const button = form.querySelector("button:not([type])");
  if (button.disabled) return;
  button.disabled = true;
  say(words);
  // The words are drawn before the work begins.
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  try {
    await act();
  } catch (fault) {
    say(fault instanceof Wrong ? fault.message : form.dataset.failed);
  }
  button.disabled = false;
}

class Wrong extends Error {}

/** The letters of a typed receipt; a slip names its group without asking anybody. */
function lettersOf(form, typed) {
  const found = tip.readReceipt(typed);
  if (found.letters) return found.letters;
  const [words, value] = found.groups ? [form.dataset.slip, found.groups.join("、")] : [form.dataset.length, found.length];
  throw new Wrong(words.replace("#", value));
}

async function send(form) {
  const boxes = [...form.querySelectorAll("[data-key]")];
  const keys = boxes.filter((box) => box.checked).map((box) => box.dataset.key);
  const what = field(form, "s_what");
  if (!what) throw new Wrong(form.dataset.missing);
  if (!keys.length) throw new Wrong(form.dataset.nobody);
  const typed = field(form, "s_receipt");
  const receipt = typed ? null : tip.drawReceipt();
  const letters = lettersOf(form, typed || receipt);
  const files = await Promise.all([...byId("s_files").files].slice(0, FILES_MAX).map(stripped));
  const { lookupHash, identity } = await tip.unlock(letters, form.dataset.origin);
  const reply_to = await tip.identityToRecipient(identity);
  const letter = { what, place: field(form, "s_place"), time: field(form, "s_time"), reply_to, files };
  const padded = tip.pad(tip.encode(letter));
  if (!padded) throw new Wrong(form.dataset.large);
  const sealed = await tip.seal(padded, keys, boxes.length);
  const body = new FormData();
  body.append("lookup", lookupHash);
  body.append("sealed", new Blob([sealed]), "sealed");
  show(receipt, await asked("/tip/sealed", body));
}

/** Posts and reads JSON; a refusal says why in the reader's language. */
async function asked(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    body,
    // No cookie goes along, so the language is asked for by its name.
    credentials: "omit",
    referrerPolicy: "no-referrer",
    headers: { "Accept-Language": document.documentElement.lang },
  });
  const said = await answer.json();
  if (!answer.ok) throw new Wrong(said.message);
  return said;
}

/** A photograph drawn anew keeps its picture and nothing else; any other file is taken as it is, without its name. */
async function stripped(file, n) {
  const name = (kind) => `${n + 1}.${kind}`;
  if (/^image\/(jpeg|png|webp)$/.test(file.type)) {
    const picture = await createImageBitmap(file).catch(() => {
      throw new Wrong(sealForm.dataset.picture);
    });
    const scale = Math.min(1, SIDE_MAX / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return { name: name("jpg"), bytes: new Uint8Array(await drawn.arrayBuffer()) };
  }
  const kind = /\.([a-z0-9]{1,5})$/i.exec(file.name)?.[1] ?? "bin";
  return { name: name(kind.toLowerCase()), bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** The receipt takes the place of everything that was typed. */
function show(receipt, promise) {
  const page = byId("tip-receipt").content.cloneNode(true);
  const part = (id) => page.getElementById(id);
  if (receipt) receipt.split(" ").forEach((group, n) => (part("receipt-code").children[n].textContent = group));
  else part("receipt-code").closest("section").remove();
  part("receipt-by").textContent = promise.by_words;
  part("receipt-note").prepend(promise.note);
  part("receipt-note").append(promise.nonce);
  const { title, under } = byId("tip-receipt").dataset;
  [document.querySelector(".top h1").textContent, document.querySelector(".top small").textContent] = [title, under];
  byId("main").replaceChildren(page);
  byId("main").focus();
  scrollTo(0, 0);
}

async function read(form) {
  const letters = lettersOf(form, field(form, "receipt"));
  const { lookup, identity } = await tip.unlock(letters, form.dataset.origin);
  const { answers } = await asked("/tip/answers", new URLSearchParams({ lookup }));
  const letter = async (file) => tip.decode(tip.unpad(await tip.open(tip.armor.decode(file), identity)));
  const opened = await Promise.allSettled(answers.map(letter));
  const replies = opened.map((one) => one.value).filter((one) => one?.kind === "reply");
  const above = byId(replies.length ? "tip-found" : "tip-none").content.cloneNode(true);
  byId("tip-answers").replaceChildren(above, ...replies.map(card));
  say("");
}

function card({ what }) {
  const [section, words] = [document.createElement("section"), document.createElement("p")];
  section.className = "cut";
  words.className = "pre";
  words.textContent = what;
  section.append(words);
  return section;
}
