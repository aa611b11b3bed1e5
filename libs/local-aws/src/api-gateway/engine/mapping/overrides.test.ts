import { describe, expect, it } from 'vitest';
import { render, renderResult } from './scope.fixture.ts';

describe('$context.responseOverride', () => {
  it('A74 sets status and headers', () => {
    const source = [
      '#set($context.responseOverride.status = 202)',
      '#set($context.responseOverride.header.Location = "/dev/jobs/1")',
      '#set($context.responseOverride.header.Retry-After = "1")',
      'accepted',
    ].join('\n');
    expect(renderResult(source)).toMatchObject({
      body: 'accepted',
      responseOverride: { status: 202, header: { Location: '/dev/jobs/1', 'Retry-After': '1' } },
    });
  });

  it.each(['100', '404', '599'])('A75 accepts the status %s', (status) => {
    const result = renderResult(`#set($context.responseOverride.status = ${status})`);
    expect(result.responseOverride.status).toBe(Number(status));
  });

  it.each(['99', '600', '404.0', '-1', 'true', '[404]', '99999999999'])('A75 ignores the status %s', (status) => {
    const result = renderResult(`#set($context.responseOverride.status = ${status})`);
    expect(result.responseOverride).toEqual({ header: {} });
  });

  it('A75 can be set once for each parameter', () => {
    const twice = '#set($context.responseOverride.header.A = "1")\n#set($context.responseOverride.header.A = "2")';
    expect(() => renderResult(twice)).toThrow('test.vtl, line 2: $context.responseOverride.header.A: A is overridden');
    const put = '#set($context.responseOverride.status = 200)$context.responseOverride.put("status", 201)';
    expect(() => renderResult(put)).toThrow('status is overridden a second time');
  });

  it('is absent when nothing is overridden', () => {
    expect(renderResult('x').responseOverride).toEqual({ header: {} });
  });
});

describe('$context.requestOverride', () => {
  it('A76 supports variable keys, brackets and put()', () => {
    const source = [
      '#set($context.requestOverride.header.X-Amz-Target = "AWSEvents.PutEvents")',
      '#set($name = "q")#set($context.requestOverride.querystring[$name] = 5)',
      '#set($context["requestOverride"]["path"]["p"] = "1")',
      '#set($x = $context.requestOverride.header.put("B", "2"))',
    ].join('\n');
    expect(renderResult(source).requestOverride).toEqual({
      path: { p: '1' },
      querystring: { q: '5' },
      header: { 'X-Amz-Target': 'AWSEvents.PutEvents', B: '2' },
    });
  });

  it('A76 can be read in the response template', () => {
    const requestOverride = { path: { p: '1' }, querystring: {}, header: { A: 'x' } };
    const source = '$context.requestOverride.path.p $context.requestOverride.header.A';
    expect(render(source, { requestOverride })).toBe('1 x');
  });

  it('can be replaced as a whole', () => {
    const source = '#set($context.requestOverride = {"header": {"A": "x"}})';
    expect(renderResult(source).requestOverride).toEqual({ path: {}, querystring: {}, header: { A: 'x' } });
  });
});
