import { Text } from './text.tsx';

/** An error from a user action or from loading data. */
export function Problem({ error, title }: { readonly error: Error | undefined; readonly title: string }) {
  if (!error) return null;
  const details = 'details' in error && typeof error.details === 'string' ? error.details : undefined;
  return (
    <div class="problem" role="alert">
      <strong>{title}</strong>
      <p>
        <Text>{error.message}</Text>
      </p>
      {details && (
        <pre>
          <Text>{details}</Text>
        </pre>
      )}
    </div>
  );
}
