export const CHANNEL_KINDS = ['email', 'slack', 'discord', 'teams', 'webhook'] as const;

/** `slack`: whatever takes Slack's incoming webhooks (Mattermost, Rocket.Chat). `webhook`: JSON of ours, signed. */
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Where the mail of a channel goes, without the password. */
export interface EmailTarget {
  to: string[];
  /** null: the server of SMTP_URL. */
  smtp: SmtpServer | null;
}

export interface SmtpServer {
  host: string;
  port: number;
  tls: 'implicit' | 'starttls' | 'none';
  user: string | null;
  /** Whom its mail comes from. */
  from: string;
}

/** Every day at this time in the channel's zone. */
export interface Digest {
  enabled: boolean;
  hour: number;
  minute: number;
}

export const NO_DIGEST: Digest = { enabled: false, hour: 8, minute: 0 };
