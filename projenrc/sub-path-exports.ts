import { Component, type typescript } from 'projen';

/**
 * Offers each folder of the library as `<package>/<folder>`: through `exports`, and through `typesVersions` for
 * TypeScript's older module resolution.
 */
export class SubPathExports extends Component {
  constructor(project: typescript.TypeScriptProject, folders: string[]) {
    super(project);
    const { libdir, package: manifest } = project;
    const entry = (folder: string) => ({
      types: `./${libdir}/${folder}index.d.ts`,
      default: `./${libdir}/${folder}index.js`,
    });
    manifest.addField('exports', {
      '.': entry(''),
      ...Object.fromEntries(folders.map((folder) => [`./${folder}`, entry(`${folder}/`)])),
      './package.json': './package.json',
      './.jsii': './.jsii',
      './.jsii.gz': './.jsii.gz',
    });
    manifest.addField('typesVersions', {
      '*': Object.fromEntries(folders.map((folder) => [folder, [`${libdir}/${folder}/index.d.ts`]])),
    });
  }
}
