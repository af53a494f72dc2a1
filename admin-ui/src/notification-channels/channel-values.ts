import { TOPICS_AT_FIRST } from './channel.js';

/** The form's values, and the requests that they make. */
type Values = Record<string, unknown>;

export const NEW_CHANNEL = {
  name: '',
  kind: 'email',
  enabled: true,
  url: '',
  email: { to: [], smtp: null },
  events: TOPICS_AT_FIRST,
  sourceIds: 'all',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  digest: { enabled: false },
  digestAt: '08:00',
};

/** What `POST /notification-channels` takes. */
export function channelRequest(values: Values): Values {
  const { kind, url, email } = values;
  return { kind, ...common(values), ...(kind === 'email' ? { email: emailOf(email as Values) } : { url }) };
}

/** What `PATCH /notification-channels/:id` takes: what was changed. */
export function channelChanges(values: Values, before: Values): Values {
  const email = before.email as Values | null;
  const { enabled, hour, minute } = before.digest as Values;
  // In the order in which they are made here: they are compared as text.
  const was: Values = { ...before, digest: { enabled, hour, minute }, email: email === null ? null : emailOf(email) };
  const now: Values = {
    ...common(values),
    ...(email === null ? { url: values.url } : { email: emailOf(values.email as Values) }),
  };
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name])),
  );
}

function common({ name, enabled, events, sourceIds, timeZone, digest, digestAt }: Values): Values {
  const [hour, minute] = String(digestAt).split(':').map(Number);
  return {
    name,
    enabled,
    events,
    sourceIds,
    timeZone,
    digest: { enabled: (digest as Values).enabled, hour, minute },
  };
}

/** It is replaced whole; a password that is not typed again is kept, as long as it goes to the same server. */
function emailOf({ to, smtp }: Values): Values {
  if (smtp === null || smtp === undefined) return { to };
  const { host, port, tls, user, password, from } = smtp as Values;
  return { to, smtp: present({ host, port, tls, user, password, from }) };
}

function present(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== '' && value !== null && value !== undefined),
  );
}
