import process from 'node:process';

const { JOBS_API_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
globalThis.settings = {
  baseUrl: JOBS_API_URL,
  region: AWS_REGION,
  credentials: {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN,
  },
};
await import('./dist/main.js');
process.stdout.write(`${await globalThis.results}\n`);
