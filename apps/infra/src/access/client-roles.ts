import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { type OperationId, operations } from '@jobs/contract';
import { type CallerTrust, ClientRole } from './client-role.ts';

export interface ClientRolesProps {
  readonly api: RestApi;
  /** The operations that the stage has. */
  readonly operationIds: readonly OperationId[];
  /** The names of the clients, each with its own role. */
  readonly clients: readonly string[];
  /** Whether there is a role for each kind of access. */
  readonly separateRoles: boolean;
  readonly trust: CallerTrust;
}

/**
 * The roles of callers, keyed by stack output: one with full access, one for each client and, if the stage is set to,
 * one for each kind of access.
 */
export function createClientRoles(scope: Construct, props: ClientRolesProps): Record<string, ClientRole> {
  const { api, operationIds, clients, separateRoles, trust } = props;
  const create = (id: string, purpose: string, allowed = Object.keys(operations) as OperationId[]) =>
    new ClientRole(scope, id, {
      purpose,
      api,
      trust,
      operationIds: allowed.filter((operationId) => operationIds.includes(operationId)),
    });
  return {
    JobsApiInvokeRole: create('InvokeRole', 'call the Jobs API'),
    ...Object.fromEntries(
      clients.map((client) => {
        const name = `${client.charAt(0).toUpperCase()}${client.slice(1)}`;
        return [`JobsApiInvokeRole${name}`, create(`InvokeRole${name}`, `call the Jobs API as ${client}`)];
      }),
    ),
    ...(separateRoles && {
      JobsApiReadRole: create('ReaderRole', 'only read and list jobs of the Jobs API', ['getJob', 'listJobs']),
      JobsApiSubmitRole: create('SubmitterRole', 'only submit jobs to the Jobs API', ['submitJob']),
      JobsApiCancelRole: create('CancellerRole', 'only cancel jobs of the Jobs API', ['cancelJob']),
    }),
  };
}
