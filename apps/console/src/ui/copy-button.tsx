import { useState } from 'preact/hooks';

const shownMs = 1500;

/** @param label what the button copies, for screen readers */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [state, setState] = useState<'Copy' | 'Copied' | 'Cannot copy'>('Copy');
  const copy = async () => {
    setState(
      await navigator.clipboard.writeText(text).then(
        () => 'Copied' as const,
        () => 'Cannot copy' as const,
      ),
    );
    setTimeout(() => {
      setState('Copy');
    }, shownMs);
  };
  return (
    <button type="button" class="copy" onClick={() => void copy()} aria-label={`${state} ${label}`}>
      {state}
    </button>
  );
}
