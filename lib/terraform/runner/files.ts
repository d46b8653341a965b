import { mkdir, writeFile } from 'fs/promises';
import { dirname, join } from 'path';
import { messageOf } from './failure';
import { Request } from './request';
import { Surroundings } from './surroundings';

/**
 * Puts files that resources upload where the document says. One that is gone, as after a rollback to an old deployment, is
 * missed only if something must be made of it again; Terraform says so then.
 */
export async function fetchFiles({ files }: Request, directory: string, { fetchFile, print }: Surroundings): Promise<void> {
  for (const [name, location] of Object.entries(files)) {
    const path = join(directory, name);
    await mkdir(dirname(path), { recursive: true });
    try {
      await writeFile(path, await fetchFile(location));
    } catch (error) {
      print(`${name} cannot be fetched from ${location.bucket}/${location.key}: ${messageOf(error)}`);
    }
  }
}
