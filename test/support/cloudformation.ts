import { Json } from './document';

/** What CloudFormation would know. */
export interface Environment {
  ref(logicalId: string): any;
  getAtt(logicalId: string, attribute: string): any;
  importValue(name: string): any;
}

/** A value of a template as CloudFormation would compute it. */
export function evaluate(value: any, environment: Environment): any {
  const inner = (child: any) => evaluate(child, environment);
  if (Array.isArray(value)) {
    return value.map(inner);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const [[name, args] = []] = Object.entries<any>(value);
  switch (Object.keys(value).length === 1 && name) {
    case 'Ref': return environment.ref(args);
    case 'Fn::GetAtt': return environment.getAtt(args[0], args[1]);
    case 'Fn::ImportValue': return environment.importValue(inner(args));
    case 'Fn::Join': return inner(args[1]).join(args[0]);
    case 'Fn::Split': return inner(args[1]).split(args[0]);
    case 'Fn::Select': return inner(args[1])[Number(args[0])];
    default: return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, inner(child)]));
  }
}

/** What the outputs of a template export, by name. */
export function exportsOf(template: Json, environment: Environment): Record<string, any> {
  const outputs: Json[] = Object.values(template.Outputs ?? {});
  return Object.fromEntries(outputs.filter(({ Export }) => Export).map(({ Export, Value }) => [Export.Name, evaluate(Value, environment)]));
}
