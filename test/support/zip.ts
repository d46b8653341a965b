import { inflateRawSync } from 'zlib';

const DIRECTORY_ENTRY = Buffer.from('PK\x01\x02');

/** The files in a ZIP archive, such as a plan of Terraform, one after the other. */
export function unzip(archive: Buffer): string {
  const texts: string[] = [];
  for (let at = archive.indexOf(DIRECTORY_ENTRY); at >= 0; at = archive.indexOf(DIRECTORY_ENTRY, at + 4)) {
    const [method, size, local] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 42)];
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = archive.subarray(start, start + size);
    texts.push((method === 0 ? data : inflateRawSync(data)).toString('latin1'));
  }
  return texts.join('\n');
}
