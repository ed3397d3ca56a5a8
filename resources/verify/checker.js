// Checks a certificate's code with the keys in this page: no network, nothing is sent or kept.
// Ed25519 (RFC 8032) and SHA-512 (FIPS 180-4) are written out here, since browsers lend theirs only
// to some pages that are opened from a file. The format of a code is that of the program
// (domain/completion/certificate_code.py); tests hold the two together.
"use strict";

// ---- SHA-512 --------------------------------------------------------------------------------

const MASK = (1n << 64n) - 1n;

// The first 64 bits of the fractional parts of the cube roots of the first 80 primes, and of the
// square roots of the first 8: worked out, so that no digit of a table can be wrong.
function firstPrimes(count) {
  const primes = [];
  for (let number = 2; primes.length < count; number += 1) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return primes;
}

function fractionOfRoot(number, degree) {
  const target = BigInt(number) << (64n * degree);
  let low = 0n;
  let high = 1n << 72n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= target) low = middle;
    else high = middle;
  }
  return low & MASK;
}

const PRIMES = firstPrimes(80);
const ROUND = PRIMES.map((prime) => fractionOfRoot(prime, 3n));
const START = PRIMES.slice(0, 8).map((prime) => fractionOfRoot(prime, 2n));

const turned = (word, by) => ((word >> by) | (word << (64n - by))) & MASK;

function sha512(bytes) {
  const length = Math.ceil((bytes.length + 17) / 128) * 128;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n);
  let state = START.slice();
  for (let block = 0; block < length; block += 128) state = compressed(state, view, block);
  const digest = new DataView(new ArrayBuffer(64));
  state.forEach((word, place) => digest.setBigUint64(place * 8, word));
  return new Uint8Array(digest.buffer);
}

function compressed(state, view, block) {
  const words = [];
  for (let at = 0; at < 80; at += 1) {
    if (at < 16) {
      words.push(view.getBigUint64(block + at * 8));
      continue;
    }
    const a = words[at - 15];
    const b = words[at - 2];
    const small = turned(a, 1n) ^ turned(a, 8n) ^ (a >> 7n);
    const large = turned(b, 19n) ^ turned(b, 61n) ^ (b >> 6n);
    words.push((words[at - 16] + small + words[at - 7] + large) & MASK);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let at = 0; at < 80; at += 1) {
    const first = turned(e, 14n) ^ turned(e, 18n) ^ turned(e, 41n);
    const choice = (e & f) ^ (~e & MASK & g);
    const one = (h + first + choice + ROUND[at] + words[at]) & MASK;
    const second = turned(a, 28n) ^ turned(a, 34n) ^ turned(a, 39n);
    const two = (second + ((a & b) ^ (a & c) ^ (b & c))) & MASK;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) & MASK, c, b, a, (one + two) & MASK];
  }
  return [a, b, c, d, e, f, g, h].map((word, place) => (word + state[place]) & MASK);
}

// ---- Ed25519 --------------------------------------------------------------------------------

const P = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
const mod = (number) => ((number % P) + P) % P;

function power(base, exponent) {
  let result = 1n;
  let factor = mod(base);
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * factor) % P;
    factor = (factor * factor) % P;
  }
  return result;
}

const inverse = (number) => power(number, P - 2n);
const D = mod(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);
const NEUTRAL = [0n, 1n, 1n, 0n]; // extended coordinates X, Y, Z, T

function sum([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * t2 * D);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(point, scalar) {
  let result = NEUTRAL;
  let added = point;
  for (let left = scalar; left > 0n; left >>= 1n) {
    if (left & 1n) result = sum(result, added);
    added = sum(added, added);
  }
  return result;
}

// The point with this y whose x is odd or even; null when there is none.
function pointAt(y, odd) {
  if (y >= P) return null;
  const square = mod((y * y - 1n) * inverse(D * y * y + 1n));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x - square) !== 0n) x = mod(x * ROOT_OF_MINUS_ONE);
  if (mod(x * x - square) !== 0n || (x === 0n && odd)) return null;
  if ((x & 1n) !== (odd ? 1n : 0n)) x = mod(-x);
  return [x, y, 1n, mod(x * y)];
}

const BASE = pointAt(mod(4n * inverse(5n)), false);

