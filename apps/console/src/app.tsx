import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Live } from './connection/live.ts';
import { LiveContext } from './context.ts';
import { Failures } from './failures/failures.tsx';
import { Faults } from './faults/faults.tsx';
import { Header } from './header.tsx';
import { JobPage } from './job/job-page.tsx';
import { Jobs } from './jobs/jobs.tsx';
import { Locked } from './locked.tsx';
import { Picture } from './picture/picture.tsx';
import { type Route, route } from './router.ts';
import { Stack } from './stack/stack.tsx';

interface Page {
  readonly title: string;
  readonly Content: ComponentType<{ readonly route: Route }>;
}

const pages: Readonly<Record<string, Page | undefined>> = {
  '': { title: 'Overview', Content: Picture },
  jobs: { title: 'Jobs', Content: Jobs },
  failures: { title: 'Failures', Content: Failures },
  faults: { title: 'Faults and time', Content: Faults },
  stack: { title: 'Stack', Content: Stack },
};
const jobPage: Page = { title: 'Job', Content: JobPage };
const unknownPage: Page = { title: 'Not found', Content: NotFound };

export function App({ live }: { readonly live: Live }) {
  if (live.connection.value === 'refused') return <Locked />;
  return (
    <LiveContext.Provider value={live}>
      <a class="skip" href="#content" onClick={skipToContent}>
        Skip to content
      </a>
      <Header />
      {live.stack.value ? <Content route={route.value} /> : <main class="loading">Connecting to the local run…</main>}
    </LiveContext.Provider>
  );
}

function Content({ route }: { readonly route: Route }) {
  const page = route.part === 'jobs' && route.id ? jobPage : (pages[route.part] ?? unknownPage);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const place = `${route.part}/${route.id ?? ''}`;
  useEffect(() => {
    document.title = `${page.title} · Jobs console`;
    // Moving the focus announces a new page to screen readers; the first page is read anyway.
    if (!first.current) main.current?.focus();
    first.current = false;
  }, [place, page]);
  return (
    <main id="content" ref={main} tabIndex={-1}>
      <page.Content key={place} route={route} />
    </main>
  );
}

function NotFound() {
  return (
    <p>
      Page not found. <a href="#/">Go to the overview</a>
    </p>
  );
}

/** The fragment is the route, so the link cannot use it as an anchor. */
function skipToContent(event: Event) {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
