import { describe, expect, it } from 'vitest';
import { sampledTrace } from './trace-header.ts';

const root = '1-5759e988-bd862e3fe1be46a994272793';
const parent = '53995c3f42cd8ad8';

describe('the trace of an invocation', () => {
  it.each([
    `Root=${root};Parent=${parent};Sampled=1`,
    `Root=${root};Parent=${parent};Sampled=1;Lineage=1:a87bd80c:0`,
    `Sampled=1;Parent=${parent};Root=${root}`,
  ])('is read: %s', (header) => {
    expect(sampledTrace(header)).toEqual({ traceId: root, parentId: parent });
  });

  it.each([
    undefined,
    '',
    'Sampled=1',
    `Root=${root};Parent=${parent}`,
    `Root=${root};Parent=${parent};Sampled=0`,
    `Root=${root};Parent=${parent};Sampled=?`,
    `Root=${root};Sampled=1`,
    `Parent=${parent};Sampled=1`,
    `Root=1-5759e988-bd862e3f;Parent=${parent};Sampled=1`,
    `Root=${root};Parent=x;Sampled=1`,
    `Root=${root}"};Parent=${parent};Sampled=1`,
  ])('is not sent: %s', (header) => {
    expect(sampledTrace(header)).toBeUndefined();
  });
});
