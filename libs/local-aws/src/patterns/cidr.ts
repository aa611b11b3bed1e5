import { BlockList, isIP } from 'node:net';
import { invalidPattern } from './invalid-pattern.ts';
import type { LocatedValue } from './located-json.ts';
import type { Accepts } from './match-expression.ts';
import { stringOf } from './operand.ts';

/** `{"cidr": "10.0.0.0/24"}`, IPv4 or IPv6. */
export function cidr(value: LocatedValue): Accepts {
  const text = stringOf(value, 'prefix match pattern must be a string');
  const [address = '', mask = '', ...rest] = text.split('/');
  if (!text.includes('/') || rest.length > 0) throw invalidPattern("Malformed CIDR, one '/' required");
  const family = familyOf(address);
  if (!family) throw invalidPattern(`Nonstandard IP address: ${address}`);
  if (!/^\d{1,3}$/.test(mask)) throw invalidPattern('Malformed CIDR, mask bits must be an integer');
  const bits = family === 'ipv4' ? 32 : 128;
  if (Number(mask) > bits) throw invalidPattern(`IPv${family.slice(-1)} mask bits must be < ${bits}`);
  const range = new BlockList();
  range.addSubnet(address, Number(mask), family);
  return (leaf) => typeof leaf === 'string' && familyOf(leaf) === family && range.check(leaf, family);
}

const familyOf = (address: string) => (({ 0: undefined, 4: 'ipv4', 6: 'ipv6' }) as const)[isIP(address) as 0 | 4 | 6];
