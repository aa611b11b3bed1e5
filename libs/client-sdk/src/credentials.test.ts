import { describe, expect, it, vi } from 'vitest';
import { createCredentialsSource, type Credentials } from './credentials.ts';
import { fakeClock } from './testing/fake-clock.ts';

const minuteMs = 60_000;

function temporary(name: string, expiresAt?: number): Credentials {
  return {
    accessKeyId: `ASIA${name}`,
    secretAccessKey: `secret-${name}`,
    sessionToken: `token-${name}`,
    ...(expiresAt !== undefined && { expiration: new Date(expiresAt) }),
  };
}

describe('credentials', () => {
  it('are requested from a provider once, for all concurrent and later calls', async () => {
    const provider = vi.fn(() => Promise.resolve(temporary('A')));
    const source = createCredentialsSource(provider, fakeClock());

    const all = await Promise.all(Array.from({ length: 100 }, () => source.get()));
    await source.get();

    expect(provider).toHaveBeenCalledTimes(1);
    expect(new Set(all).size).toBe(1);
  });

  it('are requested again a minute before they expire, once', async () => {
    const clock = fakeClock();
    const provider = vi
      .fn<() => Promise<Credentials>>()
      .mockResolvedValueOnce(temporary('A', clock.now() + 15 * minuteMs))
      .mockResolvedValue(temporary('B', clock.now() + 30 * minuteMs));
    const source = createCredentialsSource(provider, clock);

    await source.get();
    clock.advance(14 * minuteMs - 1);
    const before = await source.get();
    clock.advance(1);
    const after = await Promise.all([source.get(), source.get()]);

    expect(before.accessKeyId).toBe('ASIAA');
    expect(after.map((credentials) => credentials.accessKeyId)).toEqual(['ASIAB', 'ASIAB']);
    expect(provider).toHaveBeenCalledTimes(2);
  });

  it('are used until they expire if an early renewal fails, and not after that', async () => {
    const clock = fakeClock();
    const provider = vi
      .fn<() => Promise<Credentials>>()
      .mockResolvedValueOnce(temporary('A', clock.now() + minuteMs))
      .mockRejectedValue(new Error('metadata service is away'));
    const source = createCredentialsSource(provider, clock);

    await source.get();
    clock.advance(minuteMs / 2);
    expect((await source.get()).accessKeyId).toBe('ASIAA');
    clock.advance(minuteMs / 2);

    await expect(source.get()).rejects.toMatchObject({ name: 'JobsCredentialsError', code: 'NoCredentials' });
  });

  it('may have their expiration as text, as STS writes it in JSON', async () => {
    const clock = fakeClock();
    const expiration = new Date(clock.now() + 15 * minuteMs).toISOString() as unknown as Date;
    const provider = vi.fn(() => Promise.resolve({ ...temporary('A'), expiration }));
    const source = createCredentialsSource(provider, clock);

    await source.get();
    await source.get();
    expect(provider).toHaveBeenCalledTimes(1);
    clock.advance(14 * minuteMs);
    await source.get();

    expect(provider).toHaveBeenCalledTimes(2);
  });

  it('are force-refreshed when the service has rejected them, once for all their users', async () => {
    const provider = vi
      .fn<(options?: { forceRefresh?: boolean }) => Promise<Credentials>>()
      .mockResolvedValueOnce(temporary('A'))
      .mockResolvedValue(temporary('B'));
    const source = createCredentialsSource(provider, fakeClock());
    const old = await source.get();

    const renewed = await Promise.all([source.get(old), source.get(old)]);
    const late = await source.get(old);

    expect([...renewed, late].map(({ accessKeyId }) => accessKeyId)).toEqual(['ASIAB', 'ASIAB', 'ASIAB']);
    expect(provider.mock.calls).toEqual([[{ forceRefresh: false }], [{ forceRefresh: true }]]);
  });

  it('are requested again after a provider failed, even if it threw synchronously', async () => {
    const provider = vi
      .fn<() => Promise<Credentials>>()
      .mockImplementationOnce(() => {
        throw new Error('no profile');
      })
      .mockResolvedValue(temporary('A'));
    const source = createCredentialsSource(provider, fakeClock());

    await expect(source.get()).rejects.toMatchObject({ cause: new Error('no profile') });

    expect((await source.get()).accessKeyId).toBe('ASIAA');
  });

  it.each([
    { accessKeyId: '', secretAccessKey: 's' },
    { accessKeyId: 'a', secretAccessKey: '' },
  ])('with a missing key are an error', async (credentials) => {
    await expect(createCredentialsSource(credentials, fakeClock()).get()).rejects.toThrow(/ is missing\.$/);
  });
});
