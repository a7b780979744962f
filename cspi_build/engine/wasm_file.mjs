// Reads and writes WebAssembly files section by section: as much of the format as the steps of this room need.

/** @typedef {{id: number, body: Uint8Array}} Section */
/** @typedef {{calls: number[], constants: number[]}} Uses functions called directly, and addresses that may be named */

export const ID = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
};

const BULK = 0xfc; // begins instructions about whole stretches of memory, and conversions

const HEAD = [0, 97, 115, 109, 1, 0, 0, 0];

/** Reads numbers one after the other. */
export class Reader {
  /** @param {Uint8Array} bytes @param {number} [at] */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  byte() {
    this.at += 1;
    return this.bytes[this.at - 1];
  }

  /** @returns {number} without a sign */
  size() {
    let [result, scale, byte] = [0, 1, 128];
    for (; byte & 128; scale *= 128) {
      byte = this.byte();
      result += (byte & 127) * scale;
    }
    return result;
  }

  /** @returns {bigint} with its sign */
  signed() {
    let [result, shift, byte] = [0n, 0n, 128];
    for (; byte & 128; shift += 7n) {
      byte = this.byte();
      result |= BigInt(byte & 127) << shift;
    }
    return byte & 64 ? result - (1n << shift) : result;
  }

  /** @param {number} length */
  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text() {
    return Buffer.from(this.take(this.size())).toString();
  }
}

/** @param {number} number @returns {number[]} as WebAssembly writes sizes (LEB128) */
export function leb(number) {
  return number < 128 ? [number] : [(number % 128) | 128, ...leb(Math.floor(number / 128))];
}

/** @param {string} text @returns {number[]} */
export function name(text) {
  const bytes = Buffer.from(text);
  return [...leb(bytes.length), ...bytes];
}

/** @param {Uint8Array} file @returns {Section[]} */
export function sectionsOf(file) {
  const reader = new Reader(file, HEAD.length);
  const sections = [];
  while (!reader.done) {
    sections.push({ id: reader.byte(), body: reader.take(reader.size()) });
  }
  return sections;
}

/** @param {Section[]} sections @returns {Uint8Array<ArrayBuffer>} */
export function fileOf(sections) {
  const parts = sections.flatMap(({ id, body }) => [Uint8Array.of(id, ...leb(body.length)), body]);
  return new Uint8Array(Buffer.concat([Uint8Array.from(HEAD), ...parts]));
}

/** @param {Section[]} sections @param {number} id @returns {Uint8Array} */
export function bodyOf(sections, id) {
  const found = sections.find((section) => section.id === id);
  if (!found) {
    throw new Error(`the WebAssembly file has no section ${id}`);
  }
  return found.body;
}

/** @param {Uint8Array} code the section @returns {Uint8Array[]} the functions' bodies */
export function functionsIn(code) {
  const reader = new Reader(code);
  return Array.from({ length: reader.size() }, () => reader.take(reader.size()));
}

/** @param {Uint8Array[]} bodies @returns {Uint8Array} the section */
export function codeOf(bodies) {
  const parts = bodies.flatMap((body) => [Uint8Array.from(leb(body.length)), body]);
  return Buffer.concat([Uint8Array.from(leb(bodies.length)), ...parts]);
}

/** @param {Uint8Array} section a list @param {number[][]} items @returns {Uint8Array} the list with more at its end */
export function appended(section, items) {
  const reader = new Reader(section);
  const count = leb(reader.size() + items.length);
  return Buffer.concat([
    Uint8Array.from(count),
    section.subarray(reader.at),
    ...items.map((one) => Uint8Array.from(one)),
  ]);
}

/** @param {Uint8Array} section @returns {{functions: number, globals: number}} how many of them are imported */
export function importedIn(section) {
  const reader = new Reader(section);
  const counts = [0, 0, 0, 0, 0];
  for (let left = reader.size(); left > 0; left -= 1) {
    reader.text();
    reader.text();
    const kind = reader.byte();
    counts[kind] += 1;
    skipImport(reader, kind);
  }
  return { functions: counts[0], globals: counts[3] };
}

/** @param {Reader} reader @param {number} kind function, table, memory, global or tag */
function skipImport(reader, kind) {
  if (kind === 0) {
    reader.size();
  } else if (kind === 3) {
    reader.take(2);
  } else if (kind === 4) {
    reader.byte();
    reader.size();
  } else {
    if (kind === 1) {
      reader.byte();
    }
    const flags = reader.size();
    reader.size();
    if (flags & 1) {
      reader.size();
    }
  }
}

