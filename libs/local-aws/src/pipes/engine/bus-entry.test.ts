import { describe, expect, it } from 'vitest';
import { definePipe, recordOf, streamArn } from '../testing/pipe-fixture.ts';

describe('converting a record to a bus entry', () => {
  const entryOf = (properties: Parameters<typeof definePipe>[0], image: Record<string, unknown> = {}) =>
    definePipe(properties).entryOf(recordOf('a', 'Success', { now: 1_700_000_000_000, ...image }), {
      ingestedAt: 1_700_000_001_000,
    });

  it('J8 fills paths and reserved names in its template, and keeps stored JSON as text', () => {
    const template = JSON.stringify({
      pipe: '<aws.pipes.pipe-name>',
      source: '<aws.pipes.source-arn>',
      at: '<aws.pipes.event.ingestion-time>',
      quoted: 'job <$.dynamodb.Keys.id.S>',
      results: '<$.dynamodb.NewImage.results.S>',
    }).replace(
      '}',
      ', "unquoted": <$.dynamodb.NewImage.results.S>, "key": <$.dynamodb.Keys>, "all": <aws.pipes.event.json>}',
    );
    const { detail } = entryOf({ target: { InputTemplate: template } }, { results: { S: '{"message": "a\\"b"}' } });
    expect(detail).toMatchObject({
      pipe: 'ends',
      source: streamArn,
      at: '2023-11-14T22:13:21.000Z',
      quoted: 'job a',
      results: '{"message": "a\\"b"}',
      unquoted: '{"message": "a\\"b"}',
      key: { id: { S: 'a' } },
      all: { eventID: 'event of a', dynamodb: { Keys: { id: { S: 'a' } } } },
    });
  });

  it('yields the record without a template', () => {
    expect(entryOf({ target: { InputTemplate: undefined } }).detail).toMatchObject({ eventID: 'event of a' });
  });

  it('J10 takes bus parameters from the record, each from a single path', () => {
    const bus = {
      DetailType: '$.dynamodb.NewImage.status.S',
      Source: '$.dynamodb.Keys.id.S',
      Resources: ['one', '$.eventID'],
      Time: '$.dynamodb.ApproximateCreationDateTime',
    };
    expect(entryOf({ bus })).toMatchObject({
      detailType: 'Success',
      source: 'a',
      resources: ['one', 'event of a'],
      time: 1_700_000_000_000,
    });
    const finishedAt = { finishedAt: { S: '2026-11-27T04:00:00.000Z' } };
    expect(entryOf({ bus: { Time: '$.dynamodb.NewImage.finishedAt.S' } }, finishedAt).time).toBe(1_795_752_000_000);
  });

  it.each([
    ['a status of the filter', recordOf('a', 'Failure'), true],
    ['another status', recordOf('a', 'Running'), false],
    ['no new image', recordOf('a'), false],
  ])('J7 depends on its filters: %s', (_what, record, isAccepted) => {
    expect(definePipe().accepts(record)).toBe(isAccepted);
  });

  it('J7 accepts every record without filters, and otherwise those that match any filter', () => {
    const filters = (...patterns: string[]) =>
      definePipe({ source: { FilterCriteria: { Filters: patterns.map((Pattern) => ({ Pattern })) } } });
    expect(filters().accepts(recordOf('a', 'Running'))).toBe(true);
    const either = filters('{"eventID":["event of a"]}', '{"eventID":["event of b"]}');
    expect(['a', 'b', 'c'].map((id) => either.accepts(recordOf(id, 'Running')))).toEqual([true, true, false]);
  });
});
