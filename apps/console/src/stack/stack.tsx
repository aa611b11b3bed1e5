import { useLive, useStack } from '../context.ts';
import { Requests } from '../job/requests.tsx';
import type { Route } from '../router.ts';
import { Problem } from '../ui/problem.tsx';
import { Json } from '../ui/text.tsx';
import { useLoaded, useThrottled } from '../ui/use-loaded.ts';
import { Overview } from './overview.tsx';
import { Resources } from './resources.tsx';

const views = [
  ['', 'Overview'],
  ['resources', 'Resources'],
  ['roles', 'Roles'],
  ['template', 'Template'],
  ['access-log', 'Access log'],
] as const;

export function Stack({ route: { query } }: { readonly route: Route }) {
  const shown = query.get('view') ?? '';
  const { view } = useStack();
  return (
    <>
      <h1>{view.stackName}</h1>
      <nav class="segments views" aria-label="Views of the stack">
        {views.map(([name, label]) => (
          <a
            key={name}
            href={name ? `#/stack?view=${name}` : '#/stack'}
            aria-current={name === shown ? 'true' : undefined}
          >
            {label}
          </a>
        ))}
      </nav>
      {shown === '' && <Overview view={view} />}
      {shown === 'resources' && <Resources resources={view.resources} />}
      {shown === 'roles' && <Roles />}
      {shown === 'template' && <Template />}
      {shown === 'access-log' && <AccessLog />}
    </>
  );
}

const Roles = () => (
  <>
    {useStack().view.roles.map(({ name, arn, policies }) => (
      <section key={arn} class="card">
        <h2>{name}</h2>
        <p class="hint mono">{arn}</p>
        <details>
          <summary>Policies</summary>
          <Json value={policies} label={`Policies of ${name}`} />
        </details>
      </section>
    ))}
  </>
);

function Template() {
  const { api, stack } = useLive();
  const { value, error } = useLoaded(() => api.template(), [api, stack.value]);
  return (
    <section class="card">
      <h2>Running template</h2>
      <Problem error={error} title="Could not read the template" />
      {value !== undefined && <Json value={value} label="CloudFormation template" />}
    </section>
  );
}

const refreshMs = 1000;

function AccessLog() {
  const { api, pulse } = useLive();
  const { value, error, reload } = useLoaded(() => api.accessLog(), [api]);
  useThrottled(reload, pulse.value, refreshMs);
  return (
    <>
      <Problem error={error} title="Could not read the access log" />
      {value && <Requests title="Latest requests" requests={value} />}
    </>
  );
}
