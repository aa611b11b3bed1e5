import type { Caller, HttpRequest } from '../../kernel/index.ts';

/** A user of the account, as the caller that services see. */
export const localUser: Caller = {
  accountId: '000000000000',
  accessKeyId: 'AKIA',
  principalId: 'AIDA',
  arn: 'arn:aws:iam::000000000000:user/local',
};

/** A call to a JSON service. @param target such as `AmazonSQS.ReceiveMessage` */
export function jsonCall(target: string, input: object): HttpRequest {
  const headers = [['X-Amz-Target', target]] as const;
  return { method: 'POST', path: '/', query: '', headers, body: Buffer.from(JSON.stringify(input)), sourceIp: '::1' };
}
