import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { definedOf } from '../../common/defined.js';
import { type Page, paginate } from '../../common/pagination.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Audit } from '../audit/audit.js';
import { Tenants } from '../tenants/tenants.js';
import { assertFits, checkedUrl, digestOf, emailDraft, invalid } from './channel-draft.js';
import { NO_DIGEST } from './channel-kinds.js';
import { type ChannelSecret, ChannelSecrets, shortened } from './channel-secrets.js';
import { Destinations } from './destinations.js';
import { dueDay } from './digest-day.js';
import type {
  CreateNotificationChannelRequest,
  ListDeliveriesQuery,
  ListNotificationChannelsQuery,
  UpdateNotificationChannelRequest,
} from './notification-channel-requests.dto.js';
import { NotificationChannel } from './notification-channel.entity.js';
import { NotificationDelivery } from './notification-delivery.entity.js';
import { addSilence } from './silent-channels.js';
import { newSigningSecret } from './render/signature.js';
import { DEFAULT_TOPICS } from './topics.js';

/** A channel after a change, and its new signing secret where it got one. */
export interface ChangedChannel {
  channel: NotificationChannel;
  secret: string | null;
}

@Injectable()
export class NotificationChannelsService {
  constructor(
    private readonly database: Database,
    private readonly tenants: Tenants,
    private readonly destinations: Destinations,
    private readonly secrets: ChannelSecrets,
    private readonly audit: Audit,
  ) {}

  async list(caller: Caller, query: ListNotificationChannelsQuery): Promise<Page<NotificationChannel>> {
    return this.database.as(caller, async (manager) => {
      const channels = channelsOf(manager, caller).query('record');
      if (query.kind !== undefined) channels.andWhere('record.kind = :kind', { kind: query.kind });
      const page = await paginate(channels, query, {
        sortable: { createdAt: 'record.createdAt', name: 'record.name' },
      });
      await addSilence(manager, page.items);
      return page;
    });
  }

  async get(caller: Caller, id: string): Promise<NotificationChannel> {
    return this.database.as(caller, async (manager) => {
      const channel = await channelsOf(manager, caller).get(id);
      await addSilence(manager, [channel]);
      return channel;
    });
  }

  async deliveries(caller: Caller, id: string, query: ListDeliveriesQuery): Promise<Page<NotificationDelivery>> {
    return this.database.as(caller, async (manager) => {
      await channelsOf(manager, caller).get(id);
      const deliveries = new TenantRepository(manager, NotificationDelivery, caller, 'delivery')
        .query('record')
        .andWhere('record.channelId = :id', { id });
      if (query.status !== undefined) deliveries.andWhere('record.status = :status', { status: query.status });
      return paginate(deliveries, query, { sortable: {} });
    });
  }

  async create(caller: Caller, request: CreateNotificationChannelRequest): Promise<ChangedChannel> {
    assertFits(request.kind, request, true);
    const tenantId = await this.tenants.forNew(caller, request.tenantId);
    const channel = freshChannel(tenantId, request);
    const secret = await this.change(channel, {}, request, request.kind === 'webhook');
    return this.database.as(caller, async (manager) => {
      await assertRoom(manager, tenantId);
      await assertNameFree(manager, channel);
      await assertSources(manager, channel);
      channel.digestedOn = await pastDigest(manager, channel);
      await manager.insert(NotificationChannel, channel);
      await this.record(caller, 'create', channel, { kind: channel.kind, to: destinationOf(channel) }, manager);
      return { channel: await manager.findOneByOrFail(NotificationChannel, { id: channel.id }), secret };
    });
  }

  /** Names are looked up before the row is locked; somebody else's change in between is not undone: CONFLICT. */
  async update(caller: Caller, id: string, request: UpdateNotificationChannelRequest): Promise<ChangedChannel> {
    const before = await this.get(caller, id);
    assertFits(before.kind, request, false);
    const after = Object.assign(new NotificationChannel(), before);
    const secret = await this.change(after, this.secrets.open(before), request, request.newSecret === true);
    return this.database.as(caller, async (manager) => {
      const current = await channelsOf(manager, caller).get(id, { lock: true });
      if (current.updatedAt.getTime() !== before.updatedAt.getTime()) throw changedMeanwhile();
      await assertNameFree(manager, after);
      if (request.sourceIds !== undefined) await assertSources(manager, after);
      await manager.save(
        NotificationChannel,
        Object.assign(current, changedPart(after), {
          digestedOn: (await pastDigest(manager, after)) ?? current.digestedOn,
          // What was changed is tried at once: it may be what was wrong.
          nextAttemptAt: null,
        }),
      );
      if (!after.enabled) await cancelPending(manager, id);
      await this.record(caller, 'update', after, { fields: Object.keys(definedOf(request)) }, manager);
      const channel = await manager.findOneByOrFail(NotificationChannel, { id });
      await addSilence(manager, [channel]);
      return { channel, secret };
    });
  }

  /** Answers what it was. */
  async delete(caller: Caller, id: string): Promise<NotificationChannel> {
    return this.database.as(caller, async (manager) => {
      const channel = await channelsOf(manager, caller).get(id, { lock: true });
      await manager.delete(NotificationChannel, { id });
      await this.record(caller, 'delete', channel, { kind: channel.kind, to: destinationOf(channel) }, manager);
      return channel;
    });
  }

