import { useState } from 'preact/hooks';
import { useLive, useStack } from '../context.ts';
import { Code } from '../ui/text.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { curlCommand, jobsApiCommand, sdkProgram } from './copy-commands.ts';

const ways = [
  ['cli', 'Command line'],
  ['curl', 'curl'],
  ['sdk', 'SDK'],
] as const;

/** Code to submit the same job in other ways. */
export function CopyAs({ parameters }: { readonly parameters: string }) {
  const [way, setWay] = useState<(typeof ways)[number][0]>('cli');
  const { api } = useLive();
  const { view } = useStack();
  const credentials = useLoaded(() => api.credentials(), []);
  const texts = {
    cli: () => jobsApiCommand(parameters),
    curl: () => credentials.value && curlCommand(parameters, { ...view, credentials: credentials.value }),
    sdk: () => sdkProgram(parameters, view),
  };
  return (
    <fieldset class="copy-as">
      <legend>Submit this job from elsewhere</legend>
      <div class="segments">
        {ways.map(([name, label]) => (
          <label key={name}>
            <input
              type="radio"
              name="copy-as"
              checked={way === name}
              onChange={() => {
                setWay(name);
              }}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <Code text={texts[way]() ?? 'Reading the credentials…'} label={ways.find(([name]) => name === way)?.[1] ?? way} />
    </fieldset>
  );
}