/** @param {Uint8Array} body of a function @returns {number} where its instructions begin */
export function codeStart(body) {
  const reader = new Reader(body);
  for (let left = reader.size(); left > 0; left -= 1) {
    reader.size();
    const type = reader.byte();
    if (type === 0x63 || type === 0x64) {
      reader.signed();
    }
  }
  return reader.at;
}

/** @param {Uint8Array} body of a function @returns {Uses} */
export function usesOf(body) {
  const reader = new Reader(body, codeStart(body));
  /** @type {Uses} */
  const uses = { calls: [], constants: [] };
  while (!reader.done) {
    readInstruction(reader, uses);
  }
  return uses;
}

/**
 * The body with other instructions in front of some of its own.
 *
 * @param {Uint8Array} body of a function
 * @param {(code: number, named: number[]) => number[] | null} before what goes in front of an instruction that names
 *   these addresses
 * @returns {Uint8Array}
 */
export function rewritten(body, before) {
  const reader = new Reader(body, codeStart(body));
  const parts = [];
  let written = 0;
  while (!reader.done) {
    const [at, uses] = [reader.at, { calls: [], constants: [] }];
    readInstruction(reader, uses);
    const more = before(body[at] === BULK ? BULK * 256 + body[at + 1] : body[at], uses.constants);
    if (more) {
      parts.push(body.subarray(written, at), Uint8Array.from(more));
      written = at;
    }
  }
  return parts.length ? Buffer.concat([...parts, body.subarray(written)]) : body;
}

/** @param {Uint8Array} section of data @returns {Generator<{at: number, bytes: Uint8Array}>} what is put where at the start */
export function* dataIn(section) {
  const reader = new Reader(section);
  for (let left = reader.size(); left > 0; left -= 1) {
    const kind = reader.size();
    if (kind === 0) {
      reader.byte();
      const at = Number(reader.signed());
      reader.byte();
      yield { at, bytes: reader.take(reader.size()) };
    } else {
      throw new Error("the WebAssembly file has data that are not put at a fixed place");
    }
  }
}

/** @param {Reader} reader @param {Uses} uses */
function readInstruction(reader, uses) {
  const code = reader.byte();
  if (code === 0x10 || code === 0x12) {
    uses.calls.push(reader.size());
  } else if (code === 0x41 || code === 0x42) {
    const value = reader.signed();
    uses.constants.push(Number(BigInt.asUintN(32, value)), Number(BigInt.asUintN(32, value >> 32n)));
  } else if (code >= 0x28 && code <= 0x3e) {
    if (reader.size() & 64) {
      reader.size();
    }
    uses.constants.push(reader.size());
  } else {
    skipOperands(reader, code);
  }
}

/** @param {Reader} reader @param {number} code */
function skipOperands(reader, code) {
  if ([0x02, 0x03, 0x04, 0x06, 0xd0].includes(code)) {
    reader.signed(); // the type of a block
  } else if ([0x11, 0x13].includes(code)) {
    reader.size();
    reader.size();
  } else if (code === 0x0e || code === 0x1c) {
    const count = reader.size() + (code === 0x0e ? 1 : 0);
    for (let left = count; left > 0; left -= 1) {
      reader.size();
    }
  } else if (code === 0x43 || code === 0x44) {
    reader.take(code === 0x43 ? 4 : 8);
  } else if (code === BULK) {
    skipBulk(reader);
  } else if ([0x07, 0x08, 0x09, 0x0c, 0x0d, 0x18, 0xd2].includes(code) || (code >= 0x20 && code <= 0x26)) {
    reader.size();
  } else if (code === 0x3f || code === 0x40) {
    reader.size();
  } else if (!isPlain(code)) {
    throw new Error(`the WebAssembly file has an unknown instruction, ${code.toString(16)}`);
  }
}

/** @param {Reader} reader after the byte that announces conversions, and copies of memories and tables */
function skipBulk(reader) {
  const code = reader.size();
  const operands = code <= 7 ? 0 : [8, 10, 12, 14].includes(code) ? 2 : 1;
  for (let left = operands; left > 0; left -= 1) {
    reader.size();
  }
}

/** @param {number} code @returns {boolean} whether it has no operands */
function isPlain(code) {
  const few = [0x00, 0x01, 0x05, 0x0b, 0x0f, 0x19, 0x1a, 0x1b, 0xd1];
  return few.includes(code) || (code >= 0x45 && code <= 0xc4);
}
