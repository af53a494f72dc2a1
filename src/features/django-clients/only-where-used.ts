import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { DjangoRecords, nothingHere } from './django-records.js';

/** Before anybody is asked who they are: where no tenant has the original's clients, their addresses are not there. */
@Injectable()
export class OnlyWhereUsed implements NestMiddleware {
  constructor(private readonly records: DjangoRecords) {}

  async use(_request: Request, _response: Response, next: NextFunction): Promise<void> {
    if (!(await this.records.isAnyoneUsing())) throw nothingHere();
    next();
  }
}
