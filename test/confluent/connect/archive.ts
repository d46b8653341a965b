import { mkdtempSync, truncateSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** A file of a name and size. */
export function archive(name = 'plugin.jar', bytes = 3): string {
  const path = join(mkdtempSync(join(tmpdir(), 'connect-')), name);
  writeFileSync(path, 'jar');
  truncateSync(path, bytes);
  return path;
}
