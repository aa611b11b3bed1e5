import { expectTypeOf, it } from 'vitest';
import type { AlarmDefinition } from './alarm.ts';

interface WithoutThreshold {
  readonly name: string;
  readonly summary: string;
  readonly periods: readonly [number, number];
}

it('an alarm has one threshold', () => {
  expectTypeOf<WithoutThreshold & { above: number }>().toExtend<AlarmDefinition>();
  expectTypeOf<WithoutThreshold & { atLeast: number }>().toExtend<AlarmDefinition>();
  expectTypeOf<WithoutThreshold & { above: number; atLeast: number }>().not.toExtend<AlarmDefinition>();
});

it('an alarm without a threshold does not compile', () => {
  expectTypeOf<WithoutThreshold>().not.toExtend<AlarmDefinition>();
  expectTypeOf<WithoutThreshold & { above: number | undefined }>().not.toExtend<AlarmDefinition>();
});
