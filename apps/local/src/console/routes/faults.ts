import type { FaultsView } from '@jobs/console/protocol';
import type { FaultRequest } from '../../stack/faults/fault.ts';
import { bodyOf } from '../response.ts';
import type { RouteContext } from './routes.ts';

export const viewFaults = ({ stack: { faults } }: RouteContext): FaultsView => ({
  targets: faults.targets,
  faults: faults.list(),
});

/** @throws FaultRequestError for an invalid fault */
export function setFault(context: RouteContext): FaultsView {
  context.stack.faults.add(bodyOf(context.request) as unknown as FaultRequest);
  return viewFaults(context);
}

export function clearFaults(context: RouteContext): FaultsView {
  context.stack.faults.clear();
  return viewFaults(context);
}
