import { createJobsClient } from '@jobs/client-sdk';

const { baseUrl, region } = await (await fetch('/settings')).json();

/** Called again before the session expires. */
async function credentials() {
  const { expiration, ...keys } = await (await fetch('/session', { method: 'POST' })).json();
  return { ...keys, ...(expiration && { expiration: new Date(expiration) }) };
}

const jobs = createJobsClient({ baseUrl, region, credentials });
const form = document.querySelector('form');
const output = document.querySelector('output');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    const parameters = { seconds: form.elements.seconds.valueAsNumber };
    const onStatus = ({ status }) => (output.value = status);
    const { status, results } = await jobs.submitAndWait(parameters, { onStatus });
    output.value = `${status}: ${results.message}`;
  } catch (error) {
    output.value = `${error.name}: ${error.message}`;
  }
});
form.querySelector('button').disabled = false;
