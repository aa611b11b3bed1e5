/**
 * Replaces the job examples in README.md: the request bodies and the program.
 * @param example the parameters of a job
 */
export function replaceExamples(readme: string, example: unknown): string {
  const body = JSON.stringify(example);
  const replacements: [RegExp, string][] = [
    [/(?<=(?:submit|-d) ')\{.*?\}(?=')/g, body],
    [/(?<=`POST \/jobs` `)\{.*?\}(?=`)/g, body],
    [/(?<=submitAndWait\()\{.*?\}(?=\))/g, body],
    [/^console\.log\(job\.results.*$/gm, 'console.log(job.results);'],
  ];
  return replacements.reduce((text, [pattern, value]) => text.replace(pattern, () => value), readme);
}
