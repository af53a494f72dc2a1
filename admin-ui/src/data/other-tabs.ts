import { session } from './session.js';

const TABS = new BroadcastChannel('backstitch-session');

/** Tells the other tabs of this browser whose the session is now; null: nobody's. They have one cookie for all. */
export function tellOtherTabs(person: string | null): void {
  TABS.postMessage(person);
}

/**
 * What a tab shows is for one person's eyes: for another's it is drawn anew. A tab whose session has ended goes on when the
 * same person has signed in elsewhere.
 */
export function hearOtherTabs(renew: () => Promise<unknown>): void {
  TABS.onmessage = ({ data: person }: MessageEvent<string | null>) => {
    if (person !== (session.me?.id ?? null)) location.reload();
    else if (session.hasEnded) renew().catch(reportError);
  };
}