  /** Writes what the request says onto the channel; answers the new signing secret, if there is one. */
  private async change(
    channel: NotificationChannel,
    kept: ChannelSecret,
    request: UpdateNotificationChannelRequest,
    isToSign: boolean,
  ): Promise<string | null> {
    const secret = { ...kept };
    if (request.url !== undefined) {
      secret.url = checkedUrl(request.url);
      await this.destinations.assertUrl(secret.url);
      channel.shownUrl = shortened(secret.url);
    }
    if (request.email !== undefined) {
      const before = channel.email === null ? null : { email: channel.email, password: kept.password ?? null };
      const { email, password } = emailDraft(request.email, before);
      await this.destinations.assertEmail(email);
      channel.email = email;
      if (password === null) delete secret.password;
      else secret.password = password;
    }
    const signing = isToSign ? newSigningSecret() : null;
    if (signing !== null) secret.signing = signing;
    channel.sealedSecret = this.secrets.seal(channel.id, secret);
    channel.name = request.name ?? channel.name;
    channel.enabled = request.enabled ?? channel.enabled;
    channel.topics = request.events ?? channel.topics;
    if (request.sourceIds !== undefined) channel.sourceIds = request.sourceIds === 'all' ? null : request.sourceIds;
    channel.timeZone = request.timeZone ?? channel.timeZone;
    if (request.digest !== undefined) channel.digest = digestOf(request.digest, channel.digest);
    return signing;
  }

  private async record(
    caller: Caller,
    verb: 'create' | 'update' | 'delete',
    channel: NotificationChannel,
    data: Record<string, unknown>,
    manager: EntityManager,
  ): Promise<void> {
    const { id, name, tenantId } = channel;
    const subject = { subjectType: 'notification_channel', subjectId: id, subjectName: name, tenantId };
    const entry = { action: `notification_channel.${verb}`, ...subject, data: { name: channel.name, ...data } };
    await this.audit.record(caller, entry, manager);
  }
}

function freshChannel(tenantId: string, { kind, name }: CreateNotificationChannelRequest): NotificationChannel {
  const given = { id: uuidV7(), tenantId, kind, name, enabled: true, topics: [...DEFAULT_TOPICS], timeZone: 'UTC' };
  const none = { sourceIds: null, email: null, shownUrl: null, sealedSecret: null, digestedOn: null };
  return Object.assign(new NotificationChannel(), { ...given, ...none, digest: NO_DIGEST });
}

export function channelsOf(manager: EntityManager, caller: Caller): TenantRepository<NotificationChannel> {
  return new TenantRepository(manager, NotificationChannel, caller, 'notification-channel');
}

/** As everybody may see it. */
function destinationOf(channel: NotificationChannel): unknown {
  return channel.email === null ? channel.shownUrl : channel.email.to;
}

/** Until the transaction ends nobody else takes that name. */
async function assertNameFree(manager: EntityManager, { id, tenantId, name }: NotificationChannel): Promise<void> {
  await lockChannels(manager, tenantId);
  const other = await manager.findOneBy(NotificationChannel, { tenantId, name });
  if (other === null || other.id === id) return;
  throw new AppError('CONFLICT', `There is a channel called "${name}" already.`, { hint: 'Choose another name.' });
}

/** Whoever may make channels may make us knock at doors. */
const MOST_CHANNELS = 100;

async function assertRoom(manager: EntityManager, tenantId: string): Promise<void> {
  await lockChannels(manager, tenantId);
  if ((await manager.countBy(NotificationChannel, { tenantId })) < MOST_CHANNELS) return;
  throw new AppError('QUOTA_EXCEEDED', `There are ${MOST_CHANNELS} channels already.`, {
    hint: 'Delete those that nobody reads.',
  });
}

async function lockChannels(manager: EntityManager, tenantId: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`channels of ${tenantId}`]);
}

/** Another tenant's does not exist. */
async function assertSources(manager: EntityManager, { tenantId, sourceIds }: NotificationChannel): Promise<void> {
  if (sourceIds === null) return;
  const [found] = await manager.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM sources WHERE id = ANY ($1) AND "tenantId" = $2',
    [sourceIds, tenantId],
  );
  if (found?.count !== sourceIds.length) throw invalid('sourceIds', 'names a source that does not exist');
}

async function cancelPending(manager: EntityManager, channelId: string): Promise<void> {
  await manager.query(
    `UPDATE notification_deliveries SET status = 'canceled' WHERE "channelId" = $1 AND status = 'pending'`,
    [channelId],
  );
}

/** A digest that is switched on, or moved, after its hour begins tomorrow. */
async function pastDigest(manager: EntityManager, { digest, timeZone }: NotificationChannel): Promise<string | null> {
  return dueDay(await controlNow(manager), digest, timeZone);
}

/** What a request can change, and no attempt to send does. */
function changedPart(channel: NotificationChannel): Partial<NotificationChannel> {
  const { name, enabled, topics, sourceIds, timeZone, digest, email, shownUrl, sealedSecret } = channel;
  return { name, enabled, topics, sourceIds, timeZone, digest, email, shownUrl, sealedSecret };
}

function changedMeanwhile(): AppError {
  return new AppError('CONFLICT', 'Somebody else changed this channel at the same time.', {
    hint: 'Read it again, and send the change once more.',
  });
}
