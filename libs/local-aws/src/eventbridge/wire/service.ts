import type { HttpRequest } from '../../kernel/index.ts';
import {
  acceptsTarget,
  type AwsService,
  jsonError,
  jsonRequest,
  jsonResponse,
  ServiceError,
} from '../../wire/index.ts';
import { EventBridgeError } from '../engine/errors.ts';
import type { EventBridge } from '../engine/event-bridge.ts';
import type { WireInput } from './input.ts';
import { operations } from './operations.ts';

export interface EventsServiceOptions {
  readonly region: string;
  readonly accountId: string;
}

/** EventBridge in the AWS JSON protocol 1.1; its errors all have status 400 (docs/facts/c.md#c7). */
export function createEventsService(eventBridge: EventBridge, options: EventsServiceOptions): AwsService {
  return {
    signingName: 'events',
    accepts: (request) => acceptsTarget(request, 'AWSEvents'),
    permission: (request) => {
      const { operation, input } = jsonRequest(request);
      return { action: `events:${operation}`, resource: resourceOf(operation, input, eventBridge, options) };
    },
    handle: async (request: HttpRequest) => {
      const { operation, input } = jsonRequest(request);
      const run = operations.get(operation);
      if (!run) {
        const message = `The local run does not support the EventBridge operation ${operation}. Supported: ${[...operations.keys()].join(', ')}.`;
        throw new ServiceError(400, 'UnknownOperationException', message);
      }
      try {
        return jsonResponse(200, await run(eventBridge, input), '1.1');
      } catch (error) {
        if (error instanceof EventBridgeError) return jsonError(error, '1.1');
        throw error;
      }
    },
    errorResponse: (error) => jsonError(error, '1.1'),
  };
}

/** The ARN that an operation needs permission for; `*` for operations without a single resource. */
function resourceOf(
  operation: string,
  input: WireInput,
  eventBridge: EventBridge,
  { region, accountId }: EventsServiceOptions,
): string {
  const arn = (type: string, name: unknown) =>
    typeof name === 'string' ? `arn:aws:events:${region}:${accountId}:${type}/${name}` : '*';
  const bus = (name: unknown) => {
    const nameOrArn = typeof name === 'string' ? name : 'default';
    return nameOrArn.startsWith('arn:') ? nameOrArn : arn('event-bus', nameOrArn);
  };
  switch (operation) {
    case 'PutEvents':
      return onlyBus(input.Entries, bus);
    case 'StartReplay':
      return typeof input.EventSourceArn === 'string' ? input.EventSourceArn : '*';
    case 'DescribeReplay':
    case 'CancelReplay':
      return arn('replay', input.ReplayName);
    case 'DescribeArchive':
      return arn('archive', input.ArchiveName);
    case 'DescribeEventBus':
      return bus(input.Name);
    case 'DescribeRule':
    case 'ListTargetsByRule':
      return ruleArn(input, eventBridge, arn);
    default:
      return '*';
  }
}

/** The bus of all entries: a permission is checked for one resource, so entries for several buses are rejected. */
function onlyBus(entries: unknown, bus: (name: unknown) => string): string {
  const names = Array.isArray(entries)
    ? entries.map((entry: unknown) => bus((entry as WireInput | null)?.EventBusName))
    : [];
  const [first = '*', ...others] = new Set(names);
  if (others.length === 0) return first;
  const message = `The local run only supports requests with entries for one event bus, not for ${[first, ...others].join(', ')}. Send one request per bus.`;
  throw new ServiceError(400, 'ValidationException', message);
}

function ruleArn(input: WireInput, eventBridge: EventBridge, arn: (type: string, name: unknown) => string): string {
  const rule = input.Rule ?? input.Name;
  const busName = input.EventBusName;
  const bus = eventBridge.listEventBuses().find(({ name, arn: busArn }) => busName === name || busName === busArn);
  return typeof rule === 'string' && bus && bus.name !== 'default'
    ? arn('rule', `${bus.name}/${rule}`)
    : arn('rule', rule);
}
