import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ActivityController } from '../activity/activity.controller.js';
import { RestoreActivity } from './restore-activity.js';

@ApiTags('restores')
@Controller('restores/:id')
export class RestoreStreamsController extends ActivityController {
  constructor(protected readonly activity: RestoreActivity) {
    super();
  }
}
