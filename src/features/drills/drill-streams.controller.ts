import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ActivityController } from '../activity/activity.controller.js';
import { DrillActivity } from './drill-activity.js';

@ApiTags('drills')
@Controller('drills/:id')
export class DrillStreamsController extends ActivityController {
  constructor(protected readonly activity: DrillActivity) {
    super();
  }
}
