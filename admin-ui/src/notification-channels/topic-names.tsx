import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { type Topic, TOPICS } from './channel.js';

/** So many are named in a list; the others are counted. */
const NAMED = 2;

/** What a channel tells of, in a few words. */
export function TopicNames({ of }: { of: readonly Topic[] }): ReactNode {
  const translate = useTranslate();
  const words = (key: string, more?: object): string => translate(`resources.notification-channels.${key}`, more);
  if (of.length === 0) return words('topics.none');
  if (of.length === TOPICS.length) return words('topics.all');
  const names = TOPICS.filter((topic) => of.includes(topic)).map((topic) => words(`topic.${topic}`));
  const others = names.length - NAMED;
  const named = names.slice(0, NAMED).join(', ');
  return others > 0 ? words('topics.and_more', { named, smart_count: others }) : named;
}