function numberOf(bytes) {
  let number = 0n;
  for (let place = bytes.length - 1; place >= 0; place -= 1) {
    number = (number << 8n) | BigInt(bytes[place]);
  }
  return number;
}

function unpackedPoint(bytes) {
  return pointAt(numberOf(bytes) & ((1n << 255n) - 1n), (bytes[31] & 0x80) !== 0);
}

function packedPoint([x, y, z]) {
  const scale = inverse(z);
  let number = mod(y * scale) | ((mod(x * scale) & 1n) << 255n);
  const bytes = new Uint8Array(32);
  for (let place = 0; place < 32; place += 1) {
    bytes[place] = Number(number & 255n);
    number >>= 8n;
  }
  return bytes;
}

const same = (one, other) =>
  one.length === other.length && one.every((byte, place) => byte === other[place]);

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

function signatureHolds(publicKey, signature, payload) {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const point = unpackedPoint(publicKey);
  const scalar = numberOf(signature.slice(32));
  if (point === null || scalar >= ORDER) return false;
  const start = signature.slice(0, 32);
  const challenge = numberOf(sha512(joined(start, publicKey, payload))) % ORDER;
  const [x, y, z, t] = point;
  const found = sum(times(BASE, scalar), times([mod(-x), y, z, mod(-t)], challenge));
  return same(packedPoint(found), start);
}

// ---- The code -------------------------------------------------------------------------------

const PREFIX = "CTE1.";
const LONGEST = 900;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PAPER = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const MOSTS = [240, 120, 120];

// Bytes of base64 without padding, in its one right spelling; null for anything else.
function bytesOf(text, letters) {
  if (text.length % 4 === 1) return null;
  const bytes = [];
  let bits = 0;
  let left = 0;
  for (const letter of text) {
    const value = letters.indexOf(letter);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffff;
    left += 6;
    if (left >= 8) {
      left -= 8;
      bytes.push((bits >> left) & 255);
    }
  }
  return (bits & ((1 << left) - 1)) === 0 ? new Uint8Array(bytes) : null;
}

function serialText(bytes) {
  const year = bytes[0] * 256 + bytes[1];
  const laptop = String.fromCharCode(...bytes.slice(2, 6));
  const number = bytes[6] * 65536 + bytes[7] * 256 + bytes[8];
  const right =
    year >= 2000 && year <= 2199 && number >= 1 && number <= 99999 &&
    [...laptop].every((letter) => PAPER.includes(letter));
  if (!right) return null;
  const digits = String(number).padStart(5, "0");
  let interim = 0;
  for (const letter of `${year}${laptop}${digits}`) {
    const doubled = (interim ^ PAPER.indexOf(letter)) << 1;
    interim = doubled > 31 ? doubled ^ 0b100101 : doubled;
  }
  return `${year}-${laptop}-${digits}-${PAPER[interim]}`;
}

function textsFrom(bytes, begin) {
  const texts = [];
  let place = begin;
  for (const most of MOSTS) {
    if (place >= bytes.length) return null;
    const end = place + 1 + bytes[place];
    if (end > bytes.length || bytes[place] > most) return null;
    let text;
    try {
      const reader = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
      text = reader.decode(bytes.slice(place + 1, end));
    } catch {
      return null;
    }
    if (text.normalize("NFC") !== text || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) return null;
    texts.push(text);
    place = end;
  }
  return place === bytes.length ? texts : null;
}

function decoded(bytes) {
  if (bytes.length < 2 || bytes[0] !== 1 || bytes[1] > 1) return null;
  const begin = 2 + 8 + (bytes[1] === 1 ? 18 : 9) + 4;
  const texts = textsFrom(bytes, begin);
  if (texts === null) return null;
  const serial = serialText(bytes.slice(10, 19));
  const reissueOf = bytes[1] === 1 ? serialText(bytes.slice(19, 28)) : "";
  if (serial === null || reissueOf === null) return null;
  const days = bytes[begin - 2] * 256 + bytes[begin - 1];
  return {
    keyId: [...bytes.slice(2, 10)].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    serial,
    reissueOf,
    year: bytes[begin - 4] * 256 + bytes[begin - 3],
    date: new Date(Date.UTC(2000, 0, 1 + days)).toISOString().slice(0, 10),
    name: texts[0],
    pathway: texts[1],
    school: texts[2],
  };
}

