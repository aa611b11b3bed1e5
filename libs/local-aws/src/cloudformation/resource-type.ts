import * as z from 'zod/mini';

/** What a resource is called once it exists: the value of `Ref`, and those of `Fn::GetAtt`. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The value of any other attribute; undefined when it isn't one. @default there is none */
  readonly otherAttribute?: (name: string) => string | undefined;
}

/** What an identity is made of. It is the same each time for the same stack. */
export interface IdentityContext {
  readonly logicalId: string;
  readonly accountId: string;
  readonly region: string;
  /** A name as CloudFormation makes it: stack, logical id, and a suffix. */
  readonly physicalName: (longest?: number) => string;
  /** Characters that look random, of `[a-z0-9]`. */
  readonly token: (length: number) => string;
  /** `arn:aws:<service>:<region>:<account>:<resource>` */
  readonly arn: (service: string, resource: string) => string;
  /** A property of the resource that names it, resolved; undefined when it is absent. */
  readonly property: (name: string) => string | undefined;
}

/** One CloudFormation resource type: the properties that are known, and the names that such a resource gets. */
export interface ResourceType<Properties extends z.ZodMiniType = z.ZodMiniType> {
  readonly type: string;
  readonly properties: Properties;
  /** Whether nothing reads the properties, so that they need not be resolved. @default false */
  readonly isInert?: boolean;
  identify(context: IdentityContext): Identity;
}

/** The resource types that are known, by the name that a template gives them. A template with any other is refused. */
export interface ResourceTypes {
  get(type: string): ResourceType | undefined;
}

/** @param otherwise makes the type of what is not listed; absent, there is none */
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

/** A property that is known and changes nothing on one machine, for the reason given, which is for readers of the code. */
export function ignoredLocally(_reason: string) {
  return z.optional(z.unknown());
}

/** CloudFormation takes numbers and booleans as text, too. */
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
