import { existsSync, statSync } from 'fs';
import { extname } from 'path';
import { FileSystem } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { fail, requireKnown } from '../../private/validation';

/** A place in S3, as CloudFormation is told of it. */
export interface Location {
  readonly Bucket: string;
  readonly Key: string;
}

/** Files that resources of a root upload, as assets of its stack. The run puts them where the document says. */
export class Files {
  private readonly assets = new Map<string, Asset>();

  constructor(private readonly root: Construct) {}

  /** @returns where the file is when Terraform runs: the name changes with the content */
  public add(path: string): string {
    requireKnown(this.root, 'path', path, 'A file is uploaded with the app.');
    if (!existsSync(path) || !statSync(path).isFile()) {
      fail(this.root, `there is no file ${path}`);
    }
    const id = `File${FileSystem.fingerprint(path)}${extname(path)}`;
    const asset = this.assets.get(id) ?? new Asset(this.root, id, { path });
    this.assets.set(id, asset);
    return nameOf(id, asset);
  }

  public get locations(): [string, Location][] {
    return [...this.assets].map(([id, asset]) => [nameOf(id, asset), { Bucket: asset.s3BucketName, Key: asset.s3ObjectKey }]);
  }
}

function nameOf(id: string, { assetHash }: Asset): string {
  return `files/${assetHash}${extname(id)}`;
}
