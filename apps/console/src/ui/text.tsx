import { useState } from 'preact/hooks';
import { CopyButton } from './copy-button.tsx';
import { count } from './format.ts';
import { toJson, visible } from './visible-text.ts';

const shownCharacters = 4000;

/** A text from a job, shortened if it is very long. */
export function Text({ children }: { readonly children: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const isLong = children.length > shownCharacters;
  return (
    <bdi class="text">
      {visible(isLong && !isWhole ? children.slice(0, shownCharacters) : children)}
      {isLong && !isWhole && (
        <>
          …{' '}
          <button
            type="button"
            class="link"
            onClick={() => {
              setIsWhole(true);
            }}
          >
            Show all {count(children.length)} characters
          </button>
        </>
      )}
    </bdi>
  );
}

/** A value from a job or the stack, as JSON. */
export function Json({ value, label }: { readonly value: unknown; readonly label: string }) {
  return <Code text={toJson(value)} label={label} />;
}

/** A text with a copy button. */
export function Code({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <div class="code">
      <CopyButton text={text} label={label} />
      <pre tabIndex={0} role="group" aria-label={label}>
        <Text>{text}</Text>
      </pre>
    </div>
  );
}