const doubtful = (reason) => ({ result: "not_genuine", reason });

// The answer of the program's checking.py, by the same names.
function checkCode(pasted, list) {
  const code = pasted.length > 10000 ? pasted : pasted.replace(/\s+/gu, "");
  if (code === "") return doubtful("empty");
  const begin = /^CTE\d{1,4}\./.exec(code);
  if (begin === null) return doubtful("no_code");
  if (begin[0] !== PREFIX) return doubtful("newer");
  if (code.length > LONGEST) return doubtful("damaged");
  const content = bytesOf(code.slice(PREFIX.length), LETTERS);
  if (content === null || content.length <= 64) return doubtful("damaged");
  const signed = content.slice(0, -64);
  const record = decoded(signed);
  if (record === null) return doubtful("damaged");
  const key = list.keys.find((one) => one.id === record.keyId);
  if (key === undefined) return doubtful("unknown_key");
  const publicKey = bytesOf(key.public.replace(/=+$/, ""), STANDARD);
  if (publicKey === null || !signatureHolds(publicKey, content.slice(-64), signed)) {
    return doubtful("altered");
  }
  const revoked = list.revocations.find((one) => one.serial === record.serial);
  if (revoked === undefined) {
    return { result: "genuine", reason: "", knownUntil: key.listed_on, ...record };
  }
  return { result: "revoked", reason: revoked.reason, revokedOn: revoked.date, ...record };
}

// ---- The page -------------------------------------------------------------------------------

function startPage() {
  const part = (id) => document.getElementById(id);
  const list = JSON.parse(part("list").textContent);
  const words = JSON.parse(part("words").textContent);
  let language = (navigator.language || "en").startsWith("es") ? "es" : "en";

  const filled = (template, values) =>
    template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  const say = (name, values = {}) => filled(words[language][name], values);
  const day = (text) =>
    new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(
      new Date(`${text}T00:00:00Z`),
    );

  function showWords() {
    document.documentElement.lang = language;
    document.title = say("title");
    for (const element of document.querySelectorAll("[data-word]")) {
      element.textContent = say(element.dataset.word, { district: list.district });
    }
    part("about").textContent = say("about", {
      district: list.district,
      day: day(list.listed_on),
      fingerprint: list.fingerprint,
    });
    part("english").setAttribute("aria-pressed", String(language === "en"));
    part("spanish").setAttribute("aria-pressed", String(language === "es"));
  }

  function row(name, value) {
    if (!value) return [];
    const [term, description] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = say(name);
    description.textContent = value;
    return [term, description];
  }

  function show(found) {
    const answer = part("answer");
    const heading = document.createElement("h2");
    const sentence = document.createElement("p");
    const sure = found.result !== "not_genuine" || found.reason === "altered";
    heading.textContent = say(sure ? found.result : "not_shown");
    const told = found.result === "not_genuine" ? `doubt_${found.reason}` : `${found.result}_more`;
    sentence.textContent = say(told, {
      district: list.district,
      day: day(found.revokedOn || found.knownUntil || list.listed_on),
      reason: found.reason,
    });
    const facts = document.createElement("dl");
    if (found.serial) {
      facts.append(
        ...row("name", found.name),
        ...row("pathway", found.pathway),
        ...row("school", found.school),
        ...row("issued", day(found.date)),
        ...row("serial", found.serial),
        ...row("replaces", found.reissueOf),
      );
    }
    answer.dataset.result = found.result;
    answer.dataset.reason = found.result === "not_genuine" ? found.reason : "";
    answer.replaceChildren(heading, sentence, facts);
  }

  function check() {
    show(checkCode(part("code").value, list));
  }

  function speak(chosen) {
    language = chosen;
    showWords();
    if (part("answer").dataset.result) check();
  }

  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  part("english").addEventListener("click", () => speak("en"));
  part("spanish").addEventListener("click", () => speak("es"));
  showWords();
  // checker.html#CTE1... checks at once; what stands behind # is never sent anywhere.
  if (location.hash.length > 1) {
    part("code").value = location.hash.slice(1);
    check();
  }
}

if (typeof document !== "undefined") startPage();
