import { crc32, deflateRawSync } from 'node:zlib';

interface ZipOptions {
  /** Names of entries that are packed; the others lie in it as they are. */
  packed?: string[];
  /** Its entries say that they are encrypted. */
  encrypted?: boolean;
}

/** A ZIP file of these entries, in this order. */
export function zipOf(
  entries: Record<string, string>,
  { packed = [], encrypted = false }: ZipOptions = {},
): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(entries)) {
    const [nameBytes, plain] = [Buffer.from(name), Buffer.from(content)];
    const body = packed.includes(name) ? deflateRawSync(plain) : plain;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(encrypted ? 1 : 0, 2);
    common.writeUInt16LE(packed.includes(name) ? 8 : 0, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    locals.push(Buffer.from('PK\x03\x04'), common, nameBytes, body);
    central.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, rest, nameBytes);
    at += 4 + 26 + nameBytes.length + body.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(entries).length, 4);
  end.writeUInt16LE(Object.keys(entries).length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}
