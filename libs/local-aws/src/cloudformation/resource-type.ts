import * as z from 'zod/mini';

/** The identity of a created resource: the values of `Ref` and `Fn::GetAtt`. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The value of any other attribute; undefined if the attribute is unknown. @default no other attributes */
  readonly otherAttribute?: (name: string) => string | undefined;
}

/** The inputs of an identity, deterministic for the same stack. */
export interface IdentityContext {
  readonly logicalId: string;
  readonly accountId: string;
  readonly region: string;
  /** A name as CloudFormation generates it: stack, logical id, and a suffix. */
  readonly physicalName: (longest?: number) => string;
  /** Pseudo-random characters from `[a-z0-9]`. */
  readonly token: (length: number) => string;
  /** `arn:aws:<service>:<region>:<account>:<resource>` */
  readonly arn: (service: string, resource: string) => string;
  /** A property of the resource that names it, resolved; undefined when it is absent. */
  readonly property: (name: string) => string | undefined;
}

/** A CloudFormation resource type: its supported properties, and the names of its resources. */
export interface ResourceType<Properties extends z.ZodMiniType = z.ZodMiniType> {
  readonly type: string;
  readonly properties: Properties;
  /** Whether nothing reads the properties, so that they need not be resolved. @default false */
  readonly isInert?: boolean;
  identify(context: IdentityContext): Identity;
}

/** The supported resource types by name. A template with any other type is rejected. */
export interface ResourceTypes {
  get(type: string): ResourceType | undefined;
}

/** @param otherwise creates the type for a name that is not listed @default such types are unsupported */
export function resourceTypesByName(
  types: readonly ResourceType[],
  otherwise?: (type: string) => ResourceType,
): ResourceTypes {
  const byName = new Map(types.map((type) => [type.type, type]));
  return { get: (type) => byName.get(type) ?? otherwise?.(type) };
}

export function resourceType<Properties extends z.ZodMiniType>(
  definition: ResourceType<Properties>,
): ResourceType<Properties> {
  return definition;
}

/** A property that is accepted but has no effect in the local run. The reason documents why. */
export function ignoredLocally(_reason: string) {
  return z.optional(z.unknown());
}

/** CloudFormation also accepts numbers and booleans as strings. */
export const wholeNumber = z.pipe(
  z.pipe(
    z.union([z.number(), z.string()]),
    z.transform((value) => Number(value)),
  ),
  z.number().check(z.refine(Number.isInteger, 'must be a whole number')),
);

export const trueOrFalse = z.pipe(
  z.union([z.boolean(), z.enum(['true', 'false'])]),
  z.transform((value) => value === true || value === 'true'),
);

export const stringMap = z.record(z.string(), z.string());
export const tags = ignoredLocally('tags are for billing and search');
