import { useId } from 'preact/hooks';
import { type Field, readField, writeField } from './schema-fields.ts';

interface Props {
  readonly field: Field;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** The input for one parameter. It accepts invalid values, so that you can see the gateway's response. */
export function FieldInput({ field, value, onChange }: Props) {
  const id = useId();
  const { name, kind, isRequired, description, hint, choices } = field;
  const text = writeField(field, value);
  const read = (event: Event) => {
    onChange(readField(field, (event.currentTarget as HTMLInputElement).value));
  };
  const common = { id, 'aria-describedby': `${id}-hint`, value: text };
  return (
    <div class="field">
      <label for={id}>
        {name}
        {!isRequired && <span class="muted"> (optional)</span>}
      </label>
      {kind === 'choice' || kind === 'switch' ? (
        <select {...common} onChange={read}>
          {(!isRequired || text === '') && <option value="">not set</option>}
          {(kind === 'switch' ? [true, false] : choices).map((choice) => (
            <option key={JSON.stringify(choice)} value={JSON.stringify(choice)}>
              {String(choice)}
            </option>
          ))}
        </select>
      ) : kind === 'json' ? (
        <textarea {...common} rows={4} class="mono" onChange={read} spellcheck={false} />
      ) : (
        <input {...common} inputMode={kind === 'number' ? 'decimal' : 'text'} autocomplete="off" onInput={read} />
      )}
      <p class="hint" id={`${id}-hint`}>
        {[description, hint].filter(Boolean).join(' · ')}
      </p>
    </div>
  );
}
