/** Shown without a token, or with a token of another run. */
export function Locked() {
  return (
    <main class="locked">
      <div class="card locked-card">
        <img src="/console/icon.svg" alt="" width="48" height="48" />
        <h1>This page requires the run's token</h1>
        <p>
          Open the address that <code>npm start</code> prints, or run <code>npx jobs-api open</code> in the repository.
        </p>
        <p class="muted">Each run has its own token, so the address of an earlier run does not work.</p>
      </div>
    </main>
  );
}
