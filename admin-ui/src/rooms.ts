import { backups } from './backups/index.js';
import type { Room } from './room.js';

/** Every room of the page, in the order of the menu. */
export const ROOMS: Room[] = [backups];
