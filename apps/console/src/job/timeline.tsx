import type { Step } from '../protocol.ts';
import { duration } from '../ui/format.ts';
import { Text } from '../ui/text.tsx';
import { Time } from '../ui/time.tsx';
import { visible } from '../ui/visible-text.ts';

/** The shortest pause that is shown. */
const longMs = 1000;

export function Timeline({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <section class="card" aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      {steps.length === 0 && <p class="muted">This run has no events for this job.</p>}
      <ol class="timeline">
        {steps.map((step, i) => {
          const pauseMs = step.at - (steps[i - 1]?.at ?? step.at);
          return (
            <li key={i} class={`step step-${step.tone}`}>
              {pauseMs >= longMs && <p class="step-pause">{duration(pauseMs)} later</p>}
              <p class="step-head">
                <span class="step-who">{visible(step.who)}</span>
                <Time at={step.at} />
              </p>
              <p class="step-text">
                <Text>{step.text}</Text>
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
