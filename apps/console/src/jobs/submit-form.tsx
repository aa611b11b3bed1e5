import { useId, useState } from 'preact/hooks';
import type { JobParameters } from '@jobs/client-sdk';
import { useStack } from '../context.ts';
import { linkTo } from '../router.ts';
import { Problem } from '../ui/problem.tsx';
import { useAction } from '../ui/use-action.ts';
import { visible } from '../ui/visible-text.ts';
import { CopyAs } from './copy-as.tsx';
import { FieldInput } from './field-input.tsx';
import { fieldsOf, propertyOf, withProperty } from './schema-fields.ts';

/** A form to submit a job, with a field per parameter and as JSON. Both edit the same text. */
export function SubmitForm() {
  const { contract, jobs } = useStack();
  const [text, setText] = useState<string>(() => JSON.stringify(contract.example, null, 2));
  const [accepted, setAccepted] = useState<string | undefined>();
  const { isBusy, error, run } = useAction();
  const id = useId();
  const fields = fieldsOf(contract.parameters);
  const parameters = parse(text);
  const submit = (event: Event) => {
    event.preventDefault();
    setAccepted(undefined);
    run(async () => {
      const handle = await jobs.submit(JSON.parse(text) as JobParameters);
      setAccepted(handle.id);
    });
  };
  return (
    <form class="card submit" noValidate onSubmit={submit} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Submit a job</h2>
      {parameters &&
        fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            value={propertyOf(parameters, field.name)}
            onChange={(value) => {
              setText(JSON.stringify(withProperty(parameters, field.name, value), null, 2));
            }}
          />
        ))}
      <details open={fields.length === 0}>
        <summary>As JSON</summary>
        <label for={id} class="visually-hidden">
          Parameters as JSON
        </label>
        <textarea
          id={id}
          class="mono"
          rows={Math.min(16, text.split('\n').length + 1)}
          spellcheck={false}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        {!parameters && <p class="hint tone-warning">This is not a JSON object, so there are no fields.</p>}
      </details>
      <div class="actions">
        <button class="primary" disabled={isBusy}>
          {isBusy ? 'Submitting…' : 'Submit'}
        </button>
        {accepted && (
          <p role="status" class="accepted">
            Accepted: <a href={linkTo('jobs', accepted)}>{visible(accepted)}</a>
          </p>
        )}
      </div>
      <Problem
        error={error}
        title={error instanceof SyntaxError ? 'Not sent: invalid JSON' : 'Could not submit the job'}
      />
      <CopyAs parameters={parameters ? JSON.stringify(parameters) : text} />
    </form>
  );
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
