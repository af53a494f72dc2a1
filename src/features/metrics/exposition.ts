export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  /** Of a histogram: `_bucket`, `_sum`, `_count`. */
  suffix?: string;
  labels?: Labels;
  value: number;
}

/** All samples of one metric. */
export interface MetricFamily {
  name: string;
  help: string;
  type: 'counter' | 'gauge' | 'histogram';
  samples: readonly Sample[];
}

/** As Prometheus reads it (text format 0.0.4). A family without a sample still says that it exists. */
export function exposition(families: readonly MetricFamily[]): string {
  return families.map(textOf).join('');
}

function textOf({ name, help, type, samples }: MetricFamily): string {
  const lines = [`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} ${type}`];
  for (const { suffix = '', labels = {}, value } of samples)
    lines.push(`${name}${suffix}${labelText(labels)} ${value}`);
  return `${lines.join('\n')}\n`;
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
