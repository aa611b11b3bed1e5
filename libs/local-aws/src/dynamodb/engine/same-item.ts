import type { AttributeValue, Item } from './dynalite.ts';

/** Whether two items are equal; the order of attributes and of the members of sets doesn't matter. */
export function isSameItem(one: Item, other: Item): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSameValue(one[name] ?? {}, other[name] ?? {}))
  );
}

/** Whether two values are equal: members of sets in any order. */
export function isSameValue(one: AttributeValue, other: AttributeValue): boolean {
  const [type = '', content] = Object.entries(one)[0] ?? [];
  if (!Object.hasOwn(other, type)) return false;
  const otherContent = other[type];
  switch (type) {
    case 'SS':
    case 'NS':
    case 'BS': {
      const members = new Set(content as string[]);
      const others = otherContent as string[];
      return members.size === others.length && others.every((member) => members.has(member));
    }
    case 'L': {
      const elements = content as AttributeValue[];
      const others = otherContent as AttributeValue[];
      return elements.length === others.length && elements.every((each, at) => isSameValue(each, others[at] ?? {}));
    }
    case 'M':
      return isSameItem(content as Item, otherContent as Item);
    default:
      return content === otherContent;
  }
}
