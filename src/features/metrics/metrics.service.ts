import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { ControlMetrics } from './control-metrics.js';
import { exposition } from './exposition.js';
import { ProcessMetrics } from './process-metrics.js';

@Injectable()
export class MetricsService {
  constructor(
    private readonly settings: Settings,
    private readonly control: ControlMetrics,
    private readonly process: ProcessMetrics,
  ) {}

  /** Throws NOT_FOUND where no token is set, UNAUTHENTICATED for another one. */
  async read(token: string | null): Promise<string> {
    const { metricsToken } = this.settings;
    if (metricsToken === null) {
      throw new AppError('NOT_FOUND', 'There are no metrics here.', {
        hint: 'Whoever runs the server sets METRICS_TOKEN, which a scrape then bears.',
      });
    }
    if (token === null || !isSame(token, metricsToken)) {
      throw new AppError('UNAUTHENTICATED', 'Metrics need the token of METRICS_TOKEN.', {
        hint: 'Send Authorization: Bearer <token>; in Prometheus, authorization.credentials_file.',
      });
    }
    const [families, own] = await Promise.all([this.control.read(), this.process.text()]);
    return `${exposition(families)}${own}`;
  }
}

/** In constant time, whatever their lengths. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
