import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultProvider } from './environment-credentials.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('defaultProvider', () => {
  it('F1 reads the environment at each call', async () => {
    const provider = defaultProvider();
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'ASIA1');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_SESSION_TOKEN', 'token');
    expect(await provider()).toEqual({ accessKeyId: 'ASIA1', secretAccessKey: 'secret', sessionToken: 'token' });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIA2');
    vi.stubEnv('AWS_SESSION_TOKEN', undefined);
    expect(await provider()).toEqual({ accessKeyId: 'AKIA2', secretAccessKey: 'secret' });
  });

  it('says what is missing', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    await expect(defaultProvider()()).rejects.toThrow('AWS_ACCESS_KEY_ID');
  });
});
